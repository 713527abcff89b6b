from __future__ import annotations

from django.urls import path
from django.views.decorators.gzip import gzip_page

from openocop.proofs.views import keys, offline, public

app_name = "proofs"
urlpatterns = [
    path("khoa/", public.keys, name="published-keys"),
    path("khoa/<slug:province>/", public.province_keys, name="province-keys"),
    path("kiem-tra/ngoai-tuyen/", gzip_page(offline.check), name="offline"),
    path("kiem-tra/ngoai-tuyen/tho.js", offline.worker, name="worker"),
    path("kiem-tra/ngoai-tuyen/hieu-luc.json", gzip_page(public.known), name="known"),
    # The addresses in QR codes lie here; where there is no network, the same worker answers for them.
    path("chung-nhan/tho.js", offline.worker, name="worker-of-addresses"),
    path("chung-nhan/<slug:public_id>/chung-thuc.json", public.credential, name="credential"),
    path("chung-nhan/<slug:public_id>/nhan.svg", public.label_svg, name="label-svg"),
    path("chung-nhan/<slug:public_id>/nhan.png", public.label_png, name="label-png"),
    path("khoa-ky/", keys.listing, name="keys"),
    path("khoa-ky/thay/", keys.rotate, name="rotate"),
    path("khoa-ky/chung-thuc/", keys.prove, name="prove"),
    path("khoa-ky/<slug:public_id>/thu-hoi/", keys.revoke, name="revoke"),
]

"""The address book of the whole site."""

from __future__ import annotations

from django.urls import include, path

from openocop.api.urls import interface

# In the order in which they are asked for most: a whole council saves at once.
urlpatterns = [
    path("hoi-dong/", include("openocop.evaluation.urls")),
    path("ho-so/", include("openocop.dossiers.urls")),
    path("y-tuong/", include("openocop.ideas.urls")),
    path("diem-ban/", include("openocop.places.urls")),
    path("chao-ban/", include("openocop.offers.urls")),
    path("kenh-ban/", include("openocop.channels.urls")),
    path("cong-nhan/", include("openocop.recognition.urls")),
    path("", include("openocop.proofs.urls")),
    path("", include("openocop.sealing.urls")),
    path("theo-doi/", include("openocop.monitoring.urls")),
    path("van-phong/", include("openocop.registry.urls")),
    path("du-lieu-mo/", include("openocop.opendata.urls")),
    path("api/v1/", interface),
    path("api/", include("openocop.api.urls")),
    path("mua-hang/", include("openocop.buying.urls")),
    path("hoi-mua/nhan/", include("openocop.enquiries.received_urls")),
    path("hoi-mua/", include("openocop.enquiries.urls")),
    path("qua-tang/", include("openocop.gifts.urls")),
    path("danh-sach/", include("openocop.buying.saved_urls")),
    path("so-minh-bach/", include("openocop.transparency.urls")),
    path("bao-sai/", include("openocop.misuse.urls")),
    path("phan-anh/", include("openocop.misuse.office_urls")),
    path("giao-dien/", include("openocop.ui.urls")),
    path("tai-khoan/", include("allauth.urls")),
    path("", include("openocop.accounts.urls")),
    path("", include("openocop.catalogue.urls")),
]

handler400 = "openocop.ui.views.errors.bad_request"
handler403 = "openocop.ui.views.errors.permission_denied"
handler404 = "openocop.ui.views.errors.page_not_found"
handler500 = "openocop.ui.views.errors.server_error"

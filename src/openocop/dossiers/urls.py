from __future__ import annotations

from django.urls import path

from openocop.dossiers.views import commune, lookalikes, next_star, office, papers, producer, scoring, shared

app_name = "dossiers"
urlpatterns = [
    path("", office.listing, name="list"),
    path("viec-can-lam/", producer.home, name="home"),
    path("mo/", producer.open_, name="open"),
    path("xa/", commune.inbox, name="commune-inbox"),
    path("dot/", office.rounds, name="rounds"),
    path("dot/mo/", office.open_round_, name="open-round"),
    path("<slug:public_id>/", shared.dossier, name="dossier"),
    path("<slug:public_id>/tu-danh-gia/", scoring.sheet, name="sheet"),
    path("<slug:public_id>/tu-danh-gia/<str:code>/", scoring.group, name="group"),
    path("<slug:public_id>/len-sao/", next_star.next_star, name="next-star"),
    path("<slug:public_id>/giong/", lookalikes.lookalikes, name="lookalikes"),
    path("<slug:public_id>/muc/", scoring.mark, name="mark"),
    path("<slug:public_id>/minh-chung/", scoring.attach, name="attach"),
    path("<slug:public_id>/minh-chung/<slug:paper_id>/", shared.paper, name="paper"),
    path("<slug:public_id>/minh-chung/<slug:paper_id>/bo/", scoring.remove, name="remove"),
    path("<slug:public_id>/nop/", producer.submit, name="submit"),
    path("<slug:public_id>/rut/", producer.withdraw, name="withdraw"),
    path("<slug:public_id>/mau-03/", commune.form_03, name="form-03"),
    path("<slug:public_id>/mau-<slug:number>.<slug:kind>", papers.form, name="form"),
    path("<slug:public_id>/tra/", shared.send_back, name="return"),
    path("<slug:public_id>/tiep-nhan/", office.accept, name="accept"),
]

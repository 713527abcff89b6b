from __future__ import annotations

from django.urls import path

from openocop.ideas.views import guidance, office, producer, public

app_name = "ideas"
urlpatterns = [
    path("", public.start, name="start"),
    path("gui/", public.send, name="send"),
    path("theo-doi/<slug:key>/", public.follow, name="follow"),
    path("theo-doi/<slug:key>/xoa/", public.erase, name="erase"),
    path("chon-bo/", guidance.choose, name="choose"),
    path("minh-chung/", guidance.checklists, name="checklists"),
    path("minh-chung/<int:number>/", guidance.gather, name="gather"),
    path("tap-cham/", guidance.practise, name="practise"),
    path("danh-sach/", office.listing, name="list"),
    path("danh-sach.csv", office.as_csv, name="csv"),
    path("gui-cua-toi/", producer.send_own, name="send-own"),
    path("y/<slug:public_id>/", office.detail, name="idea"),
    path("y/<slug:public_id>/tra-loi/", office.answer, name="answer"),
    path("y/<slug:public_id>/chu-the/", office.producer, name="producer"),
    path("y/<slug:public_id>/lap-ho-so/", producer.open_, name="open"),
]

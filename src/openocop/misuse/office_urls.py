from __future__ import annotations

from django.urls import path

from openocop.misuse.views import office

app_name = "misuse-office"
urlpatterns = [
    path("", office.listing, name="list"),
    path("phan-anh.xlsx", office.as_xlsx, name="xlsx"),
    path("anh/<slug:public_id>/", office.photo, name="photo"),
    path("<slug:public_id>/", office.detail, name="report"),
    path("<slug:public_id>/nhan/", office.take, name="take"),
    path("<slug:public_id>/ghi-chu/", office.note, name="note"),
    path("<slug:public_id>/san-pham/", office.about, name="about"),
    path("<slug:public_id>/gop/", office.join, name="join"),
    path("<slug:public_id>/tra-loi/", office.answer, name="answer"),
]

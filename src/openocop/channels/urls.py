from __future__ import annotations

from django.urls import path

from openocop.channels.views import board

app_name = "channels"
urlpatterns = [
    path("", board.matrix, name="board"),
    path("kenh-ban.xlsx", board.as_xlsx, name="xlsx"),
    path("<slug:public_id>/", board.one, name="product"),
    path("<slug:public_id>/ghi/", board.listed, name="list"),
    path("trang/<slug:public_id>/da-mo/", board.checked, name="check"),
    path("trang/<slug:public_id>/khong-con/", board.ended, name="end"),
]

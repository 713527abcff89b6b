from __future__ import annotations

from django.urls import path

from openocop.accounts.views import office

app_name = "accounts"
urlpatterns = [
    path("", office.my_work, name="my-work"),
    path("doi-vai-tro/", office.switch_post, name="switch-post"),
]

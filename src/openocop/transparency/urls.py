from __future__ import annotations

from django.urls import path
from django.views.decorators.gzip import gzip_page

from openocop.transparency.views import feeds, pages

app_name = "transparency"
urlpatterns = [
    path("", gzip_page(pages.logs), name="logs"),
    path("cong-nhan/<slug:public_id>/", gzip_page(pages.of_recognition), name="of-recognition"),
    path("<slug:province>/", gzip_page(pages.log), name="log"),
    path("<slug:province>/muc/<int:index>/", gzip_page(pages.entry), name="entry"),
    path("<slug:province>/checkpoint", feeds.checkpoint, name="checkpoint"),
    path("<slug:province>/key", feeds.key, name="key"),
    path("<slug:province>/entries.json", gzip_page(feeds.entries), name="entries"),
    path("<slug:province>/inclusion.json", feeds.inclusion, name="inclusion"),
    path("<slug:province>/consistency.json", feeds.consistency, name="consistency"),
]

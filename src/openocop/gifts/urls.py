from __future__ import annotations

from django.urls import path
from django.views.decorators.gzip import gzip_page

from openocop.gifts.views import finder

app_name = "gifts"
urlpatterns = [path("", gzip_page(finder.finder), name="finder")]

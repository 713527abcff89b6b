from __future__ import annotations

from django.urls import path
from django.views.decorators.gzip import gzip_page

from openocop.api.views import pages, products, recognitions, surroundings
from openocop.api.views.frame import api

for _tagged in (surroundings, products, recognitions):
    api.add_router("", _tagged.router)

interface = api.urls  # it has a namespace of its own, which stands beside that of the page
app_name = "api"
urlpatterns = [
    path("", gzip_page(pages.documentation), name="page"),
]

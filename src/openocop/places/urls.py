from __future__ import annotations

from django.urls import path

from openocop.places.views import office, public

app_name = "places"
urlpatterns = [
    path("", public.listing, name="list"),
    path("quan-ly/", office.listing, name="kept"),
    path("quan-ly/moi/", office.new, name="new"),
    path("quan-ly/<slug:public_id>/", office.detail, name="kept-place"),
    path("quan-ly/<slug:public_id>/sua/", office.edit, name="edit"),
    path("quan-ly/<slug:public_id>/luu-tru/", office.archive, name="archive"),
    path("quan-ly/<slug:public_id>/trung-bay/", office.show, name="show"),
    path("trung-bay/<slug:public_id>/thoi/", office.end, name="end-showing"),
    path("<slug:public_id>/", public.place, name="place"),
]

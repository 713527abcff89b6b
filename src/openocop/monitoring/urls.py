from __future__ import annotations

from django.urls import path

from openocop.monitoring.views import office

app_name = "monitoring"
urlpatterns = [
    path("", office.board, name="board"),
    path("dot/<slug:public_id>/", office.summary, name="summary"),
    path("dot/<slug:public_id>/bao-cao.<str:kind>", office.report, name="report"),
]

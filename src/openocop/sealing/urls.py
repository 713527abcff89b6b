from __future__ import annotations

from django.urls import path

from openocop.sealing.views import anchors, papers

app_name = "sealing"
urlpatterns = [
    path("ky-so/", papers.papers, name="papers"),
    path("ky-so/lay/<slug:kind>/<slug:public_id>/", papers.release, name="release"),
    path("ky-so/<slug:public_id>/", papers.paper, name="paper"),
    path("ky-so/<slug:public_id>/nop/", papers.hand_in, name="hand-in"),
    path("ky-so/<slug:public_id>/ban-giay/", papers.on_paper, name="on-paper"),
    path("ky-so/<slug:public_id>/<slug:which>.pdf", papers.file, name="file"),
    path("neo-tin-cay/", anchors.anchors, name="anchors"),
    path("neo-tin-cay/<slug:public_id>/rut/", anchors.withdraw, name="withdraw-anchor"),
]

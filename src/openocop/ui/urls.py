from __future__ import annotations

from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from openocop.ui.views import gallery

app_name = "ui"
urlpatterns = [
    path("", gallery.public_parts, name="public-parts"),
    path("van-phong/", gallery.office_parts, name="office-parts"),
    path("cham-diem/", gallery.scoring_sheet, name="scoring-sheet"),
    path("man-chieu/", gallery.projector_screen, name="projector-screen"),
    # A forged form could but change the language; without a token, public pages are alike for all and set no cookie.
    path("ngon-ngu/", csrf_exempt(set_language), name="set-language"),
]

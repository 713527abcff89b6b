"""Holding a label against the certificate of its product, before it is printed. Nothing that is typed is kept."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.documents.vietnamese import date_short
from openocop.core.domain.legal_time import legal_day
from openocop.core.verdict import require
from openocop.recognition.domain.label_check import Answer, Finding, checked
from openocop.recognition.domain.label_rules import label_rules
from openocop.recognition.forms.labels import LabelForm
from openocop.recognition.models import Recognition
from openocop.recognition.permissions.records import may_take_marks
from openocop.recognition.selectors.labels import ground_of, packs_to_choose
from openocop.registry.permissions import products_visible_to

_SHAPES = {Answer.FITS: "ok", Answer.FAULT: "bad", Answer.OPEN: "soon", Answer.APART: "none"}
_WHY: dict[str, str | Promise] = {
    "refused": "%(refusal)s",
    "holds": gettext_lazy("The sign may be used to the end of %(last_on)s."),
    "stars": gettext_lazy("%(right)s stars on both."),
    "other_stars": gettext_lazy("The label tells %(wrong)s stars, the certificate %(right)s. Correct the label."),
    "name": gettext_lazy("Both say “%(right)s”."),
    "near_name": gettext_lazy(
        "The certificate says “%(right)s”. If this is another product of the range, it may not bear the stars."
    ),
    "other_name": gettext_lazy("The certificate is for “%(right)s”. Another product may not bear its stars."),
    "no_day": gettext_lazy("No day was given. What is made from %(first_on)s to %(last_on)s may bear the stars."),
    "no_term": gettext_lazy("The first and the last day of the certificate are not known here."),
    "within": gettext_lazy("Between %(first_on)s and %(last_on)s."),
    "outside": gettext_lazy("The certificate runs from %(first_on)s to %(last_on)s. Do not print stars on this lot."),
    "no_code": gettext_lazy("No code on the label. The certificate bears %(right)s."),
    "code_unknown": gettext_lazy("The code of this product is not known here."),
    "code": gettext_lazy("Both say %(right)s."),
    "other_code": gettext_lazy("The certificate bears %(right)s. Correct the label."),
    "packs_unknown": gettext_lazy("What packs the certificate was issued for was not recorded."),
    "no_pack": gettext_lazy("Choose the pack to have it compared."),
    "pack": gettext_lazy("It was on offer when the certificate was issued."),
    "other_pack": gettext_lazy(
        "The certificate was issued without this pack. Ask the provincial OCOP office before you print."
    ),
    "official": gettext_lazy("The official file is the one to be used."),
    "kit": gettext_lazy("The drawing of the kit is ours. Where the rules ask for the official file, use that one."),
    "other_sign": gettext_lazy("Ask the provincial OCOP office for the official file instead of a copy."),
    "no_sign": gettext_lazy("Nothing to compare."),
    "stated": gettext_lazy("Found in what was copied."),
    "not_found": gettext_lazy("Not found in what was copied. Look whether it stands on another side of the pack."),
    "odd_date": gettext_lazy("“%(typed)s”: write days as day/month/year, such as 24/11/2026."),
}


@require_http_methods(["GET", "POST"])
@acting
def label(request: ActingRequest, public_id: str) -> HttpResponse:
    require(may_take_marks(request.post))
    today = legal_day(timezone.now())
    visible = products_visible_to(request.post, on=today).values("pk")
    rows = Recognition.objects.filter(product__in=visible).select_related("product__producer", "certificate")
    recognition = get_object_or_404(rows, public_id=public_id)
    ground = ground_of(recognition, today)
    form = LabelForm(
        request.POST if request.method == "POST" else None,
        packs=packs_to_choose(recognition),
    )
    found = checked(form.stated(), ground) if form.is_bound and form.is_valid() else []
    of_sign = label_rules("mark")
    context = {
        "form": form,
        "recognition": recognition,
        "product": recognition.product,
        "signs": [_shown(one) for one in found if one.rule.slug in of_sign],
        "statements": [_shown(one) for one in found if one.rule.slug not in of_sign],
        "faults": sum(one.answer == Answer.FAULT for one in found),
        "illustrative": recognition.is_illustrative,
        "crumbs": [
            (_("Star sign for packs"), reverse("recognition:mark-use")),
            (_("Check a label"), ""),
        ],
    }
    return render(request, "recognition/label.html", context, status=422 if form.errors else 200)


def _shown(found: Finding) -> dict[str, object]:
    facts = {name: date_short(fact) if isinstance(fact, date) else fact for name, fact in found.facts.items()}
    words = str(_WHY[found.why]) % {name: "–" if fact is None else fact for name, fact in facts.items()}
    return {"kind": _SHAPES[found.answer], "rule": found.rule, "words": words}

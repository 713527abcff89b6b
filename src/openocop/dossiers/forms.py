"""What people may send about rounds and dossiers. Forms validate; services write."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openocop.criteria.domain.legal_release import ProductClass
from openocop.criteria.domain.releases import criteria_set, release
from openocop.dossiers.domain.form_03 import HEADINGS
from openocop.dossiers.models import Round
from openocop.dossiers.selectors import words
from openocop.dossiers.selectors.rounds import ComingRound

EXTRA = "extra"
ACCEPTED_FILES = "image/jpeg,image/png,image/webp,application/pdf,.docx,.xlsx"


class OnceForm(forms.Form):
    """A form whose sending twice does nothing twice: it carries an identifier made with the page."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["client_id"].initial = uuid.uuid4


class ActForm(OnceForm):
    """An act on the version of the dossier that was read."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class OpenForm(OnceForm):
    """The sheet is chosen by the classification of Annex I; names are the law's.

    `chosen` is the number of a set that the guidance led to; it comes before the product's own group.
    """

    set_no = forms.TypedChoiceField(label=_("Product group"), coerce=int)
    kind = forms.ChoiceField(label=_("Kind of evaluation"), widget=forms.RadioSelect, initial="first")
    round = forms.ChoiceField(label=_("Round"), widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, rounds: Sequence[Round], classification: str | None, chosen: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._rounds = {round.public_id: round for round in rounds}
        law = release(rounds[0].release)
        self.fields["set_no"].choices = [("", _("Choose …")), *_sets(law.id, law.classification)]  # type: ignore[attr-defined]  # a field made as ChoiceField
        self.fields["set_no"].initial = next(
            (leaf.set_no for leaf in law.product_classes() if chosen == str(leaf.set_no)),
            next((leaf.set_no for leaf in law.product_classes() if leaf.code == classification), None),
        )
        self.fields["kind"].choices = list(words.KINDS.items())  # type: ignore[attr-defined]  # a field made as ChoiceField
        self.fields["round"].choices = [(round.public_id, round.name) for round in rounds]  # type: ignore[attr-defined]  # a field made as ChoiceField
        self.fields["round"].initial = rounds[0].public_id

    def clean_round(self) -> Round:
        return self._rounds[self.cleaned_data["round"]]


def _sets(release_id: str, nodes: Sequence[ProductClass]) -> list[tuple[str, list[tuple[int, str]]]]:
    """Return the leaves of the classification under the heading just above them."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for node in nodes:
        for child in node.children or (node,):
            for leaf in child.leaves():
                if leaf.set_no is not None and criteria_set(release_id, leaf.set_no).status == "complete":
                    groups.setdefault(f"{node.label} – {child.label}", []).append((leaf.set_no, leaf.label))
    return list(groups.items())


class EvidenceForm(OnceForm):
    criterion = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    file = forms.FileField(
        label=_("Photograph or file"),
        help_text=_("PDF, photograph, Word or Excel, at most 20 MB."),
        error_messages={"empty": _("The file is empty. Choose it again, or take the photograph again.")},
        allow_empty_file=True,
    )
    title = forms.CharField(label=_("What is it?"), required=False, max_length=200)
    page = forms.CharField(label=_("Page"), required=False, max_length=20)


class ReturnForm(ActForm):
    reason = forms.CharField(
        label=_("What is missing, and how to complete it"),
        help_text=_("The producer reads these words. Name each paper."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class Form03Form(ActForm):
    """Mẫu 03. The headings are the law's; nothing is required of the form itself, the service says what is missing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, (name, heading) in enumerate(HEADINGS.items(), start=1):
            area = forms.Textarea(attrs={"rows": 4})
            self.fields[name] = forms.CharField(label=f"{number}. {heading}", required=False, widget=area)
        self.fields["conclusion"] = forms.CharField(
            label=_("Conclusion of the office"), required=False, widget=forms.Textarea(attrs={"rows": 3})
        )


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        help_text=_("Day/month/year, for example 30/11/2022."),
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class RoundForm(forms.Form):
    """One of the law's rounds, or a further one with its dates and the plan it stands on."""

    which = forms.ChoiceField(label=_("Round"), widget=forms.RadioSelect)
    name = forms.CharField(label=_("Name of the further round"), required=False, max_length=200)
    propose_before = _day(_("Communes propose before"))
    evaluate_before = _day(_("Evaluated before"))
    plan_basis = forms.CharField(label=_("Plan (number and date)"), required=False, max_length=300)

    def __init__(self, *args: Any, coming: Sequence[ComingRound], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._coming = {row.code: row for row in coming}
        choices = [
            (row.code, _("Round %(number)d of %(year)d") % {"number": row.number, "year": row.year}) for row in coming
        ]
        self.fields["which"].choices = [*choices, (EXTRA, _("A further round by plan"))]  # type: ignore[attr-defined]  # a field made as ChoiceField
        self.fields["which"].initial = coming[0].code if coming else EXTRA

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("which") == EXTRA:
            for name in ("name", "propose_before", "evaluate_before"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("A further round needs this."))
        return data

    def facts(self) -> dict[str, Any]:
        """Return code, name and limits of the chosen round."""
        data = self.cleaned_data
        row = self._coming.get(data["which"])
        if row is None:
            return {
                "code": f"{data['propose_before']:%Y-%m-%d}",
                "name": data["name"],
                "propose_before": data["propose_before"],
                "evaluate_before": data["evaluate_before"],
            }
        # The name of a round is written into decisions, hence Vietnamese whatever the reader's language.
        return {
            "code": row.code,
            "name": f"Đợt {row.number} năm {row.year}",
            "propose_before": row.dates.propose_before,
            "evaluate_before": row.dates.evaluate_before,
        }

"""What a producer sends, and an officer who fills in for one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openocop.criteria.domain.legal_release import ProductClass
from openocop.criteria.domain.releases import criteria_set, release
from openocop.dossiers.domain.helping import Way
from openocop.dossiers.domain.required_papers import RequiredPaper
from openocop.dossiers.forms.acts import ActForm, AnnouncedForm, OnceForm
from openocop.dossiers.models import Round
from openocop.dossiers.selectors import words
from openocop.ui.day_field import DayField


class SubmitForm(ActForm):
    """Filing; where something has to be known first, the producer says that it was read."""

    notices_read = forms.BooleanField(label=_("I have read this and file all the same"), required=False)


class OpenForm(OnceForm):
    """The sheet is chosen by the classification of Annex I; names are the law's.

    `chosen` is the number of a set that the guidance led to; it comes before the product's own group.
    """

    set_no = forms.TypedChoiceField(label=_("Product group"), coerce=int)
    kind = forms.ChoiceField(
        label=_("Kind of evaluation"),
        help_text=_("An upgrade or re-assessment opens filled in from the dossier that was recognised."),
        widget=forms.RadioSelect,
        initial="first",
    )
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
        help_text=_("A photograph of at most 60 MB; PDF, Word or Excel of at most 20 MB."),
        error_messages={"empty": _("The file is empty. Choose it again, or take the photograph again.")},
        allow_empty_file=True,
    )
    title = forms.CharField(label=_("What is it?"), required=False, max_length=200)
    page = forms.CharField(label=_("Page"), required=False, max_length=20)
    note = forms.CharField(label=_("What proves it there"), required=False, max_length=300)


class PointForm(OnceForm):
    """A paper that is there already, for one more criterion or other pages."""

    criterion = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    source = forms.CharField(label=_("Which paper?"), max_length=40)
    page = forms.CharField(label=_("Page"), required=False, max_length=20)
    note = forms.CharField(label=_("What proves it there"), required=False, max_length=300)


class ChangesForm(forms.Form):
    """What became of each matter since the product was recognised; the names are the law's."""

    def __init__(self, *args: Any, matters: Sequence[tuple[RequiredPaper, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for matter, said in matters:
            area = forms.Textarea(attrs={"rows": 2 if len(matters) > 1 else 5})
            self.fields[matter.slug] = forms.CharField(
                label=matter.label, required=False, max_length=2000, initial=said, widget=area
            )


class UploadForm(AnnouncedForm, EvidenceForm):
    """A piece of evidence that comes in pieces."""

    file = None  # type: ignore[assignment]  # how Django leaves out a field


class HelpForm(OnceForm):
    """A producer's consent as the officer writes it down."""

    dossier = forms.CharField(
        label=_("Code of the dossier"),
        help_text=_("12 letters on the producer's page of the dossier, under “Help with filling in”."),
        max_length=40,
    )
    way = forms.ChoiceField(
        label=_("How did the producer agree?"),
        widget=forms.RadioSelect,
        choices=list(words.WAYS.items()),
        initial=Way.COUNTER,
    )
    given_by = forms.CharField(label=_("Who agreed (full name)"), max_length=200)
    given_on = DayField(label=_("Day of the consent"))
    last_on = DayField(label=_("Last day it holds"))
    paper = forms.FileField(
        label=_("Signed paper"),
        help_text=_("Photograph or PDF. Needed when the producer signs before you, and always to submit for them."),
        required=False,
    )
    code = forms.CharField(
        label=_("Code of consent"),
        help_text=_("8 letters that the producer's page shows now."),
        required=False,
        max_length=40,
    )
    note = forms.CharField(
        label=_("Note"), help_text=_("By telephone: which number you called, and when."), required=False, max_length=500
    )
    may_submit = forms.BooleanField(label=_("The producer also agrees that I submit the dossier"), required=False)

    def clean_way(self) -> Way:
        return Way(self.cleaned_data["way"])


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Your answer"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )

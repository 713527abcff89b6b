"""What is entered of an appeal, from the producer's words to the decision on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openocop.criteria.domain.criteria_set import Criterion
from openocop.dossiers.forms.acts import AnnouncedForm, OnceForm
from openocop.dossiers.models import Round
from openocop.evaluation.domain.correction import Change
from openocop.recognition.domain.appeals import About, Outcome
from openocop.recognition.forms.decisions import SignedForm
from openocop.ui.day_field import DayField


def _words(label: Any, hint: Any = "", *, rows: int = 4, required: bool = True) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, max_length=4000, required=required, widget=area)


class AppealForm(OnceForm):
    """What a producer contests; an officer adds the day on which the producer's paper came in."""

    about = forms.ChoiceField(
        label=_("Against what?"),
        choices=[
            (About.RESULT.value, _("The council's result")),
            (About.DECISION.value, _("The decision or certificate")),
        ],
        initial=About.RESULT.value,
        widget=forms.RadioSelect,
    )
    criteria = forms.MultipleChoiceField(
        label=_("Which criteria?"),
        help_text=_("None means the result as a whole."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reasons = _words(_("Why do you not agree?"), _("What is wrong, and what shows it. Papers are added afterwards."))
    asks = _words(_("What do you ask for?"), _("For example: that criterion 2.1 be counted with 5 points."), rows=2)
    came_on = DayField(label=_("Day on which the paper came in"), required=False)

    def __init__(self, *args: Any, criteria: Sequence[Criterion], on_behalf: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.code, f"{one.code} {one.caption}") for one in criteria]
        self.fields["criteria"].choices = choices  # type: ignore[attr-defined]  # a field made as MultipleChoiceField
        if not on_behalf:
            del self.fields["came_on"]


class AppealPaperForm(OnceForm):
    file = forms.FileField(
        label=_("Photograph or file"),
        help_text=_("A photograph of at most 60 MB; PDF, Word or Excel of at most 20 MB."),
        error_messages={"empty": _("The file is empty. Choose it again, or take the photograph again.")},
        allow_empty_file=True,
    )
    title = forms.CharField(label=_("What is it?"), required=False, max_length=200)


class AppealUploadForm(AnnouncedForm, AppealPaperForm):
    """A paper that comes in pieces."""

    file = None  # type: ignore[assignment]  # how Django leaves out a field


class ReceiveForm(forms.Form):
    answer_by = DayField(label=_("Answered by"), required=False)


class ReturnForm(forms.Form):
    reason = _words(_("What is missing, or why it is not taken in"), rows=3)
    late = forms.BooleanField(label=_("It came in after the time limit"), required=False)


class AskCouncilForm(forms.Form):
    question = _words(_("What is the council asked?"), rows=3)


class OpinionForm(forms.Form):
    answer = _words(_("Opinion of the council"), rows=4)
    met_on = DayField(label=_("Day on which the council met again"), required=False)


class ErrorForm(OnceForm):
    """An error of calculation or typing that the office found itself."""

    reasons = _words(_("What is the error, and what shows it?"), rows=4)


class RulingForm(forms.Form):
    """How an appeal is decided; the points of each criterion stand in a field of its own, empty where they stay."""

    outcome = forms.ChoiceField(
        label=_("How is it decided?"),
        choices=[
            (Outcome.REJECTED.value, _("Not accepted; result and decision stay as they are")),
            (Outcome.CORRECTED.value, _("Accepted: the points of these criteria are corrected")),
            (Outcome.REWORDED.value, _("Accepted: the decision or certificate is corrected")),
            (Outcome.AGAIN.value, _("Accepted: the product is assessed again by a later council")),
        ],
        widget=forms.RadioSelect,
    )
    seat = forms.ChoiceField(
        label=_("On which sheets?"),
        help_text=_("A mark that was typed wrong stands on one sheet; the sheet itself stays as it was sent."),
        required=False,
    )
    lifts = forms.BooleanField(label=_("The product counts as not excluded"), required=False)
    round = forms.ChoiceField(label=_("Round in which it is assessed again"), required=False)
    reasons = _words(_("Reasons"), _("The producer reads them in the decision. Name no member of the council."), rows=5)

    def __init__(
        self,
        *args: Any,
        criteria: Sequence[tuple[str, Sequence[tuple[int, str]]]],
        seats: Sequence[tuple[str, str]],
        rounds: Sequence[Round],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._rounds = {one.public_id: one for one in rounds}
        self.fields["seat"].choices = [("", _("on all sheets")), *seats]  # type: ignore[attr-defined]  # a field made as ChoiceField
        chosen = [("", _("no round chosen")), *((one.public_id, one.name) for one in rounds)]
        self.fields["round"].choices = chosen  # type: ignore[attr-defined]  # a field made as ChoiceField
        self._codes = [code for code, _levels in criteria]
        for code, levels in criteria:
            points = [("", _("stays")), *((str(points), str(points)) for points, _text in levels)]
            self.fields[f"p-{code}"] = forms.ChoiceField(label=code, choices=points, required=False)

    def change(self) -> Change:
        """Return what is corrected as the form says it."""
        given = {code: self.cleaned_data[f"p-{code}"] for code in self._codes}
        points = {code: int(value) for code, value in given.items() if value}
        return Change(points, self.cleaned_data["seat"], self.cleaned_data["lifts"])

    def chosen_round(self) -> Round | None:
        return self._rounds.get(self.cleaned_data["round"])


class DecideForm(SignedForm):
    dated_on = DayField(label=_("Day on the paper"))
    field_order = ("seen", "number", "dated_on", "signer", "signer_capacity")


class CorrectionForm(forms.Form):
    reason = _words(_("Why is the decision corrected?"), _("For example: the name was mistyped."), rows=3)

"""A session: calling it, declaring interests, leading it, concluding."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openocop.core.domain.text import nfc
from openocop.criteria.domain.criteria_set import Criterion
from openocop.evaluation.domain.agreement import levels_to_agree_on
from openocop.evaluation.domain.timer import LONGEST as LONGEST_PRESENTATION
from openocop.evaluation.domain.vote import Vote
from openocop.evaluation.forms.sheets import LONGEST
from openocop.evaluation.selectors.conflicts import DeclarationRow
from openocop.ui.day_field import DayField

MOST_VOTES = 99


class DiscussionForm(forms.Form):
    text = forms.CharField(
        required=False,
        max_length=20000,
        label=_("What was discussed"),
        help_text=_("Printed in the minutes as written; a line for each point."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class NoteForm(forms.Form):
    note = forms.CharField(
        required=False,
        max_length=2000,
        label=_("Conclusion of the discussion"),
        help_text=_("Printed in the minutes beside the second ballot."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


NONE, CONFLICT = "none", "conflict"


class DeclarationForm(forms.Form):
    """One member's declaration on all products before them at once.

    A product that the registers may tie to the member takes an answer of its own; the rest may be answered by one tick.
    """

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    rest = forms.BooleanField(
        required=False, label=_("On every product I did not answer above: no conflict of interest.")
    )
    signature = forms.CharField(max_length=200, label=_("Full name, as a signature"))

    def __init__(self, *args: Any, rows: Sequence[DeclarationRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        self.fields["signature"].widget.attrs["autocomplete"] = "name"
        for row in rows:
            self.fields[f"c-{row.key}"] = forms.ChoiceField(
                choices=[(NONE, _("No conflict of interest")), (CONFLICT, _("Conflict: I step aside"))],
                widget=forms.RadioSelect,
                required=False,
                label=row.entry.dossier.product.name,
            )
            self.fields[f"r-{row.key}"] = forms.CharField(required=False, max_length=300, label=_("Reason"))

    @property
    def lines(self) -> list[tuple[DeclarationRow, forms.BoundField, forms.BoundField]]:
        """Return each product with the fields of its answer and of the reason."""
        return [(row, self[f"c-{row.key}"], self[f"r-{row.key}"]) for row in self.rows]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for row in self.rows:
            answer, reason = f"c-{row.key}", f"r-{row.key}"
            if data.get(answer) == CONFLICT and not nfc(data.get(reason) or ""):
                self.add_error(reason, _("Say in a few words why you step aside."))
            elif not data.get(answer) and row.hints:
                self.add_error(answer, _("The registers may tie you to this product: answer it by itself."))
            elif not data.get(answer) and not data.get("rest"):
                self.add_error(answer, _("Answer, or tick the line that answers for the rest."))
        return data

    def declared(self) -> dict[str, Any]:
        """Return what the service takes: answers by product, signature, number of the form."""
        data = self.cleaned_data
        answers = {row.key: nfc(data[f"r-{row.key}"]) if data[f"c-{row.key}"] == CONFLICT else "" for row in self.rows}
        return {"answers": answers, "signature": data["signature"], "client_id": data["client_id"]}


class MinutesForm(forms.Form):
    minutes = forms.IntegerField(
        min_value=0,
        max_value=LONGEST_PRESENTATION,
        label=_("Minutes for a presentation"),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def given(self) -> int:
        """Return the minutes posted; what is no number of them is one that the service refuses."""
        minutes: int = self.cleaned_data["minutes"] if self.is_valid() else -1
        return minutes


class ConclusionForm(forms.Form):
    """What the council concludes on a product. A vote is counted whole or not at all."""

    note = forms.CharField(
        required=False,
        max_length=LONGEST,
        label=_("What the council agreed on"),
        help_text=_("Printed in the minutes apart from the sheets; it moves no score."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    votes_for = forms.IntegerField(required=False, min_value=0, max_value=MOST_VOTES, label=_("For"))
    votes_against = forms.IntegerField(required=False, min_value=0, max_value=MOST_VOTES, label=_("Against"))
    abstained = forms.IntegerField(required=False, min_value=0, max_value=MOST_VOTES, label=_("Abstaining"))

    def __init__(self, *args: Any, asked: Sequence[Criterion] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        for criterion in asked:
            self.fields[f"g-{criterion.code}"] = _agreed_field(criterion)

    @property
    def agreed_fields(self) -> list[forms.BoundField]:
        return [self[f"g-{criterion.code}"] for criterion in self.asked]

    def points(self) -> dict[str, int]:
        """Return the points agreed on by criterion code; a criterion left open has none."""
        given = {criterion.code: self.cleaned_data[f"g-{criterion.code}"] for criterion in self.asked}
        return {code: int(points) for code, points in given.items() if points}

    def vote(self) -> Vote | None:
        """Return the vote that was counted, None where none was held; a count left empty beside another is none."""
        counts = [self.cleaned_data[name] for name in ("votes_for", "votes_against", "abstained")]
        return None if counts == [None] * 3 else Vote(*(count or 0 for count in counts))


def _agreed_field(criterion: Criterion) -> forms.Field:
    named = [
        (str(points), _("%(n)s points: %(text)s") % {"n": points, "text": text or "–"})
        for points, text in levels_to_agree_on(criterion).items()
    ]
    choices = [("", _("not agreed yet")), *named]
    return forms.ChoiceField(choices=choices, required=False, label=f"{criterion.code} {criterion.caption}")


class AskForm(forms.Form):
    """Until when members answer in writing; the dossiers are ticked beside it."""

    answers_by = DayField(label=_("Last day to answer"))


class SessionForm(forms.Form):
    held_on = DayField(label=_("Day of the session"))
    place = forms.CharField(max_length=200, required=False, label=_("Meeting place"))

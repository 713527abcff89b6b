"""What the offices do with a dossier: check, report, return, ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openocop.criteria.domain.criteria_set import Criterion
from openocop.dossiers.domain.components import Found, Line
from openocop.dossiers.domain.form_03 import HEADINGS
from openocop.dossiers.forms.acts import ActForm, OnceForm
from openocop.dossiers.selectors import words
from openocop.dossiers.selectors.checks import CheckedLine
from openocop.ui.day_field import DayField


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


class CheckForm(ActForm):
    """The check of components: what was found of each, and a note."""

    def __init__(self, *args: Any, components: Sequence[CheckedLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in components:
            slug = row.component.slug
            found = forms.ChoiceField(
                label=row.component.label,
                choices=list(words.FOUND.items()),
                required=False,
                widget=forms.RadioSelect,
                initial=row.line.found.value if row.line else None,
            )
            self.fields[slug] = found
            note = forms.CharField(label=_("Note"), required=False, max_length=500)
            note.initial = row.line.note if row.line else ""
            self.fields[f"note-{slug}"] = note

    def lines(self) -> dict[str, Line]:
        """Return what was said of each component; one without an answer is absent."""
        data = self.cleaned_data
        slugs = [name.removeprefix("note-") for name in self.fields if name.startswith("note-")]
        return {slug: Line(Found(data[slug]), data[f"note-{slug}"]) for slug in slugs if data[slug]}


class AskForm(OnceForm):
    """A request to the producer."""

    kind = forms.ChoiceField(
        label=_("What is asked for"), choices=list(words.REQUESTS.items()), widget=forms.RadioSelect, initial="paper"
    )
    criterion = forms.ChoiceField(label=_("Criterion it is for"), required=False)
    text = forms.CharField(
        label=_("What exactly, and why"),
        max_length=4000,
        help_text=_("The producer reads these words. Name the paper or the test, and what it should show."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    answer_by = DayField(label=_("Last day to answer"), required=False)

    def __init__(self, *args: Any, criteria: Sequence[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(criterion.code, f"{criterion.code} {criterion.caption}") for criterion in criteria]
        self.fields["criterion"].choices = [("", _("The whole dossier")), *named]  # type: ignore[attr-defined]  # a field made as ChoiceField


class TermPaperForm(OnceForm):
    """A paper that pauses the term or begins it anew; nothing here is attributed to article 7."""

    kind = forms.ChoiceField(
        label=_("What the paper does"), widget=forms.RadioSelect, choices=list(words.NOTICES.items())
    )
    number = forms.CharField(label=_("Number of the paper"), max_length=60)
    issued_on = DayField(label=_("Day of the paper"))
    issuer = forms.CharField(label=_("Issued by"), max_length=200)
    starts_on = DayField(label=_("From"), help_text=_("First day not counted, or day from which the term begins anew."))
    resumes_on = DayField(
        label=_("Counted again from"), help_text=_("For a pause; leave empty while it is open."), required=False
    )


class ResumeForm(forms.Form):
    resumes_on = DayField(label=_("Counted again from"))


class TransitionForm(forms.Form):
    """How a dossier that the change of the law stopped goes on, and on what paper."""

    way = forms.ChoiceField(label=_("How it goes on"), widget=forms.RadioSelect, choices=list(words.WAYS_ON.items()))
    number = forms.CharField(label=_("Number of the paper"), max_length=60)
    decided_on = DayField(label=_("Day of the paper"))
    basis = forms.CharField(
        label=_("Reasons"),
        help_text=_("The producer reads these words."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

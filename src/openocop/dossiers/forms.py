"""What people may send about rounds and dossiers. Forms validate; services write."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openocop.criteria.domain.legal_release import ProductClass
from openocop.criteria.domain.releases import criteria_set, release
from openocop.dossiers.domain.components import Found, Line
from openocop.dossiers.domain.form_03 import HEADINGS
from openocop.dossiers.domain.office_options import OPTION_LABELS, OPTION_SOURCES, VALUE_LABELS
from openocop.dossiers.domain.samples import SAMPLES, Handover, Purpose
from openocop.dossiers.models import Round
from openocop.dossiers.selectors import words
from openocop.dossiers.selectors.checks import CheckedLine
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


class SubmitForm(ActForm):
    """Filing; where something has to be known first, the producer says that it was read."""

    notices_read = forms.BooleanField(label=_("I have read this and file all the same"), required=False)


class OpenForm(OnceForm):
    """The sheet is chosen by the classification of Annex I; names are the law's."""

    set_no = forms.TypedChoiceField(label=_("Product group"), coerce=int)
    kind = forms.ChoiceField(label=_("Kind of evaluation"), widget=forms.RadioSelect, initial="first")
    round = forms.ChoiceField(label=_("Round"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, rounds: Sequence[Round], classification: str | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rounds = {round.public_id: round for round in rounds}
        law = release(rounds[0].release)
        self.fields["set_no"].choices = [("", _("Choose …")), *_sets(law.id, law.classification)]  # type: ignore[attr-defined]  # a field made as ChoiceField
        self.fields["set_no"].initial = next(
            (leaf.set_no for leaf in law.product_classes() if leaf.code == classification), None
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


def _day(label: Any, *, required: bool = False, hint: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint or _("Day/month/year, for example 30/11/2022."),
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class TermPaperForm(OnceForm):
    """A paper that pauses the term or begins it anew; nothing here is attributed to article 7."""

    kind = forms.ChoiceField(
        label=_("What the paper does"), widget=forms.RadioSelect, choices=list(words.NOTICES.items())
    )
    number = forms.CharField(label=_("Number of the paper"), max_length=60)
    issued_on = _day(_("Day of the paper"), required=True)
    issuer = forms.CharField(label=_("Issued by"), max_length=200)
    starts_on = _day(_("From"), required=True, hint=_("First day not counted, or day from which the term begins anew."))
    resumes_on = _day(_("Counted again from"), hint=_("For a pause; leave empty while it is open."))


class ResumeForm(forms.Form):
    resumes_on = _day(_("Counted again from"), required=True)


class TransitionForm(forms.Form):
    """How a dossier that the change of the law stopped goes on, and on what paper."""

    way = forms.ChoiceField(label=_("How it goes on"), widget=forms.RadioSelect, choices=list(words.WAYS_ON.items()))
    number = forms.CharField(label=_("Number of the paper"), max_length=60)
    decided_on = _day(_("Day of the paper"), required=True)
    basis = forms.CharField(
        label=_("Reasons"),
        help_text=_("The producer reads these words."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class HandoverForm(OnceForm):
    """A hand-over of samples."""

    purpose = forms.ChoiceField(
        label=_("Samples"), widget=forms.RadioSelect, choices=list(words.PURPOSES.items()), initial=Purpose.PROVINCE
    )
    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=99, initial=SAMPLES)
    handed_on = _day(_("Handed over on"), required=True)
    handed_by = forms.CharField(label=_("Handed over by"), max_length=200)
    received_by = forms.CharField(label=_("Received by"), max_length=200)
    condition = forms.CharField(
        label=_("Condition"),
        help_text=_("Packaging, label, lot, use-by date, anything damaged."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    cold = forms.ChoiceField(
        label=_("Temperature on the way"),
        widget=forms.RadioSelect,
        choices=[("", _("needs no cold chain")), ("yes", _("cold chain kept")), ("no", _("cold chain not kept"))],
        required=False,
    )

    def stated(self) -> Handover:
        data = self.cleaned_data
        return Handover(
            **{name: data[name] for name in ("purpose", "count", "handed_on", "handed_by", "received_by", "condition")},
            cold_chain=bool(data["cold"]),
            kept_cold=data["cold"] == "yes" if data["cold"] else None,
        )


class FateForm(OnceForm):
    fate = forms.ChoiceField(label=_("What became of them"), choices=list(words.FATES.items()))
    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=99, initial=1)
    happened_on = _day(_("On"), required=True)
    note = forms.CharField(label=_("Note"), required=False, max_length=500)


class CounterForm(forms.Form):
    """The one-stop counter's number of one filing."""

    number = forms.CharField(label=_("Counter number"), max_length=60)
    received_on = _day(_("Received on"), required=True)
    appointment_on = _day(_("Result promised for"), hint=_("Empty: the end of the commune's 15 working days."))
    paper_set = forms.BooleanField(label=_("The paper set was handed in beside the electronic one"), required=False)


class PortalForm(forms.Form):
    file = forms.FileField(
        label=_("File of the portal"),
        help_text=_("CSV in UTF-8 or XLSX, at most 2 MB."),
        error_messages={"empty": _("The file is empty. Choose it again.")},
        allow_empty_file=True,
    )


class OptionsForm(forms.Form):
    """The province's named options; the default of each stands first."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, values in VALUE_LABELS.items():
            self.fields[name] = forms.ChoiceField(
                label=OPTION_LABELS[name],
                help_text=OPTION_SOURCES[name],
                choices=list(values.items()),
                widget=forms.RadioSelect,
            )
        self.fields["procedure_name"] = forms.CharField(
            label=_("Name of the published procedure"), required=False, max_length=300
        )
        self.fields["basis"] = forms.CharField(
            label=_("Paper the choice stands on"),
            help_text=_("Number and date; needed as soon as anything differs from the defaults."),
            required=False,
            max_length=300,
        )

    def options(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in VALUE_LABELS}


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

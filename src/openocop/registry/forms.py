"""Forms of the register: they shape and check what was typed; services decide and save."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openocop.accounts.forms import AccountForm
from openocop.core.refusal import Refused
from openocop.registry.domain.facts import MAX_NAME, Identifier, ProducerFacts, ProductFacts
from openocop.registry.domain.families import FAMILIES
from openocop.registry.domain.groups import product_groups
from openocop.registry.domain.identifiers import IDENTIFIER_KINDS
from openocop.registry.domain.kinds import KINDS
from openocop.registry.domain.paper_kinds import PaperFacts, paper_kinds
from openocop.registry.domain.photographs import Licence, PhotoFacts, PhotoKind, Rights
from openocop.registry.domain.places import UnitBasis
from openocop.registry.words import LICENCES, PHOTO_KINDS, RIGHTS
from openocop.ui.day_field import DayField

RECORDED = "recorded"  # keep the place as it stands in the record, whatever its day
Choices = list[tuple[str, str]]
_TOO_LONG = {"max_length": gettext_lazy("%(show_value)d characters; %(limit_value)d fit here. Shorten it.")}


def _line(
    label: Any, *, required: bool = False, limit: int = MAX_NAME, hint: Any = "", **attrs: str
) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=limit,
        help_text=hint,
        error_messages=_TOO_LONG,
        widget=forms.TextInput(attrs=attrs),
    )


def _text(label: Any, *, rows: int, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, required=False, help_text=hint, widget=forms.Textarea(attrs={"rows": rows}))


class RecordForm(forms.Form):
    """A form that can show what a service refused at the field it belongs to."""

    def show_refusal(self, refusal: Refused) -> None:
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))

    def lines(self, field: str) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.cleaned_data[field].splitlines() if line.strip())


class ProducerForm(RecordForm):
    """One producer. `communes` are today's; `recorded` is the written place of the record, "" when it has none."""

    name = _line(gettext_lazy("Name"), required=True, hint=gettext_lazy("As on the registration papers."))
    kind = forms.ChoiceField(
        label=gettext_lazy("Legal kind"),
        choices=[("", gettext_lazy("Choose the legal kind")), *((k.slug, k.label) for k in KINDS.values())],
    )
    unit = forms.ChoiceField(label=gettext_lazy("Commune or ward"), required=False)
    address = _line(gettext_lazy("Address"), limit=500, autocomplete="off")
    phone = _line(gettext_lazy("Telephone"), limit=20, inputmode="tel", autocomplete="off")
    email = _line(gettext_lazy("E-mail"), limit=254, inputmode="email", autocomplete="off")
    representative = _line(gettext_lazy("Legal representative"), limit=200, autocomplete="off")
    founded_on = DayField(label=gettext_lazy("Founded on"), required=False)
    aliases = _text(gettext_lazy("Other names"), rows=2, hint=gettext_lazy("One a line, as sources write it."))
    note = _text(gettext_lazy("Note"), rows=3)
    source_urls = _text(gettext_lazy("Sources"), rows=3, hint=gettext_lazy("Addresses of web pages, one a line."))

    def __init__(
        self, *args: Any, communes: Choices, recorded: str = "", numbers: dict[str, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        kept = [(RECORDED, recorded)] if recorded else []
        self.fields["unit"].choices = [("", _("Not known yet")), *kept, *communes]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["unit"].initial = communes[0][0] if len(communes) == 1 else ""  # a commune's officer has one
        for kind in IDENTIFIER_KINDS.values():
            self.fields[kind.slug] = _line(kind.label, limit=40, autocomplete="off")
            self.fields[kind.slug].initial = (numbers or {}).get(kind.slug, "")

    @property
    def number_fields(self) -> list[forms.BoundField]:
        """The numbers the chosen legal kind has, with any other that is filled in; all of them before one is chosen."""
        kind = KINDS.get(self["kind"].value())
        wanted = kind.identifiers if kind else IDENTIFIER_KINDS
        return [self[slug] for slug in IDENTIFIER_KINDS if slug in wanted or self[slug].value()]

    def facts(self, *, on: date, before: ProducerFacts | None = None) -> ProducerFacts:
        """Return what the form says; a commune chosen today is today's unit, as stated."""
        data = self.cleaned_data
        place: dict[str, Any] = {}
        if data["unit"] == RECORDED and before:
            place = {name: getattr(before, name) for name in ("unit_code", "unit_on", "unit_basis", "unit_basis_note")}
        elif data["unit"]:
            place = {"unit_code": data["unit"], "unit_on": on, "unit_basis": UnitBasis.STATED}
        plain = ("name", "kind", "address", "phone", "email", "representative", "founded_on", "note")
        return ProducerFacts(
            **{name: data[name] for name in plain},
            **place,
            aliases=self.lines("aliases"),
            source_urls=self.lines("source_urls"),
        )

    def identifiers(self) -> list[Identifier]:
        return [Identifier(slug, self.cleaned_data[slug]) for slug in IDENTIFIER_KINDS if self.cleaned_data[slug]]


class MemberForm(AccountForm):
    """An account that acts for a producer."""


class PaperForm(RecordForm):
    """A paper of a producer. People write the last day on which it holds; what is kept is the day after."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    producer = forms.ChoiceField(label=gettext_lazy("Producer"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind of paper"))
    title = _line(gettext_lazy("Name of the paper"), limit=200, hint=gettext_lazy("Left empty: the name of its kind."))
    number = _line(gettext_lazy("Number"), limit=100, autocomplete="off")
    issuer = _line(gettext_lazy("Issued by"), limit=200, autocomplete="off")
    issued_on = DayField(label=gettext_lazy("Issued on"), required=False)
    last_day = DayField(label=gettext_lazy("Last day it holds"), required=False)
    file = forms.FileField(label=gettext_lazy("Photograph or file"), allow_empty_file=True)

    def __init__(self, *args: Any, producers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.slug, kind.label) for kind in paper_kinds().values()]
        self.fields["producer"].choices = producers  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["producer"].initial = producers[0][0] if producers else ""
        self.fields["kind"].choices = [("", _("Choose the kind")), *kinds]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kind = paper_kinds().get(data.get("kind", ""))
        unsaid = not data.get("last_day") and "last_day" not in self.errors and "no_term" not in self.data
        if kind and kind.has_term and unsaid:
            self.add_error("last_day", _("Such a paper usually has a last day. Write it, or say that it has none."))
        return data

    def facts(self) -> PaperFacts:
        data = self.cleaned_data
        plain = {name: data[name] for name in ("kind", "title", "number", "issuer", "issued_on")}
        last_day = data["last_day"]
        return PaperFacts(**plain, valid_until=last_day + timedelta(days=1) if last_day else None)


class ProductForm(RecordForm):
    name = _line(gettext_lazy("Name"), required=True, hint=gettext_lazy("As on the label."))
    classification = forms.ChoiceField(
        label=gettext_lazy("Product group"),
        required=False,
        help_text=gettext_lazy("Decision 26/2026/QĐ-TTg, Annex I; it decides the set of criteria."),
    )
    family = forms.ChoiceField(
        label=gettext_lazy("Family of the drawing"),
        required=False,
        help_text=gettext_lazy("Drawn where there is no photograph. Left open, the name decides."),
    )
    packaging = _line(gettext_lazy("How it is packed"), hint=gettext_lazy("For example: box of 250 g."))
    description = _text(gettext_lazy("Description"), rows=4)
    story = _text(gettext_lazy("Product story"), rows=6, hint=gettext_lazy("In the producer's own words."))
    note = _text(gettext_lazy("Note"), rows=2)
    source_urls = _text(gettext_lazy("Sources"), rows=3, hint=gettext_lazy("Addresses of web pages, one a line."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [(code, f"{code} {label}") for code, label in product_groups().items()]
        self.fields["classification"].choices = [("", _("Not chosen yet")), *groups]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["family"].choices = [("", _("By the name")), *FAMILIES.items()]  # type: ignore[attr-defined]  # a ChoiceField

    def facts(self) -> ProductFacts:
        data = self.cleaned_data
        plain = ("name", "family", "description", "story", "packaging", "note")
        return ProductFacts(
            **{name: data[name] for name in plain},
            classification=data["classification"] or None,
            source_urls=self.lines("source_urls"),
        )


class PhotoForm(RecordForm):
    """What is said of a photograph; `photo` is asked for only where one is added."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    photo = forms.FileField(
        label=gettext_lazy("Photograph"),
        help_text=gettext_lazy("JPEG, PNG or WebP, at most 30 MB. Place and time noted by the camera are removed."),
        allow_empty_file=True,
    )
    kind = forms.ChoiceField(label=gettext_lazy("What kind of photograph"), choices=list(PHOTO_KINDS.items()))
    caption = _line(
        gettext_lazy("Caption"), required=True, limit=200, hint=gettext_lazy("Such as: jar of 500 g, seen from front.")
    )
    alt = _line(
        gettext_lazy("For those who cannot see it"),
        limit=300,
        hint=gettext_lazy("What the picture shows, in one sentence, read out by telephones. Empty: the caption."),
    )
    caption_en = _line(gettext_lazy("Caption in English"), limit=200)
    alt_en = _line(gettext_lazy("For those who cannot see it, in English"), limit=300)
    source = _line(gettext_lazy("Who took it"), required=True, limit=500, hint=gettext_lazy("A name, and when."))
    rights = forms.ChoiceField(label=gettext_lazy("By what right it is shown"), choices=list(RIGHTS.items()))
    licence = forms.ChoiceField(label=gettext_lazy("What others may do with it"), choices=list(LICENCES.items()))
    agreed = forms.BooleanField(
        label=gettext_lazy("I may let this photograph be shown in public, and so may everybody who is seen on it."),
        error_messages={
            "required": gettext_lazy("Without this agreement the photograph is not shown. Ask them first.")
        },
    )

    def facts(self) -> PhotoFacts:
        data = self.cleaned_data
        plain = {name: data[name] for name in ("caption", "caption_en", "alt", "alt_en", "source")}
        return PhotoFacts(
            kind=PhotoKind(data["kind"]), rights=Rights(data["rights"]), licence=Licence(data["licence"]), **plain
        )


class PhotoTextForm(PhotoForm):
    """The same of a photograph that hangs already."""

    photo = None  # type: ignore[assignment]  # a form's way to leave a field out
    agreed = None  # type: ignore[assignment]  # as above


def photo_initial(facts: PhotoFacts, version: int) -> dict[str, Any]:
    names = ("kind", "caption", "caption_en", "alt", "alt_en", "source", "rights", "licence")
    return {name: str(getattr(facts, name)) for name in names} | {"version": version}


def producer_initial(facts: ProducerFacts) -> dict[str, Any]:
    """Return what the form of an existing producer shows first."""
    names = ("name", "kind", "address", "phone", "email", "representative", "founded_on", "note")
    return {name: getattr(facts, name) for name in names} | {
        "unit": RECORDED if facts.unit_code else "",
        "aliases": "\n".join(facts.aliases),
        "source_urls": "\n".join(facts.source_urls),
    }


def product_initial(facts: ProductFacts) -> dict[str, Any]:
    names = ("name", "family", "description", "story", "packaging", "note")
    return {name: getattr(facts, name) for name in names} | {
        "classification": facts.classification or "",
        "source_urls": "\n".join(facts.source_urls),
    }

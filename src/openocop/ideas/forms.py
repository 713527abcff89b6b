"""What people may send about ideas. Forms validate; services write."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openocop.criteria.domain.guidance import OWN_RELEASE
from openocop.criteria.domain.releases import current_sets
from openocop.dossiers.selectors.words import KINDS
from openocop.ideas.domain.facts import MAX_DESCRIPTION, Contact, Facts, Reply
from openocop.ideas.selectors.words import FINDINGS, NEXT_STEPS
from openocop.registry.models import Producer

_PHONE = re.compile(r"^\+?[0-9][0-9 .\-]{7,15}$")
_SALT = "ideas.opened"
TOO_FAST, STALE = 2, 24 * 60 * 60  # seconds between opening the page and sending it
Choices = Sequence[tuple[str, str]]


def _sets() -> list[tuple[str, str]]:
    named = [(str(sheet.no), f"{sheet.no}. {sheet.title}") for sheet in current_sets(OWN_RELEASE)]
    return [("", _("Not known yet")), *named]


class IdeaForm(forms.Form):
    """What an idea is about; sending it twice does nothing twice."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    product_name = forms.CharField(
        label=gettext_lazy("What do you make, or want to make?"),
        max_length=200,
        help_text=gettext_lazy("For example: dried shrimp, coconut candy, a homestay by the river."),
        error_messages={"required": gettext_lazy("Write what you make, in two or three words.")},
    )
    description = forms.CharField(
        label=gettext_lazy("A few words more"),
        required=False,
        max_length=MAX_DESCRIPTION,
        help_text=gettext_lazy("From what, how much, since when, what you would like to ask."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    set_no = forms.TypedChoiceField(
        label=gettext_lazy("Set of criteria"), required=False, coerce=int, empty_value=None, choices=_sets
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["client_id"].initial = uuid.uuid4

    def facts(self) -> Facts:
        data = self.cleaned_data
        return Facts(data["product_name"], data["description"], data.get("kind") or "first", data["set_no"])


class PublicIdeaForm(IdeaForm):
    """An idea of somebody without an account.

    Programs are kept out without asking people to read pictures: a field that no person sees stays empty, and the
    page was opened a moment before and not days ago.
    """

    unit = forms.ChoiceField(
        label=gettext_lazy("Commune or ward"),
        error_messages={"required": gettext_lazy("Choose your commune: its office answers you.")},
    )
    person_name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Write how the officer should call you.")},
    )
    phone = forms.CharField(
        label=gettext_lazy("Telephone"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": gettext_lazy("This is no e-mail address. Correct it, or leave it empty.")},
    )
    consent = forms.BooleanField(
        label=gettext_lazy("The OCOP office of my commune and province may contact me about this idea."),
        error_messages={"required": gettext_lazy("Without your consent the office may not contact you.")},
    )
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))
    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, communes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("Choose …")), *communes]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["opened"].initial = lambda: signing.dumps(int(time.time()), salt=_SALT)

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"].strip()
        if phone and not _PHONE.match(phone):
            raise forms.ValidationError(_("This is no telephone number. Write figures, for example 0912 345 678."))
        return phone

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not (data.get("phone") or data.get("email")) and not {"phone", "email"} & self.errors.keys():
            self.add_error("phone", _("Give a telephone number or an e-mail address, so that the office can answer."))
        if data.get("website") or not self._in_time(data.get("opened", "")):
            raise forms.ValidationError(_("The page stood open too long. Look at it once more and send it again."))
        return data

    def contact(self) -> Contact:
        data = self.cleaned_data
        return Contact(data["person_name"], data["phone"], data["email"])

    def _in_time(self, opened: str) -> bool:
        try:
            age = time.time() - int(signing.loads(opened, salt=_SALT, max_age=STALE))
        except (signing.BadSignature, ValueError, TypeError):
            return False
        return age >= TOO_FAST


class OwnIdeaForm(IdeaForm):
    """An idea of a producer who is signed in."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of evaluation"), choices=list(KINDS.items()), initial="first")
    producer = forms.ChoiceField(label=gettext_lazy("Producer"))

    def __init__(self, *args: Any, producers: Sequence[Producer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._producers = {one.public_id: one for one in producers}
        self.fields["producer"].choices = [(key, one.name) for key, one in self._producers.items()]  # type: ignore[attr-defined]  # a ChoiceField
        if len(producers) == 1:
            self.fields["producer"].widget = forms.HiddenInput()
            self.fields["producer"].initial = producers[0].public_id

    def clean_producer(self) -> Producer:
        return self._producers[self.cleaned_data["producer"]]


class AnswerForm(forms.Form):
    client_id = forms.UUIDField(widget=forms.HiddenInput)
    finding = forms.ChoiceField(
        label=gettext_lazy("What you find"), widget=forms.RadioSelect, choices=list(FINDINGS.items())
    )
    words = forms.CharField(
        label=gettext_lazy("Your answer"),
        help_text=gettext_lazy("The sender reads these words. If something is missing, name it."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    set_no = forms.TypedChoiceField(
        label=gettext_lazy("Suggested set"), required=False, coerce=int, empty_value=None, choices=_sets
    )
    next_step = forms.ChoiceField(label=gettext_lazy("Next step"), required=False, choices=list(NEXT_STEPS.items()))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["client_id"].initial = uuid.uuid4

    def reply(self) -> Reply:
        data = self.cleaned_data
        return Reply(data["finding"], data["words"], data["set_no"], data["next_step"])


class NameProducerForm(forms.Form):
    producer = forms.ChoiceField(label=gettext_lazy("Producer in the register"))

    def __init__(self, *args: Any, producers: Sequence[Producer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._producers = {one.public_id: one for one in producers}
        named = [(key, one.name) for key, one in self._producers.items()]
        self.fields["producer"].choices = [("", _("Choose …")), *named]  # type: ignore[attr-defined]  # a ChoiceField

    def clean_producer(self) -> Producer:
        return self._producers[self.cleaned_data["producer"]]

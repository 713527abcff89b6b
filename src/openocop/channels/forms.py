"""Forms of listings: they shape what was typed; services decide and save."""

from __future__ import annotations

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from openocop.channels.selectors.board import shown_channels
from openocop.registry.forms import RecordForm


class ListingForm(RecordForm):
    """The address of a product on a channel."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    channel = forms.ChoiceField(label=_("Channel"))
    address = forms.CharField(
        label=_("Address of the product there"),
        max_length=500,
        help_text=_("Open the product on the channel and copy the whole address from the browser."),
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # as Django's forms take them
        self.fields["channel"].choices = [  # type: ignore[attr-defined]  # a choice field
            (one.slug, one.name) for one in shown_channels() if one.hosts
        ]


class EndForm(RecordForm):
    """Why an address is gone."""

    reason = forms.CharField(label=_("Why it is gone"), max_length=300, required=False)

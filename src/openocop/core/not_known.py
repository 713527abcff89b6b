"""The answer to whoever asks for what they may not know of."""

from __future__ import annotations

from django.http import Http404


class NotKnown(Http404):
    """What one may not know of does not exist: said as of a page that is not there."""

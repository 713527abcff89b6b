"""What a service refuses, in words for the person who asked."""

from __future__ import annotations


class Refused(Exception):
    """The act cannot be done as things stand; the message is one translated sentence that says what to do.

    `field` names the form field it belongs to, empty for the act as a whole.
    """

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field

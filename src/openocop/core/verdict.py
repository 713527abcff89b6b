"""The answer of a permission predicate: allowed or not, and why not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an act is allowed; `reason` is a translated sentence for whoever is refused, else empty."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Verdict(True)


def refused(reason: str) -> Verdict:
    return Verdict(False, reason)


class NotPermitted(Exception):
    """Raised by a service whose permission predicate said no; carries the reason for the reader."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.reason)
        self.reason = verdict.reason


def require(verdict: Verdict) -> None:
    """Pass an allowing verdict, raise `NotPermitted` for any other."""
    if not verdict:
        raise NotPermitted(verdict)

"""What the scoring engine refuses, in words for the person who asked."""

from __future__ import annotations

LONGEST = 500  # characters of a message: it quotes what it was given, and that may be anything


class Refused(ValueError):
    """Something in a scoring request is not acceptable; the message is one printable Vietnamese line."""

    def __init__(self, message: str) -> None:
        printable = message.encode("utf-8", "backslashreplace").decode()
        super().__init__(" ".join(printable.split())[:LONGEST])


class UnknownRelease(Refused):
    """No such legal release is packaged."""


class UnknownSet(Refused):
    """The release has no such scoring sheet."""


class NotForRanking(Refused):
    """The set is known in part only: it shows old sheets but may not give a star."""


class RegulationRefused(Refused):
    """A regulation names an option or a value that does not exist."""


class SheetRefused(Refused):
    """One assessor's sheet does not fit its set; `criterion` is empty where the whole sheet is meant."""

    def __init__(self, assessor: str, criterion: str, problem: str) -> None:
        place = f'Phiếu của "{assessor}", tiêu chí {criterion}' if criterion else f'Phiếu của "{assessor}"'
        super().__init__(f"{place}: {problem}")
        self.assessor = assessor
        self.criterion = criterion
        self.problem = problem

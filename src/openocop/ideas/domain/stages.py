"""What becomes of an idea, and what an office may say of it."""

from __future__ import annotations

from enum import StrEnum


class IdeaStage(StrEnum):
    """`NEW` waits for its first answer; `OPENED` has become a dossier; of an `ERASED` one only the row is left."""

    NEW = "new"
    ANSWERED = "answered"
    OPENED = "opened"
    ERASED = "erased"


class Finding(StrEnum):
    """What an office finds: suitable for the programme, not yet (it says what is missing), or for another programme."""

    SUITABLE = "suitable"
    NOT_YET = "not_yet"
    OTHER_PROGRAMME = "other_programme"


class NextStep(StrEnum):
    NONE = ""
    VISIT = "visit"
    TRAINING = "training"
    OPEN_DOSSIER = "open_dossier"

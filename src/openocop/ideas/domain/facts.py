"""What people say of an idea, and what an office answers."""

from __future__ import annotations

from dataclasses import dataclass

MAX_DESCRIPTION = 2000


@dataclass(frozen=True, slots=True)
class Facts:
    """What somebody says of an idea: `kind` is "first", "upgrade" or "again"; `set_no` a set they chose, if any."""

    product_name: str
    description: str = ""
    kind: str = "first"
    set_no: int | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """How a person without an account is reached; one of telephone and e-mail is enough."""

    person_name: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What an office says: `words` the sender reads, `set_no` a set it suggests."""

    finding: str
    words: str
    set_no: int | None = None
    next_step: str = ""

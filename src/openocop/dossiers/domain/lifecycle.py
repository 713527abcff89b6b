"""How a dossier moves from the producer's draft to the council's result.

Source: 26/2026/QĐ-TTg art. 7 (commune → province); 1048/QĐ-TTg annex II (district → province). One table serves both:
the local office is the commune under the one and the district under the other.
"""

from __future__ import annotations

from enum import StrEnum

from openocop.accounts.domain.roles import Role
from openocop.core.domain.lifecycle import Step


class Stage(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    ADVISED = "advised"
    IN_SESSION = "in_session"
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"


EDITABLE = frozenset({Stage.DRAFT, Stage.RETURNED})
_LOCAL = frozenset({Role.COMMUNE_OFFICER})
_PROVINCE = frozenset({Role.PROVINCIAL_OFFICER})
_PRODUCER = frozenset({Role.PRODUCER})

STEPS = (
    Step("submit", EDITABLE, Stage.SUBMITTED, _PRODUCER, "Submit the dossier"),
    Step("return", frozenset({Stage.SUBMITTED}), Stage.RETURNED, _LOCAL, "Return for completion"),
    Step("propose", frozenset({Stage.SUBMITTED}), Stage.PROPOSED, _LOCAL, "Propose to the province"),
    Step("return_from_province", frozenset({Stage.PROPOSED}), Stage.RETURNED, _PROVINCE, "Return for completion"),
    Step("accept", frozenset({Stage.PROPOSED}), Stage.ACCEPTED, _PROVINCE, "Accept into the round"),
    Step("advise", frozenset({Stage.ACCEPTED}), Stage.ADVISED, frozenset({Role.ADVISER}), "Send the advisory sheet"),
    Step(
        "take_up",
        frozenset({Stage.ACCEPTED, Stage.ADVISED}),
        Stage.IN_SESSION,
        frozenset({Role.SECRETARY, Role.CHAIR}),
        "Put before the council",
    ),
    Step("resolve", frozenset({Stage.IN_SESSION}), Stage.RESOLVED, frozenset({Role.CHAIR}), "Fix the result"),
    Step("withdraw", EDITABLE | {Stage.SUBMITTED}, Stage.WITHDRAWN, _PRODUCER, "Withdraw the dossier"),
)

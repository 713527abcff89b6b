"""Requests for papers, tests and explanations (26/2026/QĐ-TTg art. 7.3c: "đề nghị bổ sung hồ sơ, kiểm nghiệm")."""

from __future__ import annotations

from enum import StrEnum

from openocop.accounts.domain.roles import Role
from openocop.dossiers.domain.lifecycle import Stage


class RequestKind(StrEnum):
    PAPER = "paper"
    TEST = "test"
    EXPLANATION = "explanation"


# The council judges what lay before it when its session was called; after that nothing is asked or added.
EXAMINED = frozenset({Stage.ACCEPTED, Stage.ADVISED})
ASKING = frozenset({Role.ADVISER, Role.PROVINCIAL_OFFICER})

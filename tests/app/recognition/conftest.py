"""The clock of these tests, two weeks after the council of the factories met, and papers that cost no time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from openocop.dossiers.services import whole
from openocop.evaluation.services import papers
from openocop.recognition.services import (
    certificates,
    decision_papers,
    printing,
    round_papers,
)
from openocop.recognition.views import appeals

NOW = datetime(2026, 12, 10, 3, tzinfo=UTC)  # ten in the morning of 10/12/2026 in Vietnam


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def real_papers() -> None:
    """Let a test print its papers as they are."""


@pytest.fixture(autouse=True)
def _plain_papers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "real_papers" in request.fixturenames:
        return
    for module, name in (
        (decision_papers, "decision_pdf"),
        (decision_papers, "decision_docx"),
        (certificates, "certificate_pdf"),
        (round_papers, "official_pdf"),
        (round_papers, "official_docx"),
        (whole, "whole_pdf"),
        (printing, "official_pdf"),
        (printing, "official_docx"),
        (appeals, "official_pdf"),
    ):
        monkeypatch.setattr(module, name, lambda document, *_own: b"%PDF-1.7 " + repr(document).encode())


@pytest.fixture
def plain_session_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let minutes and summary cost no time: a correction keeps and makes all of them."""
    for name in ("summary_pdf", "summary_docx", "minutes_pdf", "minutes_docx"):
        monkeypatch.setattr(papers, name, lambda document, *_own: b"%PDF-1.7 " + repr(document).encode())

"""Leftovers go after a day; what is in use stays."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from openocop.core.services.sweeping import end_sessions, remove_unfinished_files


@pytest.mark.django_db
def test_only_sign_ins_that_have_run_out_are_forgotten() -> None:
    now = timezone.now()
    for key, hours in (("gone", -1), ("here", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(hours=hours))

    assert end_sessions(now) == 1
    assert list(Session.objects.values_list("session_key", flat=True)) == ["here"]


def test_only_files_left_unfinished_a_day_ago_are_removed(tmp_path: Path) -> None:
    folder = tmp_path / "files" / "5c"
    folder.mkdir(parents=True)
    two_days_ago = time.time() - 2 * 24 * 60 * 60
    for name, old in (("tmpold", True), ("tmpnew", False), ("5c" * 32, True)):
        (folder / name).write_text(name)
        if old:
            os.utime(folder / name, (two_days_ago, two_days_ago))

    assert remove_unfinished_files(tmp_path) == 1
    assert sorted(path.name for path in folder.iterdir()) == ["5c" * 32, "tmpnew"]

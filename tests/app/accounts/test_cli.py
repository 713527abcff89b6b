"""`openocop administrator`: the first account, its temporary password, and what is refused."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from openocop.accounts.domain.roles import Role
from openocop.accounts.models import Office, User
from openocop.config.cli import main
from openocop.core.models import JournalEntry
from tests.factories.dossiers import some_units

pytestmark = pytest.mark.django_db
ASKED = {"--province": "tỉnh Cà Mau", "--office": "Chi cục thử", "--login": "quan-tri", "--name": "Cao Thị Thử"}


@pytest.fixture(autouse=True)
def _prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    some_units()
    monkeypatch.setattr("openocop.core.serving.prepare_database", lambda: None)


def run(capsys: pytest.CaptureFixture[str], **changes: str) -> tuple[int, dict[str, str], str]:
    asked = ASKED | {f"--{name}": value for name, value in changes.items()}
    code = main(["administrator", *(part for pair in asked.items() for part in pair), "--json"])
    told = capsys.readouterr()
    return code, json.loads(told.out) if told.out else {}, told.err


def test_an_installation_begins_with_an_administrator(capsys: pytest.CaptureFixture[str]) -> None:
    code, told, _err = run(capsys)
    assert (code, told["login"], told["province"]) == (0, "quan-tri", "ca-mau")
    user = User.objects.get()
    assert user.check_password(told["password"])
    assert user.password_is_temporary
    appointment = user.appointments.get()
    assert (appointment.role, appointment.basis) == (Role.ADMINISTRATOR, "Mở tại máy chủ")
    assert list(Office.objects.values_list("name", "level", "unit_code")) == [("Chi cục thử", "province", "96")]
    assert set(JournalEntry.objects.values_list("verb", flat=True)) == {"account.opened", "person.appointed"}
    client = Client()
    client.post("/tai-khoan/login/", {"login": "quan-tri", "password": told["password"]})
    assert client.get("/nhan-su/")["Location"] == "/tai-khoan/password/change/"


def test_what_cannot_be_is_said_and_nothing_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, province="Không Đâu")[0] == 2
    assert "--login" in run(capsys, login="Quản Trị")[2]
    assert run(capsys, name=" ")[0] == 2
    assert User.objects.count() == 0
    run(capsys)
    code, told, _err = run(capsys)
    assert (code, told["refused"]) == (1, "Tên đăng nhập này đã có người dùng. Hãy chọn tên khác.")

"""`openocop demo` never mixes with other data, and wipes nothing but a demonstration."""

from __future__ import annotations

import pytest

from openocop.accounts.models import User
from openocop.core.command import BadInput
from openocop.demo.cli import _refuse_other_data


@pytest.mark.django_db
@pytest.mark.parametrize("reset", [False, True])
def test_real_data_are_never_wiped(reset: bool) -> None:
    User.objects.create(username="lan", is_illustrative=False)

    with pytest.raises(BadInput, match="dữ liệu thật, không phải bản trình diễn"):
        _refuse_other_data(reset=reset)

    assert User.objects.filter(username="lan").exists()


@pytest.mark.django_db
def test_a_demonstration_is_wiped_only_when_asked() -> None:
    User.objects.create(username="xa", is_illustrative=True)
    User.objects.create(username="khach", is_illustrative=False)  # a visitor of the demonstration made this one

    with pytest.raises(BadInput, match="--reset để xóa bản trình diễn"):
        _refuse_other_data(reset=False)

    assert User.objects.count() == 2

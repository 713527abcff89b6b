from __future__ import annotations

import pytest

from tests.factories.actors import Cast, build_cast
from tests.factories.geography import load_camau


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody who works with the system, in the communes of Cà Mau."""
    load_camau()
    return build_cast()

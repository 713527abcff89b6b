from __future__ import annotations

from decimal import Decimal

import pytest

from openocop.criteria.domain.refusal import RegulationRefused
from openocop.criteria.domain.regulation import OPTION_LABELS, VALUE_LABELS, regulation_of
from openocop.criteria.domain.releases import release, release_ids


def test_defaults_where_26_2026_is_silent() -> None:
    assert regulation_of("26-2026").as_json() == {
        "gate_test": "majority",
        "missed_gate": "highest_star_met",
        "max_spread": None,  # no rule on the spread in 26/2026
        "disqualifier_test": "majority",
        "band_reading": "lower_bound",
        "heading_mark": "not_binding",
    }


def test_1048_limits_the_spread_to_ten() -> None:
    # Phụ lục II: members may not differ by more than 10 points.
    assert regulation_of("1048-2019").max_spread == Decimal(10)


@pytest.mark.parametrize(("given", "kept"), [("10", "10"), ("7.5", "7.5"), (0, "0"), (None, None)])
def test_spread_is_exact(given: object, kept: str | None) -> None:
    chosen = regulation_of("26-2026", {"max_spread": given})
    assert chosen.as_json()["max_spread"] == kept
    assert regulation_of("26-2026", chosen.as_json()) == chosen


@pytest.mark.parametrize("given", ["-1", -1, 7.5, "mười", "", True, "1e3", [], "٣", "100000"])
def test_spread_that_is_no_exact_number_is_refused(given: object) -> None:
    with pytest.raises(RegulationRefused, match="max_spread"):
        regulation_of("26-2026", {"max_spread": given})


@pytest.mark.parametrize("given", ["all", None, 1, ["majority"]])
def test_unknown_value_is_refused(given: object) -> None:
    with pytest.raises(
        RegulationRefused, match="gate_test của bộ tiêu chí 26-2026 phải là một trong every, majority, average"
    ):
        regulation_of("26-2026", {"gate_test": given})


def test_unknown_option_is_refused() -> None:
    with pytest.raises(RegulationRefused, match='không có lựa chọn "quorum"'):
        regulation_of("26-2026", {"quorum": "3/4"})


def test_what_a_release_settles_is_not_open() -> None:
    with pytest.raises(RegulationRefused, match="heading_mark"):
        regulation_of("26-2026", {"heading_mark": "top_level"})
    with pytest.raises(RegulationRefused, match="band_reading"):
        regulation_of("26-2026", {"band_reading": "rounded_half_up"})


def test_every_option_and_value_has_words() -> None:
    for release_id in release_ids():
        for name, option in release(release_id).options.items():
            assert OPTION_LABELS[name]
            assert set(option.allowed) <= set(VALUE_LABELS.get(name, {}))

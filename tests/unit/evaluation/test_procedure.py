from __future__ import annotations

from dataclasses import fields

import pytest

from openocop.criteria.domain.refusal import RegulationRefused
from openocop.evaluation.domain.procedure import OPTIONS, Procedure, procedure_lines, procedure_of


def test_defaults_where_the_law_is_silent() -> None:
    assert procedure_of().as_json() == {
        "quorum": "two_thirds",
        "chair_present": "required",
        "absent_member": "no_sheet",
        "outside_field": "not_allowed",
        "blind_view": "off",
        "written_opinion": "reassessment",  # 26/2026 art. 7.6d
        "written_agreement": "same_star",
        "silent_member": "not_counted",
        "gate_conclusion": "sheets",
        "display_decimals": "2",
        "most_ballots": "2",
        "severity_diagnostics": "off",
    }


def test_a_council_recorded_before_the_options_works_by_the_defaults() -> None:
    assert procedure_of({}) == procedure_of()


def test_what_is_stored_reads_back() -> None:
    chosen = procedure_of({"quorum": "three_quarters", "most_ballots": "1", "outside_field": "allowed"})
    assert (chosen.most_ballots, chosen.allows_outside_field) == (1, True)
    assert procedure_of(chosen.as_json()) == chosen


@pytest.mark.parametrize(
    ("quorum", "needed"),
    [
        ("none", [0, 0, 0, 0]),
        ("majority", [4, 5, 5, 6]),
        ("two_thirds", [5, 6, 6, 7]),
        ("three_quarters", [6, 6, 7, 8]),
    ],
)
def test_members_needed_of_seven_eight_nine_ten(quorum: str, needed: list[int]) -> None:
    # Tây Ninh's quy chế asks for three quarters, the chair among them; half of eight is not more than half.
    chosen = procedure_of({"quorum": quorum})
    assert [chosen.members_needed(seats) for seats in (7, 8, 9, 10)] == needed


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"quorums": "none"}, 'không có lựa chọn "quorums"'),
        ({"quorum": "75%"}, "quorum .* phải là một trong none, majority, two_thirds, three_quarters, không phải '75%'"),
        ({"most_ballots": 2}, "most_ballots .* không phải 2"),
        ({"most_ballots": "3"}, "most_ballots .* phải là một trong 1, 2, không phải '3'"),
        ({"blind_view": None}, "blind_view .* không phải None"),
    ],
)
def test_what_is_unknown_is_refused_with_what_there_is(given: dict[str, object], words: str) -> None:
    with pytest.raises(RegulationRefused, match=words):
        procedure_of(given)


def test_every_option_has_its_words() -> None:
    assert [option.name for option in OPTIONS] == [field.name for field in fields(Procedure)]
    assert all(option.default in option.values and option.open for option in OPTIONS)
    assert procedure_lines(procedure_of())[0] == ("Số thành viên chấm điểm phải có mặt", "ít nhất hai phần ba")

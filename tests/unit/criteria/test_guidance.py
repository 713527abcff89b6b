"""The guidance beside the law is whole: every set is explained, every criterion of 26/2026 has its evidence."""

from __future__ import annotations

from openocop.criteria.domain.guidance import evidence_for, explains, lexicon, questions, set_guides
from openocop.criteria.domain.releases import criteria_set, current_sets
from openocop.criteria.domain.set_words import suggested_sets

NUMBERS = set(range(1, 27))


def test_every_set_is_explained_and_tells_its_look_alikes() -> None:
    assert list(set_guides()) == sorted(NUMBERS)
    for guide in set_guides().values():
        assert guide.belongs.endswith(".")
        assert len(guide.examples) >= 2
        assert {one.set_no for one in guide.instead} <= NUMBERS - {guide.no}
        assert guide.instead


def test_the_examples_of_a_set_lead_to_it() -> None:
    led = {
        (guide.no, example): suggested_sets(lexicon(), example)[0].set_no
        for guide in set_guides().values()
        for example in guide.examples
    }
    assert {key: no for key, no in led.items() if key[0] != no} == {}


def test_a_question_keeps_only_sets_it_tells_apart_and_reaches_each() -> None:
    for question in questions():
        kept = frozenset().union(*(answer.keeps for answer in question.answers))
        assert kept == question.sets, question.code
    by_code = {question.code: question for question in questions()}
    assert by_code["tuoi-qua"].drops("che-bien") == {1}
    assert by_code["tuoi-qua"].drops("khong-co") == frozenset()


def test_every_criterion_of_the_26_sets_says_what_evidence_it_asks_for() -> None:
    without = [
        (sheet.no, criterion.code)
        for sheet in current_sets("26-2026")
        for criterion in sheet.criteria
        if evidence_for(sheet, criterion) is None
    ]
    assert without == []


def test_evidence_is_written_once_and_found_by_the_printed_label() -> None:
    sheet = criteria_set("26-2026", 8)
    found = {code: evidence_for(sheet, sheet.criterion(code)) for code in ("1.5", "2.2", "3.5", "6.4", "8")}
    assert {code: kind.code for code, kind in found.items() if kind} == {
        "1.5": "lien-ket",
        "2.2": "bao-bi",
        "3.5": "so-huu-tri-tue",
        "6.4": "cam-quan",
        "8": "cong-bo",
    }
    # "Phiếu kiểm nghiệm" and "Công bố chất lượng": the annex of form 02, 26/2026/QĐ-TTg, headed "tham khảo".
    assert {code: (kind.law, kind.tasted) for code, kind in found.items() if kind and code in {"6.4", "8"}} == {
        "6.4": ((), True),
        "8": (("Công bố chất lượng", "Phiếu kiểm nghiệm"), False),
    }


def test_evidence_is_advised_for_the_law_it_was_written_for_only() -> None:
    old = criteria_set("148-2023", 8)
    assert evidence_for(old, old.criteria[0]) is None
    assert (explains("26-2026"), explains("148-2023"), explains("1048-2019")) == (True, True, False)

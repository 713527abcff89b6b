"""Work that comes all at once: done in few goes, and each hears only of what they brought."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

import pytest

from openocop.core.refusal import Refused
from openocop.core.together import Together


class _Desk:
    """Doubles numbers, refuses odd ones, breaks on 13, is told to end once by 98; the first go waits for a word."""

    def __init__(self) -> None:
        self.goes: list[list[int]] = []
        self.begun, self.may_go_on = Event(), Event()
        self.together = Together(self._work, order=lambda number: number)

    def _work(self, given: Sequence[int]) -> list[int | Exception]:
        self.goes.append(list(given))
        self.begun.set()
        assert self.may_go_on.wait(10)
        if 98 in given and sum(98 in one for one in self.goes) == 1:
            raise SystemExit
        if 13 in given:
            raise ValueError("13 cannot be written")
        return [Refused(f"{number} is odd") if number % 2 else number * 2 for number in given]

    def bring(self, first: int, *others: int) -> list[Future[int]]:
        """Have `first` begin, and the others come while it is being done."""
        with ThreadPoolExecutor(8) as people:
            coming = [people.submit(self.together.do, first)]
            assert self.begun.wait(10)
            for number in others:
                coming.append(people.submit(self.together.do, number))
                while len(self.together) < len(coming) - 1:
                    pass
            self.may_go_on.set()
        return coming


def test_what_comes_meanwhile_is_done_in_one_go_in_the_order_asked_for() -> None:
    desk = _Desk()
    coming = desk.bring(2, 8, 4, 6)
    assert [one.result() for one in coming] == [4, 16, 8, 12]
    assert desk.goes == [[2], [4, 6, 8]]


def test_a_refusal_is_heard_by_who_is_refused() -> None:
    desk = _Desk()
    coming = desk.bring(2, 4, 5, 6)
    assert [str(one.exception()) for one in coming] == ["None", "None", "5 is odd", "None"]
    assert desk.goes == [[2], [4, 5, 6]]


def test_what_cannot_be_written_keeps_nobody_elses_from_being_written() -> None:
    desk = _Desk()
    coming = desk.bring(2, 4, 13, 6)
    assert [str(one.exception()) for one in coming] == ["None", "None", "13 cannot be written", "None"]
    assert desk.goes == [[2], [4, 6, 13], [4], [6], [13]]


def test_the_work_of_others_outlives_the_thread_that_did_it() -> None:
    """Of the three that wait one does the work of all and is told to end in the midst of it; the next does it again."""
    desk = _Desk()
    coming = desk.bring(2, 4, 98, 6)
    said = [str(one.result()) if one.exception() is None else "ended" for one in coming]
    assert sorted(said)[:-1] in (["12", "196", "4"], ["12", "4", "8"], ["196", "4", "8"])
    assert sorted(said)[-1] == "ended"
    assert desk.goes == [[2], [4, 6, 98], [4, 6, 98]]


def test_sixteen_are_done_in_one_go_at_most() -> None:
    desk = _Desk()
    with ThreadPoolExecutor(20) as people:
        first = people.submit(desk.together.do, 100)
        assert desk.begun.wait(10)
        others = [people.submit(desk.together.do, number) for number in range(0, 36, 2)]
        while len(desk.together) < 18:
            pass
        desk.may_go_on.set()
    assert [one.result() for one in (first, *others)] == [200, *range(0, 72, 4)]
    assert [len(go) for go in desk.goes] == [1, 16, 2]


@pytest.mark.django_db
def test_inside_a_transaction_of_ones_own_nothing_of_others_is_taken_along() -> None:
    """The test itself is such a transaction."""
    desk = _Desk()
    desk.may_go_on.set()
    assert desk.together.do(4) == 8
    assert len(desk.together) == 0
    with pytest.raises(Refused, match="5 is odd"):
        desk.together.do(5)

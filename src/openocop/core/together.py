"""Work that comes all at once is done together: one transaction for many, where each alone would wait for the rest.

Who comes first takes along what the others of this process brought while it waited its turn. Nobody waits for company:
somebody alone is served at once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any, Generic, TypeVar

from django.db import connection

Given = TypeVar("Given")
Done = TypeVar("Done")
MOST = 16  # done in one transaction


@dataclass(slots=True)
class _Turn(Generic[Given, Done]):
    given: Given
    outcome: Done | Exception | None = None


class Together(Generic[Given, Done]):
    """Many callers' work, done by one of them at a time.

    Args:
        work: does all that it is given, in one transaction, and returns what came of each in the same order. What a
            caller is refused with is returned in its place. What is raised is taken to be about the transaction: each
            is done again for itself, so that only who brought what cannot be written hears of it.
        order: by what the given is sorted, so that two processes never wait for each other crosswise.
    """

    def __init__(
        self, work: Callable[[Sequence[Given]], Sequence[Done | Exception]], *, order: Callable[[Given], Any]
    ) -> None:
        self._work, self._order = work, order
        self._brought: deque[_Turn[Given, Done]] = deque()
        self._doing = Lock()

    def __len__(self) -> int:
        """Return how many have brought something that nobody has begun to do."""
        return len(self._brought)

    def do(self, given: Given) -> Done:
        """Return what came of it, or raise what it was refused with.

        Inside a transaction of the caller's nobody else's work is taken along: it would end with that.
        """
        turn: _Turn[Given, Done] = _Turn(given)
        if connection.in_atomic_block:
            turn.outcome = self._alone(turn)
        else:
            self._brought.append(turn)
            with self._doing:
                while turn.outcome is None:
                    self._do_next()
        if isinstance(turn.outcome, Exception):
            raise turn.outcome
        assert turn.outcome is not None  # noqa: S101  # somebody did it
        return turn.outcome

    def _do_next(self) -> None:
        taken = [self._brought.popleft() for _place in range(min(MOST, len(self._brought)))]
        taken.sort(key=lambda turn: self._order(turn.given))
        try:
            outcomes = self._work([turn.given for turn in taken])
        except Exception as wrong:
            outcomes = [wrong] if len(taken) == 1 else [self._alone(turn) for turn in taken]
        except BaseException:  # this thread is told to end; the others' work is not its to lose
            self._brought.extendleft(reversed(taken))
            raise
        for turn, outcome in zip(taken, outcomes, strict=True):
            turn.outcome = outcome

    def _alone(self, turn: _Turn[Given, Done]) -> Done | Exception:
        try:
            return self._work([turn.given])[0]
        except Exception as wrong:
            return wrong

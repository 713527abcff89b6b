"""The order of the meeting, step by step. What a council does before or between is one more function here."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial

from playwright.sync_api import Page, expect

from rehearsal.plan import Plan
from rehearsal.round import CHAIR, SECRETARY, Rehearsed, login_of
from rehearsal.stage import Server
from rehearsal.tablet import Tablet
from rehearsal.windows import Window, at_once

_DOWN = 5.0  # seconds the server is gone
FIRST, SECOND = 1, 2


@dataclass(slots=True)
class Log:
    """What happened, for the report. Seconds by (position, ballot) are of one member's sheet each."""

    seconds: dict[tuple[int, int], list[float]] = field(default_factory=dict)
    cuts: int = 0
    waited: int = 0  # sheets that were sent without a line
    conflicts: int = 0
    server_stops: int = 0
    done: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def sheet(self, position: int, ballot: int, seconds: float, *, is_cut: bool) -> None:
        with self._lock:
            self.seconds.setdefault((position, ballot), []).append(seconds)
            self.waited += is_cut
            self.done += 1

    def count(self, *, cuts: int = 0, conflicts: int = 0) -> None:
        with self._lock:
            self.cuts += cuts
            self.conflicts += conflicts


class Meeting:
    """The people at the table with their tablets, spread over the browsers; a member's two tablets are at one."""

    def __init__(self, plan: Plan, facts: Rehearsed, server: Server, windows: Sequence[Window]) -> None:
        self.plan, self.facts, self.server, self.windows = plan, facts, server, windows
        self.log = Log()
        self.tablets: dict[tuple[int, int], Tablet] = {}  # (member, first or second of theirs)
        self.hall: dict[str, Tablet] = {}  # "secretary", "chair", "projector"

    def hold(self, say: Callable[[str], None]) -> None:
        for name, step in (
            ("people sign in", self.sign_in),
            ("everybody declares their interests; one member steps aside", self.declare),
            ("the session is opened; one member is late", self.open),
            ("everybody takes the session along", self.take_along),
            ("scoring", self.score),
            ("what waits is sent", self.bring_all),
            ("the scores are revealed", self.reveal),
            ("second ballots", self.score_again),
            ("the result is adopted", self.adopt),
        ):
            say(name)
            step()

    @property
    def retries(self) -> int:
        return sum(tablet.retries for tablet in (*self.tablets.values(), *self.hall.values()))

    def sign_in(self) -> None:
        def arrive(number: int) -> None:
            for member in self._members_at(number):
                for which in (1, 2) if member in self.plan.paired else (1,):
                    self.tablets[member, which] = self._tablet(number, login_of(member))
            for name, login in self._hall_at(number).items():
                self.hall[name] = self._tablet(number, login)

        _all(at_once(self.windows, arrive))

    def declare(self) -> None:
        """Every member signs that they have no conflict of interest, but for the one who has."""
        aside, position = self.plan.aside

        def declare(number: int) -> None:
            for member in self._members_at(number):
                tablet = self.tablets[member, 1]
                conflict = self.facts.entries[position][1] if member == aside else ""
                tablet.declare(self.facts.names[tablet.login], conflict)

        _all(at_once(self.windows, declare))

    def open(self) -> None:
        """Open the session, record the last member as absent, and as present when they arrive."""
        late = self.tablets[self.plan.late, 1]
        name = self.facts.names[late.login]
        self._in_hall("secretary", lambda page: self._press(page, "Mở phiên họp"))
        self._in_hall("secretary", partial(self._record, name=name, attended=False))
        self._at(self.plan.late, lambda: _reads(late, "Ông/Bà được ghi vắng mặt."))
        self._in_hall("secretary", partial(self._record, name=name, attended=True))

    def take_along(self) -> None:
        _all(
            at_once(self.windows, lambda number: [tablet.take_along() for tablet in self._tablets_at(number)] and None)
        )

    def score(self) -> None:
        """Score all products; when a third is done the server goes down once."""
        acts = at_once(self.windows, self._score_at)
        third = sum(ballot == FIRST for _, _, ballot in self.plan.sheets()) // 3
        while self.log.done < third and not any(act.done() for act in acts):
            time.sleep(0.2)
        self.server.go_down(_DOWN)
        self.log.server_stops += 1
        _all(acts)

    def bring_all(self) -> None:
        def bring(number: int) -> None:
            for tablet in self._tablets_at(number):
                tablet.reconnect()
                tablet.wait_until_all_is_sent()

        _all(at_once(self.windows, bring))

    def reveal(self) -> None:
        def reveal(page: Page) -> None:
            page.goto(f"/hoi-dong/phien/{self.facts.session}/")
            page.get_by_role("button", name="Công bố điểm").click()
            page.get_by_role("dialog").get_by_role("button", name="Công bố điểm").click()
            expect(page.get_by_role("heading", level=1)).to_contain_text("Kết quả")

        self._in_hall("chair", reveal)

    def score_again(self) -> None:
        again = self.plan.scored_again()
        for position in again:
            self._in_hall("secretary", partial(self._ballot, position=position, button="Mở chấm lại (lần 2)"))
        _all(at_once(self.windows, lambda number: self._score_again_at(number, again)))
        self.bring_all()
        for position in again:
            self._in_hall("secretary", partial(self._ballot, position=position, button="Đóng chấm lại (lần 2)"))

    def adopt(self) -> None:
        def adopt(page: Page) -> None:
            page.goto(f"/hoi-dong/phien/{self.facts.session}/thong-qua/")
            page.get_by_role("button", name="Thông qua kết quả").click()
            page.get_by_label("Mật khẩu").fill(self.facts.passwords[CHAIR])
            page.get_by_role("button", name="Xác nhận").click()
            expect(page.get_by_text("Đã thông qua kết quả.")).to_be_visible()

        self._in_hall("chair", adopt)

    def download(self, address: str) -> bytes:
        """Return a file as the secretary gets it."""
        found: list[bytes] = []
        self._in_hall("secretary", lambda page: found.append(page.context.request.get(address).body()))
        return found[0]

    def _score_at(self, number: int) -> None:
        for position in self.plan.positions():
            if self.windows[number].is_closing:
                return
            if "projector" in self._hall_at(number):
                self.hall["projector"].show(f"/hoi-dong/man-hinh/{self.facts.session}/")
            for member in self._members_at(number):
                if member in self.plan.scorers(position):
                    self._score_one(member, position)

    def _score_one(self, member: int, position: int) -> None:
        meets = self.plan.meets_itself(member, position)
        cut = self.plan.is_cut(member, position) or meets
        tablet = self.tablets[member, 2 if member in self.plan.paired and position % 2 == 0 and not meets else 1]
        self._line(tablet, cut=cut)
        begun = time.monotonic()
        set_no, places = self.plan.set_of(position), self.plan.gives(member, position)
        tablet.open_sheet(self._entry(position))
        tablet.fill(set_no, places, None, self.plan.claimed(position))
        if meets:
            self._meet_oneself(member, position)
        tablet.send()
        self.log.sheet(position, FIRST, time.monotonic() - begun, is_cut=tablet.is_cut)

    def _meet_oneself(self, member: int, position: int) -> None:
        """The other tablet saves something else on the same sheet while this one is cut off."""
        mine, other = self.tablets[member, 1], self.tablets[member, 2]
        set_no, chosen = self.plan.set_of(position), next(iter(self.plan.gives(member, position).values()))
        self._line(other, cut=False)
        other.open_sheet(self._entry(position))
        other.mark_first(set_no, 0 if chosen else 1)
        other.show(other.list)
        self._line(mine, cut=False)
        mine.keep_mine()
        self.log.count(conflicts=1)

    def _score_again_at(self, number: int, again: Sequence[int]) -> None:
        for place, position in enumerate(again):
            for member in self._members_at(number):
                if member not in self.plan.scorers(position):
                    continue
                tablet = self.tablets[member, 1]
                self._line(tablet, cut=False)
                begun = time.monotonic()
                tablet.open_sheet(self._entry(position))
                self._line(tablet, cut=(member + place) % 3 == 0)
                first, second = (self.plan.gives(member, position, ballot) for ballot in (FIRST, SECOND))
                tablet.fill(self.plan.set_of(position), second, first, self.plan.claimed(position))
                tablet.send()
                self.log.sheet(position, SECOND, time.monotonic() - begun, is_cut=tablet.is_cut)

    def _line(self, tablet: Tablet, *, cut: bool) -> None:
        if cut and not tablet.is_cut:
            tablet.cut()
            self.log.count(cuts=1)
        elif not cut and tablet.is_cut:
            tablet.reconnect()

    def _record(self, page: Page, *, name: str, attended: bool) -> None:
        page.goto(f"/hoi-dong/phien/{self.facts.session}/")
        page.get_by_text("Ghi điểm danh").click()
        row = page.locator("li").filter(has=page.locator("form")).filter(has_text=name)
        with page.expect_navigation():
            row.get_by_role("button", name="Ghi có mặt" if attended else "Ghi vắng mặt").click()

    def _ballot(self, page: Page, *, position: int, button: str) -> None:
        page.goto(f"/hoi-dong/san-pham/{self._entry(position)}/")
        with page.expect_navigation():
            page.get_by_role("button", name=button).click()

    def _press(self, page: Page, button: str) -> None:
        page.goto(f"/hoi-dong/phien/{self.facts.session}/")
        with page.expect_navigation():
            page.get_by_role("button", name=button).click()

    def _entry(self, position: int) -> str:
        return self.facts.entries[position][0]

    def _tablet(self, number: int, login: str) -> Tablet:
        browser = self.windows[number].browser
        tablet = Tablet(browser, self.server.url, login, self.facts.passwords[login], self.facts.session)
        tablet.sign_in()
        return tablet

    def _members_at(self, number: int) -> range:
        return range(number + 1, self.plan.members + 1, len(self.windows))

    def _tablets_at(self, number: int) -> list[Tablet]:
        return [tablet for (member, _), tablet in self.tablets.items() if member in self._members_at(number)]

    def _hall_at(self, number: int) -> Mapping[str, str]:
        hall = {0: ("secretary", SECRETARY), 1: ("chair", CHAIR), 2: ("projector", SECRETARY)}
        name, login = hall[number]
        return {name: login}

    def _at(self, member: int, act: Callable[[], None]) -> None:
        self.windows[(member - 1) % len(self.windows)].do(act).result()

    def _in_hall(self, name: str, act: Callable[[Page], None]) -> None:
        number = next(number for number in range(len(self.windows)) if name in self._hall_at(number))
        self.windows[number].do(lambda: act(self.hall[name].page)).result()


def _all(acts: Sequence[Future[None]]) -> None:
    for act in acts:
        act.result()


def _reads(tablet: Tablet, words: str) -> None:
    tablet.page.goto(tablet.list)
    expect(tablet.page.get_by_text(words)).to_be_visible()

"""Filing an appeal, taking it in or returning it, and who may know of it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from openocop.accounts.domain.roles import Post, Role
from openocop.core.models import JournalEntry
from openocop.core.refusal import Refused
from openocop.core.verdict import NotPermitted
from openocop.dossiers.models import Dossier
from openocop.dossiers.services.options import choose_options
from openocop.evaluation.models import Recusal, Seat
from openocop.evaluation.services.letters import send_letters
from openocop.recognition.domain.appeals import About, AppealStage, Origin
from openocop.recognition.models import Appeal
from openocop.recognition.permissions.appeals import appeals_visible_to
from openocop.recognition.selectors.appeal_waiting import appeals_waiting
from openocop.recognition.services.appeal_handling import (
    ask_council,
    give_opinion,
    open_office_error,
    receive_appeal,
    return_appeal,
)
from openocop.recognition.services.appeals import (
    AppealWords,
    add_appeal_paper,
    begin_appeal,
    remove_appeal_paper,
    send_appeal,
    withdraw_appeal,
    write_appeal,
)
from tests.app.recognition.conftest import NOW
from tests.factories.appeals import (
    ANSWER_BY,
    WORDS,
    a_proposal,
    a_received_appeal,
    a_sent_appeal,
    an_appeal,
    producer_of,
    whole,
)
from tests.factories.dossiers import HERE, a_post
from tests.factories.evaluation import Panel, a_fixed_panel, a_revealed_panel
from tests.factories.papers import a_pdf

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 10)


@pytest.fixture
def panel() -> Panel:
    return a_fixed_panel([(60, 60, 60), (68, 68, 68)])


def known_to(post: Post) -> set[int]:
    return set(appeals_visible_to(post, on=TODAY).values_list("pk", flat=True))


def test_a_producer_writes_adds_papers_sends_and_gets_a_number_and_a_day(panel: Panel) -> None:
    entry = whole(panel)
    producer = producer_of(entry)
    appeal = an_appeal(entry, producer)
    add_appeal_paper(appeal=appeal, client_id=uuid4(), name="hop-dong.pdf", content=a_pdf(), by=producer)
    send_appeal(appeal=appeal, by=producer)
    appeal = receive_appeal(appeal=appeal, answer_by=ANSWER_BY, by=panel.officer)
    assert (appeal.stage, appeal.origin, appeal.filed_on) == (AppealStage.RECEIVED, Origin.PRODUCER, TODAY)
    assert (appeal.register_no, appeal.answer_by) == ("01/2026/TN-KN", ANSWER_BY)
    assert appeal.options["appeal_decider"] == "leader"
    verbs = JournalEntry.objects.filter(subject_id=appeal.public_id).order_by("sequence").values_list("verb", flat=True)
    assert list(verbs) == ["appeal.filed", "appeal.received"]


def test_sent_twice_it_is_one_appeal_and_one_filing(panel: Panel) -> None:
    entry, key = whole(panel), uuid4()
    producer = producer_of(entry)
    first = begin_appeal(entry=entry, words=WORDS, client_id=key, by=producer)
    assert begin_appeal(entry=entry, words=WORDS, client_id=key, by=producer) == first
    send_appeal(appeal=first, by=producer)
    send_appeal(appeal=first, by=producer)
    assert JournalEntry.objects.filter(verb="appeal.filed").count() == 1


def test_one_appeal_is_open_at_a_time_and_a_withdrawn_one_makes_room(panel: Panel) -> None:
    entry = whole(panel)
    producer = producer_of(entry)
    first = a_sent_appeal(entry, producer)
    with pytest.raises(Refused, match="đang có đơn"):
        an_appeal(entry, producer)
    withdraw_appeal(appeal=first, by=producer)
    assert an_appeal(entry, producer).stage == AppealStage.DRAFT


def test_anothers_draft_is_not_told_and_counts_once_it_is_sent(panel: Panel) -> None:
    entry = whole(panel)
    producer = producer_of(entry)
    draft = an_appeal(entry, producer)
    paper = an_appeal(entry, panel.officer, came_on=TODAY)  # the officer learns nothing of the draft
    send_appeal(appeal=draft, by=producer)
    with pytest.raises(Refused, match="đang có đơn"):
        send_appeal(appeal=paper, by=panel.officer)
    with pytest.raises(Refused, match="đang có đơn"):
        an_appeal(entry, producer)


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (AppealWords(About.RESULT, " ", "Tính lại"), "reasons"),
        (AppealWords(About.RESULT, "Vì", " "), "asks"),
        (AppealWords(About.RESULT, "Vì", "Tính lại", ["99.9"]), "criteria"),
        (AppealWords(About.DECISION, "Vì", "Sửa tên"), "about"),
    ],
)
def test_what_is_missing_is_said_at_its_field(panel: Panel, words: AppealWords, field: str) -> None:
    with pytest.raises(Refused) as refused:
        an_appeal(whole(panel), words=words)
    assert refused.value.field == field
    assert not Appeal.objects.exists()


def test_nobody_appeals_before_the_result_is_fixed() -> None:
    open_panel = a_revealed_panel([(60, 60, 60)])
    with pytest.raises(NotPermitted):
        an_appeal(whole(open_panel))


def test_a_producer_does_not_appeal_for_another(panel: Panel) -> None:
    with pytest.raises(NotPermitted):
        an_appeal(whole(panel), producer_of(whole(panel, 1)))


def test_what_was_sent_stays_as_it_is(panel: Panel) -> None:
    producer = producer_of(whole(panel))
    appeal = an_appeal(whole(panel), producer)
    paper = add_appeal_paper(appeal=appeal, client_id=uuid4(), name="a.pdf", content=a_pdf(), by=producer)
    send_appeal(appeal=appeal, by=producer)
    for act in (
        lambda: write_appeal(appeal=appeal, words=WORDS, by=producer),
        lambda: add_appeal_paper(appeal=appeal, client_id=uuid4(), name="b.pdf", content=a_pdf(), by=producer),
        lambda: remove_appeal_paper(paper=paper, by=producer),
    ):
        with pytest.raises(Refused, match="giữ nguyên"):
            act()


def test_an_officer_enters_a_paper_with_the_day_it_came(panel: Panel) -> None:
    entry = whole(panel)
    appeal = an_appeal(entry, panel.officer, came_on=date(2026, 12, 3))
    assert (appeal.origin, appeal.filed_on, appeal.entered_name) == ("paper", date(2026, 12, 3), panel.officer.name)
    send_appeal(appeal=appeal, by=panel.officer)
    assert appeal.pk in known_to(producer_of(entry))


@pytest.mark.parametrize("day", [None, date(2026, 11, 25), date(2026, 12, 11)])
def test_the_day_of_a_paper_lies_between_the_session_and_today(panel: Panel, day: date | None) -> None:
    with pytest.raises(Refused) as refused:
        an_appeal(whole(panel), panel.officer, came_on=day)
    assert refused.value.field == "came_on"


def test_returned_for_completion_it_keeps_the_day_on_which_it_came(
    panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    producer = producer_of(whole(panel))
    appeal = a_sent_appeal(whole(panel), producer)
    return_appeal(appeal=appeal, late=False, reason="Thiếu bản chụp hợp đồng.", by=panel.officer)
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=2))
    write_appeal(appeal=appeal, words=WORDS, by=producer)
    sent = send_appeal(appeal=appeal, by=producer)
    assert (sent.stage, sent.filed_on) == (AppealStage.FILED, TODAY)


def test_without_a_limit_of_the_province_nothing_is_late(panel: Panel) -> None:
    with pytest.raises(Refused, match="Không có thời hạn"):
        return_appeal(appeal=a_sent_appeal(whole(panel)), late=True, reason="Quá hạn.", by=panel.officer)


def test_a_limit_counts_from_the_day_the_producer_was_told(panel: Panel, monkeypatch: pytest.MonkeyPatch) -> None:
    """30 days from the letter of 10/12/2026 end on 09/01/2027."""
    choose_options(by=panel.officer, options={"appeal_within": "days_30"}, basis="Quy chế 7 (minh hoạ)")
    entry = whole(panel)
    unknown = a_sent_appeal(entry)
    with pytest.raises(Refused, match="Không có thời hạn"):  # no letter was sent: the day is not known
        return_appeal(appeal=unknown, late=True, reason="Quá hạn.", by=panel.officer)
    send_letters(session=panel.session, entry_ids=[entry.public_id], dated_on=TODAY, by=panel.officer)
    with pytest.raises(Refused, match="09/01/2027"):
        return_appeal(appeal=unknown, late=True, reason="Quá hạn.", by=panel.officer)
    withdraw_appeal(appeal=unknown, by=_filer(unknown))
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=31))
    late = return_appeal(appeal=a_sent_appeal(entry), late=True, reason="Quá hạn.", by=panel.officer)
    assert (late.stage, late.register_no) == (AppealStage.LATE, "")


def _filer(appeal: Appeal) -> Post:
    from openocop.accounts.selectors.posts import posts_of  # one use, in one test

    return posts_of(appeal.entered_by, on=TODAY)[0]


def test_the_option_sets_the_day_of_the_answer_else_the_officer_says_it(panel: Panel) -> None:
    appeal = a_sent_appeal(whole(panel))
    with pytest.raises(Refused) as refused:
        receive_appeal(appeal=appeal, answer_by=None, by=panel.officer)
    assert refused.value.field == "answer_by"
    choose_options(by=panel.officer, options={"appeal_answer": "days_30"}, basis="Quy chế 7 (minh hoạ)")
    assert receive_appeal(appeal=appeal, answer_by=None, by=panel.officer).answer_by == date(2027, 1, 9)


def test_the_council_answers_once_and_only_what_it_is_asked(panel: Panel) -> None:
    appeal = a_received_appeal(panel)
    with pytest.raises(NotPermitted):
        give_opinion(appeal=appeal, answer="Không.", by=panel.secretary)
    ask_council(appeal=appeal, question="Tiêu chí 5.3?", by=panel.officer)
    first = give_opinion(appeal=appeal, answer="Bỏ sót hợp đồng.", by=panel.secretary)
    assert give_opinion(appeal=appeal, answer="Bỏ sót hợp đồng.", by=panel.secretary) == first
    with pytest.raises(Refused, match="đã trả lời"):
        give_opinion(appeal=appeal, answer="Không phải vậy.", by=panel.chair)
    with pytest.raises(Refused, match="đã trả lời"):
        ask_council(appeal=appeal, question="Lần nữa?", by=panel.officer)
    with pytest.raises(NotPermitted):
        give_opinion(appeal=appeal, answer="Không.", by=panel.members[0])


def test_who_knows_of_an_appeal(panel: Panel) -> None:
    entry = whole(panel)
    Dossier.objects.filter(pk=entry.dossier_id).update(local_unit_code=HERE, local_unit_on=date(2026, 9, 1))
    producer, leader, commune = producer_of(entry), a_post(Role.LEADER), a_post(Role.COMMUNE_OFFICER, unit=HERE)
    others = [
        producer_of(whole(panel, 1)),
        a_post(Role.COMMUNE_OFFICER, unit="32191"),
        *(a_post(role) for role in (Role.ADVISER, Role.INSPECTOR, Role.MINISTRY, Role.ADMINISTRATOR)),
        a_post(Role.PROVINCIAL_OFFICER, province="an-giang"),
        *panel.members,
    ]
    draft = an_appeal(entry, producer)
    assert [draft.pk in known_to(post) for post in (producer, panel.officer, leader, commune)] == [True, *[False] * 3]
    send_appeal(appeal=draft, by=producer)
    assert all(draft.pk in known_to(post) for post in (producer, panel.officer, leader, commune))
    assert not any(known_to(post) for post in (*others, panel.chair, panel.secretary))
    receive_appeal(appeal=draft, answer_by=ANSWER_BY, by=panel.officer)
    ask_council(appeal=draft, question="?", by=panel.officer)
    assert all(known_to(post) == {draft.pk} for post in (panel.chair, panel.secretary))
    assert not any(known_to(post) for post in others)


def test_who_stepped_aside_knows_of_no_appeal_in_any_post(panel: Panel) -> None:
    """The secretary stepped aside; so did the officer, who also holds a seat of this council."""
    appeal = a_received_appeal(panel)
    ask_council(appeal=appeal, question="?", by=panel.officer)
    seat = Seat.objects.get(council=panel.council, user=panel.secretary.user_id)
    for user in (panel.secretary.user_id, panel.officer.user_id):
        Seat.objects.filter(pk=seat.pk).update(user=user)
        Recusal.objects.update_or_create(
            province="ca-mau",
            seat=seat,
            dossier=appeal.entry.dossier,
            defaults={"reason": "Họ hàng", "declared_at": NOW},
        )
        post = panel.secretary if user == panel.secretary.user_id else panel.officer
        assert known_to(post) == set()
        assert appeals_waiting(post, on=TODAY) == []
    with pytest.raises(NotPermitted):
        a_proposal(panel, appeal)


def test_an_error_of_the_office_is_told_once_it_is_decided(panel: Panel) -> None:
    entry = whole(panel)
    producer = producer_of(entry)
    case = open_office_error(entry=entry, reasons="Cộng sai.", asks="", client_id=uuid4(), by=panel.officer)
    assert (case.stage, case.register_no, case.answer_by) == ("received", "01/2026/TN-KN", None)
    assert case.pk not in known_to(producer)
    Appeal.objects.filter(pk=case.pk).update(stage=AppealStage.DECIDED)
    assert case.pk in known_to(producer)


def test_what_waits_follows_the_appeal(panel: Panel) -> None:
    def titles(post: Post) -> list[str]:
        return [thing.title for thing in appeals_waiting(post, on=TODAY)]

    leader = a_post(Role.LEADER)
    appeal = a_sent_appeal(whole(panel))
    assert titles(panel.officer) == ["Có đơn chờ tiếp nhận hoặc trả lại"]
    receive_appeal(appeal=appeal, answer_by=ANSWER_BY, by=panel.officer)
    assert titles(panel.officer) == ["Có đơn chờ đề xuất cách giải quyết"]
    ask_council(appeal=appeal, question="?", by=panel.officer)
    assert (titles(panel.officer), titles(panel.secretary)) == ([], ["Có đơn chờ ý kiến của Hội đồng"])
    give_opinion(appeal=appeal, answer="Bỏ sót.", by=panel.secretary)
    a_proposal(panel, appeal)
    assert (titles(panel.secretary), titles(leader)) == ([], ["Có đơn chờ quyết định giải quyết"])

"""Who comes up for re-assessment, what each reader sees of it, and what is said before a filing outside the window."""

from __future__ import annotations

import uuid
from datetime import date, datetime

import pytest

from openocop.accounts.domain.roles import Post, Role
from openocop.core.models import JournalEntry
from openocop.core.refusal import Refused
from openocop.dossiers.domain.required_papers import stated_matters
from openocop.dossiers.models import Dossier
from openocop.dossiers.selectors.filing_notices import filing_notices
from openocop.dossiers.services.changes import state_changes
from openocop.dossiers.services.filing import submit_dossier
from openocop.dossiers.services.options import choose_options
from openocop.dossiers.services.self_scores import save_self_score
from openocop.recognition.domain.reassessment import Place
from openocop.recognition.selectors.reassessment import due_for
from openocop.recognition.services.records import SourcedRecognition, record_recognitions_from_source
from tests.factories.dossiers import HERE, PROVINCE, THERE, a_draft, a_post, lowest_levels

pytestmark = pytest.mark.django_db
# Decided on 01/03/2024: ends with 01/03/2027, filing from 03/09/2026 to 01/11/2026 (02/03/2027 - 180, - 121).
DECIDED_ON = date(2024, 3, 1)


def a_recognised_draft() -> tuple[Post, Dossier]:
    """Return a producer and its draft for re-assessment of a product recognised on 01/03/2024."""
    by = a_post(Role.PRODUCER)
    dossier = a_draft(by, at=at(2026, 10, 1))
    save_self_score(by=by, dossier=dossier, levels=lowest_levels(), at=at(2026, 10, 1))
    Dossier.objects.filter(pk=dossier.pk).update(kind="again")
    record_recognitions_from_source(
        province=PROVINCE, rows=[SourcedRecognition(product=dossier.product, star=3, decided_on=DECIDED_ON)], by=None
    )
    return by, Dossier.objects.get(pk=dossier.pk)


def at(year: int, month: int, day: int) -> datetime:
    return datetime.fromisoformat(f"{year}-{month:02d}-{day:02d}T09:00+07:00")


def test_each_sees_the_window_of_its_own_products() -> None:
    by, dossier = a_recognised_draft()
    on = date(2026, 10, 1)
    (row,) = due_for(by, on=on)
    assert (row.window.opens_on, row.window.last_on, row.last_on) == (
        date(2026, 9, 3),
        date(2026, 11, 1),
        date(2027, 3, 1),
    )
    assert (row.place, row.filed_on, row.dossier, row.kept_on) == (Place.OPEN, None, dossier, None)
    here, there = (a_post(Role.COMMUNE_OFFICER, unit=unit) for unit in (HERE, THERE))
    officer, elsewhere = a_post(Role.PROVINCIAL_OFFICER), a_post(Role.PROVINCIAL_OFFICER, province="an-giang")
    seen = [len(due_for(post, on=on)) for post in (here, there, officer, elsewhere, a_post(Role.PRODUCER))]
    assert seen == [1, 0, 1, 0, 0]
    assert due_for(officer, on=date(2026, 6, 4)) == []  # 91 days before the window opens
    assert len(due_for(officer, on=date(2026, 6, 5))) == 1


def _stated() -> tuple[Post, Dossier]:
    """Return a draft of a re-assessment that says of every matter of art. 6.1c that nothing changed."""
    by, dossier = a_recognised_draft()
    words = {matter.slug: "Không thay đổi" for matter in stated_matters(dossier.release, dossier.kind)}
    return by, state_changes(by=by, dossier=dossier, words=words, at=at(2026, 11, 1))


def test_in_the_window_nothing_is_asked() -> None:
    by, dossier = _stated()
    assert filing_notices(dossier, on=date(2026, 11, 1)) == []
    submit_dossier(by=by, dossier=dossier, client_id=uuid.uuid4(), at=at(2026, 11, 1))
    dossier.refresh_from_db()
    assert filing_notices(dossier, on=date(2026, 12, 1)) == []  # filed once, it may be completed and filed again


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 9, 2), "nộp từ 03/09/2026 đến 01/11/2026"),
        (date(2026, 11, 2), "giấy chứng nhận vẫn hết hạn ngày 01/03/2027"),
        (date(2027, 3, 2), "đã hết hạn ngày 01/03/2027"),
    ],
)
def test_outside_the_window_words_say_what_follows(on: date, words: str) -> None:
    _by, dossier = a_recognised_draft()
    (notice,) = filing_notices(dossier, on=on)
    assert words in notice


def test_a_late_filing_is_taken_once_the_producer_has_read_what_follows() -> None:
    by, dossier = _stated()
    with pytest.raises(Refused) as refused:
        submit_dossier(by=by, dossier=dossier, client_id=uuid.uuid4(), at=at(2026, 11, 2))
    assert refused.value.field == "notices_read"
    submit_dossier(by=by, dossier=dossier, client_id=uuid.uuid4(), at=at(2026, 11, 2), notices_read=True)
    kept = JournalEntry.objects.get(subject_id=dossier.public_id, verb="dossier.submit").facts["notices"]
    assert kept == filing_notices(
        Dossier(product=dossier.product, kind="again", province=PROVINCE), on=date(2026, 11, 2)
    )


def test_by_option_every_late_filer_keeps_the_certificate_for_a_time() -> None:
    _by, dossier = a_recognised_draft()
    choose_options(
        by=a_post(Role.PROVINCIAL_OFFICER), options={"late_filers": "every_late_filer"}, basis="Văn bản 2 (minh hoạ)"
    )
    (notice,) = filing_notices(dossier, on=date(2026, 11, 2))
    assert "giữ theo Điều 12.3 đến khi có kết quả, chậm nhất 28/08/2027" in notice  # 01/03/2027 + 180 days

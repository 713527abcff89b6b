"""Where the regulation has the council conclude on minimum requirements: what is asked, what it moves and holds up.

In set 8 of 26/2026 the three-star floor of criterion 5.3 is its level of 1 point. Of sheets worth 60, 62 and 61 one
gives it, two do not: read from the sheets alone a majority misses it, and an average of 61, in the band of three stars,
earns two.
"""

from __future__ import annotations

import pytest
from django.urls import reverse

from openocop.core.refusal import Refused
from openocop.evaluation.models import Conclusion
from openocop.evaluation.selectors.papers import minutes_document
from openocop.evaluation.selectors.sheets import scored_ballots
from openocop.evaluation.services.conclusions import write_conclusion
from openocop.evaluation.services.conflicts import step_aside
from openocop.evaluation.services.sessions import fix_result, reveal_scores
from tests.factories.evaluation import Panel, a_revealed_panel, a_sent_sheet, an_open_panel, signed_in

pytestmark = pytest.mark.django_db

COUNCIL = {"gate_conclusion": "council"}


def _divided(procedure: dict[str, str] | None = None) -> Panel:
    return a_revealed_panel([(60, 62, 61)], procedure=COUNCIL if procedure is None else procedure)


def _star(panel: Panel) -> int | None:
    current = scored_ballots(panel.reload())[0].current
    return current.result.star if current else None


@pytest.mark.parametrize(("points", "star"), [(1, 3), (3, 3), (0, 2)])
def test_the_star_follows_what_the_council_agreed_on_and_the_average_stays(points: int, star: int) -> None:
    panel = _divided()
    (entry,) = panel.entries()
    assert _star(panel) == 2
    write_conclusion(entry=entry, note="", vote=None, points={"5.3": points}, by=panel.chair)
    assert _star(panel) == star
    fix_result(session=panel.session, by=panel.chair)
    entry.refresh_from_db()
    assert (entry.star, entry.average, entry.result["band"]) == (star, "61", 3)
    assert _star(panel) == star


def test_a_result_is_not_adopted_before_the_council_agreed() -> None:
    panel = _divided()
    (entry,) = panel.entries()
    write_conclusion(entry=entry, note="Đang bàn", vote=None, by=panel.chair)
    with pytest.raises(Refused, match=r"5\.3"):
        fix_result(session=panel.session, by=panel.chair)
    write_conclusion(entry=entry, note="Đã bàn", vote=None, points={"5.3": 1}, by=panel.chair)
    fix_result(session=panel.session, by=panel.chair)


def test_who_stepped_aside_is_told_neither_the_product_nor_the_criterion_that_holds_it_up() -> None:
    panel = an_open_panel(products=1, members=3, procedure=COUNCIL)
    (entry,) = panel.entries()
    step_aside(session=panel.session, dossier=entry.dossier, reason="Người nhà", by=panel.chair)
    for post, total in zip(panel.members, (60, 62, 61), strict=True):
        a_sent_sheet(entry, post, total)
    reveal_scores(session=panel.session, by=panel.secretary)
    with pytest.raises(Refused) as told:
        fix_result(session=panel.session, by=panel.chair)
    assert "5.3" not in str(told.value)
    assert entry.dossier.product.name not in str(told.value)


def test_nothing_is_asked_where_minimum_requirements_are_read_from_the_sheets() -> None:
    panel = _divided({})
    (entry,) = panel.entries()
    with pytest.raises(Refused, match=r"5\.3"):
        write_conclusion(entry=entry, note="", vote=None, points={"5.3": 1}, by=panel.chair)
    page = signed_in(panel.chair).get(reverse("evaluation:product", args=[entry.public_id])).content.decode()
    assert 'name="g-5.3"' not in page
    fix_result(session=panel.session, by=panel.chair)
    entry.refresh_from_db()
    assert entry.star == 2


@pytest.mark.parametrize(("code", "points"), [("1.1", 1), ("99", 1), ("5.3", 2), ("5.3", -1)])
def test_what_is_not_asked_or_not_printed_is_refused(code: str, points: int) -> None:
    panel = _divided()  # 5.3 has levels of 0, 1, 3 and 5 points; on 1.1 all sheets agree
    with pytest.raises(Refused):
        write_conclusion(entry=panel.entries()[0], note="", vote=None, points={code: points}, by=panel.chair)
    assert not Conclusion.objects.exists()


def test_the_page_asks_keeps_and_shows_it_and_the_minutes_print_it() -> None:
    panel = _divided()
    (entry,) = panel.entries()
    client = signed_in(panel.secretary)
    page, address = (reverse(f"evaluation:{name}", args=[entry.public_id]) for name in ("product", "conclude"))
    assert 'name="g-5.3"' in client.get(page).content.decode()
    assert client.post(address, {"note": "", "g-5.3": "1"}).status_code == 302
    assert '<option value="1" selected>' in client.get(page).content.decode()
    wrong = client.post(address, {"note": "Ghi", "g-5.3": "2"})
    assert (wrong.status_code, Conclusion.objects.get().points) == (422, {"5.3": 1})
    fix_result(session=panel.session, by=panel.chair)
    label = "5.3 Trí tuệ/bản sắc địa phương"
    assert f"{label}: Hội đồng thống nhất mức 1 điểm" in signed_in(panel.members[0]).get(page).content.decode()
    assert f"tiêu chí {label}: thống nhất mức 1 điểm." in minutes_document(panel.reload()).conclusion[0]

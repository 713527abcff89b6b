"""What changed since the recognised product, as Mẫu 02 prints it: Vietnamese, whatever the reader's language."""

from __future__ import annotations

from openocop.core.documents.vietnamese import number_text
from openocop.dossiers.models import Evidence
from openocop.dossiers.selectors.differences import Differences, PaperChange


def stated_words(found: Differences) -> tuple[tuple[str, str], ...]:
    """Return (matter, words); papers that were issued anew are named where nothing is said of them."""
    renewed = "; ".join(_named(change.now) for change in found.papers if change.what == "renewed" and change.now)
    return tuple((matter.label, words or (renewed if matter.how == "terms" else "")) for matter, words in found.matters)


def difference_sentences(found: Differences) -> tuple[str, ...]:
    """Return a sentence for each level, the total and each paper that changed; none without a recognised dossier."""
    if found.base is None:
        return ()
    levels = [
        f"Tiêu chí {change.row.criterion.code} {change.row.criterion.caption}: "
        f"từ “{change.was}” ({change.was_points} điểm) thành “{change.now}” ({change.row.points} điểm)."
        for change in found.levels
    ]
    totals = [
        f"Tổng điểm tự chấm: từ {number_text(one.was)} thành {number_text(one.now)} điểm."
        for one in found.sums
        if not one.label and one.moved
    ]
    return (*levels, *totals, *(_paper(change) for change in found.papers if change.what != "ended"))


def _paper(change: PaperChange) -> str:
    if change.what == "renewed" and change.now and change.was:
        return f"Giấy tờ cấp lại: {_named(change.now)}, thay {_named(change.was)}."
    if change.now:
        under = f" (tiêu chí {', '.join(change.criteria)})" if change.criteria else ""
        return f"Minh chứng mới{under}: {_named(change.now)}."
    return f"Không còn dùng: {_named(change.was)}." if change.was else ""


def _named(one: Evidence) -> str:
    return f"{one.title} số {one.paper.number}" if one.paper and one.paper.number else one.title

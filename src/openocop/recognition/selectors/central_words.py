"""What the written notice says of the ministry's result and of what the province made of it."""

from __future__ import annotations

from fractions import Fraction

from openocop.core.documents.vietnamese import average_text, date_long, date_short, stars_text
from openocop.dossiers.models import Dossier
from openocop.recognition.domain.referral import Choice, Fate, fate_of
from openocop.recognition.domain.status import last_day, term_end
from openocop.recognition.models import CentralChoice, CentralResult


def central_result_of(dossier: Dossier) -> CentralResult | None:
    """Return the ministry's result on the dossier, None before there is one."""
    rows = CentralResult.objects.filter(referral__dossier=dossier)
    return rows.select_related("referral__dossier", "referral__choice__decision").first()


def result_line(result: CentralResult) -> str:
    """Return points, star and paper of the central result in one line."""
    rank = f"hạng {stars_text(result.star)}" if result.star else "không xếp hạng"
    points = average_text(Fraction(result.points))
    return f"{points} điểm, {rank} (văn bản số {result.number} {date_long(result.decided_on)})"


def central_meaning(result: CentralResult) -> str:
    """Return what the central result means for the producer (26/2026/QĐ-TTg art. 4, 7)."""
    fate = fate_of(result.referral.dossier.release, Fraction(result.points), result.star)
    if fate == Fate.FIVE and result.issued_on:
        last = date_short(last_day(term_end(result.issued_on)))
        return (
            f"Bộ trưởng đã công nhận sản phẩm đạt hạng {stars_text(result.star or 0)}; giấy chứng nhận do Bộ cấp, có "
            f"giá trị đến hết ngày {last}."
        )
    choice: CentralChoice | None = getattr(result.referral, "choice", None)
    if choice is not None and choice.choice == Choice.AGAIN:
        return "Chủ tịch Ủy ban nhân dân cấp tỉnh quyết định tổ chức đánh giá lại sản phẩm tại tỉnh."
    if fate == Fate.NOTICE:
        return (
            "Kết quả không đạt từ 3 sao trở lên thì không có quyết định công nhận, không có giấy chứng nhận và không "
            "được công bố; văn bản này chỉ gửi chủ thể và Ủy ban nhân dân cấp xã."
        )
    if fate == Fate.UNCLEAR or choice is None:
        return "Việc sử dụng kết quả này được thông báo sau."
    decision = choice.decision
    if decision is None or decision.decided_on is None:
        return "Chủ tịch Ủy ban nhân dân cấp tỉnh sử dụng kết quả này để xem xét công nhận."
    return (
        f"Sản phẩm được công nhận hạng {stars_text(result.star or 0)} theo kết quả cấp trung ương tại Quyết định số "
        f"{decision.number} {date_long(decision.decided_on)}."
    )


def replaces_running(result: CentralResult) -> bool:
    """Tell whether a recognition has followed from the result, which then speaks for the product."""
    choice: CentralChoice | None = getattr(result.referral, "choice", None)
    decided = choice is not None and choice.decision is not None and choice.decision.issued_at is not None
    return decided or result.issued_on is not None

"""What papers say of opinions in writing: that they were taken so, what went before a meeting, and there why."""

from __future__ import annotations

from collections.abc import Mapping

from openocop.core.documents.vietnamese import date_long
from openocop.evaluation.domain.opinions import Reason
from openocop.evaluation.models import Divergence, Session

_WHY_MEET: Mapping[Reason, str] = {
    Reason.TOO_FEW: "số ý kiến nhận được ít hơn quy chế yêu cầu",
    Reason.SILENT: "có thành viên không trả lời",
    Reason.PROPOSED: "có thành viên đề nghị họp",
    Reason.SPREAD: "tổng điểm chênh lệch quá mức quy chế cho phép",
    Reason.STAR: "các phiếu khác hạng sao",
    Reason.GATE: "các phiếu ở hai phía của một yêu cầu tối thiểu",
}


def in_writing(session: Session) -> tuple[str, ...]:
    """Say that opinions were taken in writing, until when; nothing of a meeting."""
    if session.answers_by is None:
        return ()
    return (
        f"Lấy ý kiến bằng văn bản (26/2026/QĐ-TTg Điều 7.6d), hạn trả lời {date_long(session.answers_by)}, "
        f"kết thúc {date_long(session.held_on)}.",
    )


def from_writing(session: Session) -> tuple[str, ...]:
    """Say of the products that were called from a written-opinion round why; their sheets are the first ballot."""
    found = Divergence.objects.filter(entry__session=session).select_related("entry__dossier__product")
    return tuple(
        f"Sản phẩm “{one.entry.dossier.product.name}” đã được lấy ý kiến bằng văn bản; đưa ra họp vì "
        f"{', '.join(_WHY_MEET[Reason(reason)] for reason in one.reasons)}. "
        "Phiếu gửi bằng văn bản là lần chấm thứ nhất."
        for one in found.order_by("entry__position")
    )


def called_away(session: Session) -> tuple[str, ...]:
    """Name the products that a written-opinion round called to a meeting; why is told in the minutes of that one."""
    found = Divergence.objects.filter(asked_in=session).select_related("entry__dossier__product", "entry__session")
    if not found:
        return ("Không có sản phẩm nào phải đưa ra họp.",)
    return tuple(
        f"“{one.entry.dossier.product.name}”: ý kiến còn khác nhau, "
        f"đưa ra phiên họp {date_long(one.entry.session.held_on)}."
        for one in found.order_by("pk")
    )

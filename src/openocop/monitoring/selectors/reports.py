"""The report of a round as a paper: who writes, to whom, and what it states."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from openocop.accounts.domain.roles import Role
from openocop.accounts.models import Appointment
from openocop.core.documents.frame import Letterhead, Marking, Signature, place_name
from openocop.core.documents.vietnamese import BLANK
from openocop.core.domain.legal_time import legal_day
from openocop.dossiers.models import Round
from openocop.geography.selectors.tenants import province_title
from openocop.monitoring.documents.round_report import ReportRow, RoundReport
from openocop.monitoring.domain.round_summary import RoundSummary, lines, open_points, press_paragraph

# The law leaves to each province which office advises on OCOP (26/2026 art. 7.3a).
_UNNAMED_OFFICE = "Cơ quan tham mưu quản lý OCOP cấp tỉnh"
_BRANCH, _DEPARTMENT = "Chi cục", "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"
_HEADS = {"Sở": "GIÁM ĐỐC", _BRANCH: "CHI CỤC TRƯỞNG", "Văn phòng": "CHÁNH VĂN PHÒNG", "Ban": "TRƯỞNG BAN"}


def round_report(round: Round, summary: RoundSummary) -> RoundReport:
    """Return the report on one page, to be numbered, dated and signed by the office that advises the province."""
    now = timezone.now()
    today = legal_day(now)
    territory = province_title(round.province, today)
    office = _advising_office(round.province)
    superior = _DEPARTMENT if office.startswith(_BRANCH) else f"ỦY BAN NHÂN DÂN {territory.upper()}"
    capacity = next((head for kind, head in _HEADS.items() if office.startswith(kind)), "THỦ TRƯỞNG CƠ QUAN")
    return RoundReport(
        marking=Marking(draft=not summary.fixed, illustrative=summary.illustrative),
        created_at=now,
        letterhead=Letterhead(
            (superior,),
            (office.upper(),),
            f"BC-{BLANK * 8}",
            place_name(territory),
            today.year,
        ),
        subject=f"Kết quả đánh giá, phân hạng sản phẩm OCOP, {round.name[0].lower()}{round.name[1:]}",
        addressee=f"Kính gửi: Ủy ban nhân dân {territory}",
        paragraph=press_paragraph(summary),
        rows=tuple(ReportRow(line.label, line.counted, line.declared) for line in lines(summary)),
        open_points=tuple(open_points(summary)),
        sources=tuple(round.source_urls),
        recipients=("Như trên;", "Lưu: VT."),
        signature=Signature((capacity,)),
    )


def _advising_office(province: str) -> str:
    """Return the name of the office whose officers advise the province today."""
    today = legal_day(timezone.now())
    running = Q(valid_from__lte=today) & (Q(valid_until__isnull=True) | Q(valid_until__gt=today))
    posts = Appointment.objects.filter(running, province=province, role=Role.PROVINCIAL_OFFICER)
    name: str | None = posts.order_by("valid_from", "id").values_list("office__name", flat=True).first()
    return name or _UNNAMED_OFFICE

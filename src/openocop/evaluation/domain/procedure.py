"""How a council works: the named options of its quy chế that are not about how stars are computed.

Stars, gates and spread are options of `criteria/domain/regulation.py`. Both stand on the council: `Council.regulation`
and `Council.procedure` (JSON); `procedure_of(council.procedure)` reads the latter, defaults filled in.

26/2026/QĐ-TTg art. 7.3 sets up council and quy chế and leaves all of this open, but for written opinions (art. 7.6d).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from fractions import Fraction

from openocop.criteria.domain.refusal import RegulationRefused

QUORUM_SHARES: Mapping[str, Fraction] = {
    "none": Fraction(0),
    "majority": Fraction(1, 2),
    "two_thirds": Fraction(2, 3),
    "three_quarters": Fraction(3, 4),
}


@dataclass(frozen=True, slots=True)
class Procedure:
    """The options one council works by; `OPTIONS` holds their words, values and defaults.

    quorum: share of the scoring seats that must be present: `none`, `majority` (more than half), `two_thirds` or
        `three_quarters` (at least). Read by the session before it opens, reveals and fixes (`members_needed`).
    chair_present: `required`: the chair, or who chairs by delegation, must be present where a quorum is asked for;
        `not_required`. Read by the session at the same three steps.
    absent_member: `no_sheet`: an absent member has none; `written_sheet`: they may send one before the session opens.
        Read by the scoring screen and by the session's count of sheets still missing.
    outside_field: `not_allowed`, or `allowed`: a member may leave a criterion to those who know the field; the mark
        they do not give is completed with the exact average of those given (docs/decisions/0014). Read by the
        scoring screen, the sheet and the result.
    blind_view: `off`, or `until_sent`: name, address, pictures and papers of the producer are masked on the scoring
        screen until one's own sheet is sent. Read by the scoring screen alone: a declaration needs the names.
    written_opinion: `off`, or `reassessment`: members answer on re-assessments in writing and the council meets only
        where they differ (26/2026 art. 7.6d). Read by the written-opinion round.
    written_agreement: when opinions in writing do not differ: `same_star`: sheets of one star, on one side of each
        minimum requirement, within the spread, and nobody proposes a meeting; `within_spread`: the last two alone,
        and one side of each minimum requirement where `gate_conclusion` has the council conclude on that.
        Read when a written-opinion round closes (domain/opinions.py).
    silent_member: `not_counted`: who has not answered by the last day is not counted, and the quorum is one of
        answers; `meeting`: one missing answer calls the product to a meeting. Read as the one above.
    gate_conclusion: `sheets`: minimum requirements are read from the sheets alone, by the regulation's `gate_test`;
        `council`: where sheets stand on both sides of one, the council agrees on a conclusion after discussion, kept
        apart from the sheets. Read by the session's conclusion.
    display_decimals: decimals of an average on screens and papers, 1 to 3, never lifted over a threshold. The exact
        average alone decides. Read by results and papers.
    most_ballots: how often one product is scored at most, 1 or 2; 1: never again. Read by the session when it opens
        the second ballot. 1048 annex II knows a second sheet and no third; what still divides the members after it is
        settled by the council's conclusion.
    severity_diagnostics: `off`, or `on`: how severe each member marks may be computed and shown to who runs the
        session, after the result is fixed. Read by the diagnostics; never moves a result.
    """

    quorum: str
    chair_present: str
    absent_member: str
    outside_field: str
    blind_view: str
    written_opinion: str
    written_agreement: str
    silent_member: str
    gate_conclusion: str
    display_decimals: int
    most_ballots: int
    severity_diagnostics: str

    def as_json(self) -> dict[str, str]:
        """Return the options as they are stored and given to `procedure_of`."""
        return {field.name: str(getattr(self, field.name)) for field in fields(self)}

    def members_needed(self, scoring_seats: int) -> int:
        """Return how many of `scoring_seats` must be present; 0 where no quorum is set."""
        share = QUORUM_SHARES[self.quorum] * scoring_seats
        return share.__floor__() + 1 if self.quorum == "majority" else share.__ceil__()

    @property
    def needs_chair(self) -> bool:
        return self.chair_present == "required"

    @property
    def takes_written_sheets(self) -> bool:
        return self.absent_member == "written_sheet"

    @property
    def allows_outside_field(self) -> bool:
        return self.outside_field == "allowed"

    @property
    def is_blind(self) -> bool:
        return self.blind_view == "until_sent"

    @property
    def takes_written_opinions(self) -> bool:
        return self.written_opinion == "reassessment"

    @property
    def council_concludes_on_gates(self) -> bool:
        return self.gate_conclusion == "council"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing the law leaves open: its title, its values with their words, the default, and what is left open."""

    name: str
    label: str
    values: Mapping[str, str]
    default: str
    open: str


_SILENT = "Quyết định không quy định; Quy chế hoạt động của Hội đồng chọn."

OPTIONS: tuple[Option, ...] = (
    Option(
        "quorum",
        "Số thành viên chấm điểm phải có mặt",
        {
            "none": "không đặt mức tối thiểu",
            "majority": "quá nửa số thành viên",
            "two_thirds": "ít nhất hai phần ba",
            "three_quarters": "ít nhất ba phần tư",
        },
        "two_thirds",
        _SILENT,
    ),
    Option(
        "chair_present",
        "Chủ tịch Hội đồng hoặc người được ủy quyền chủ trì",
        {"required": "phải có mặt", "not_required": "không bắt buộc có mặt"},
        "required",
        _SILENT,
    ),
    Option(
        "absent_member",
        "Thành viên vắng mặt",
        {"no_sheet": "không có phiếu", "written_sheet": "được gửi phiếu trước khi mở phiên"},
        "no_sheet",
        _SILENT,
    ),
    Option(
        "outside_field",
        "Tiêu chí ngoài lĩnh vực chuyên môn của thành viên",
        {
            "not_allowed": "vẫn phải chấm",
            "allowed": "được để lại; phần điểm đó lấy theo trung bình của các phiếu có chấm tiêu chí",
        },
        "not_allowed",
        "Quyết định chỉ nói tổng điểm trung bình; không nói thành viên có được để lại một tiêu chí hay không.",
    ),
    Option(
        "blind_view",
        "Che thông tin chủ thể trên màn hình chấm",
        {"off": "không che", "until_sent": "che tên, địa chỉ, hình ảnh cho đến khi gửi phiếu"},
        "off",
        _SILENT,
    ),
    Option(
        "written_opinion",
        "Lấy ý kiến bằng văn bản",
        {"off": "không, Hội đồng luôn họp", "reassessment": "khi đánh giá lại; họp nếu ý kiến khác nhau"},
        "reassessment",
        "26/2026/QĐ-TTg Điều 7.6d: đánh giá lại lấy ý kiến bằng văn bản, họp khi ý kiến khác nhau hoặc phức tạp.",
    ),
    Option(
        "written_agreement",
        "Ý kiến bằng văn bản được coi là thống nhất",
        {
            "same_star": "khi các phiếu cùng hạng sao, trong mức chênh lệch và không ai đề nghị họp",
            "within_spread": "khi trong mức chênh lệch và không ai đề nghị họp",
        },
        "same_star",
        "26/2026/QĐ-TTg Điều 7.6d không nói thế nào là ý kiến khác nhau.",
    ),
    Option(
        "silent_member",
        "Thành viên không trả lời trong thời hạn lấy ý kiến",
        {
            "not_counted": "không tính; số ý kiến nhận được phải đủ mức tối thiểu như khi họp",
            "meeting": "thiếu một ý kiến thì đưa sản phẩm ra họp",
        },
        "not_counted",
        "26/2026/QĐ-TTg Điều 7.6d không nói về thành viên không trả lời.",
    ),
    Option(
        "gate_conclusion",
        "Kết luận về yêu cầu tối thiểu",
        {
            "sheets": "chỉ đọc từ các phiếu",
            "council": "khi các phiếu ở hai phía của một yêu cầu, Hội đồng thảo luận và kết luận",
        },
        "sheets",
        "Quyết định không nói yêu cầu tối thiểu được xét trên phiếu hay theo mức Hội đồng thống nhất.",
    ),
    Option(
        "display_decimals",
        "Số chữ số thập phân khi ghi điểm trung bình",
        {"1": "một chữ số", "2": "hai chữ số", "3": "ba chữ số"},
        "2",
        "Quyết định không nói làm tròn; hạng luôn đọc từ điểm chưa làm tròn.",
    ),
    Option(
        "most_ballots",
        "Số lần chấm nhiều nhất của một sản phẩm",
        {"1": "một lần, không chấm lại", "2": "hai lần"},
        "2",
        _SILENT,
    ),
    Option(
        "severity_diagnostics",
        "Phân tích mức chặt, rộng của từng thành viên",
        {"off": "không làm", "on": "được làm sau khi thông qua kết quả, không ảnh hưởng kết quả"},
        "off",
        _SILENT,
    ),
)

_BY_NAME = {option.name: option for option in OPTIONS}
_NUMBERS = ("display_decimals", "most_ballots")


def procedure_of(chosen: Mapping[str, object] | None = None) -> Procedure:
    """Return the procedure that takes `chosen` options and the defaults for the rest.

    Raises:
        RegulationRefused: an option or a value is unknown.
    """
    chosen = chosen or {}
    for name in chosen:
        if name not in _BY_NAME:
            raise RegulationRefused(f'Quy chế: không có lựa chọn "{name}" (có: {", ".join(_BY_NAME)})')
    values = {option.name: _allowed(option, chosen.get(option.name, option.default)) for option in OPTIONS}
    numbers = {name: int(values.pop(name)) for name in _NUMBERS}
    return Procedure(**values, **numbers)  # type: ignore[arg-type]  # the two numbers are named apart


def procedure_lines(procedure: Procedure, *, only: Collection[str] = tuple(_BY_NAME)) -> list[tuple[str, str]]:
    """Return the title of each option (in `only`) with the words of what was chosen, as minutes and pages print."""
    chosen = procedure.as_json()
    return [(option.label, option.values[chosen[option.name]]) for option in OPTIONS if option.name in only]


def _allowed(option: Option, value: object) -> str:
    if not isinstance(value, str) or value not in option.values:
        known = ", ".join(option.values)
        raise RegulationRefused(
            f'Quy chế: {option.name} ("{option.label}") phải là một trong {known}, không phải {value!r}'
        )
    return value

"""The named options of a province for what the law leaves open around dossiers, their terms, their samples,
and around appeals, of which it says nothing at all.

Each has a default that claims nothing beyond the law; any other value stands on the paper that sets it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class OfficeOptions:
    """What a province chose.

    term_notices: whether the offices record papers that pause the commune's term or begin it anew.
    late_filers: who keeps a certificate under art. 12.3 though the filing window was missed.
    late_filing: whether such a producer must have filed.
    living_samples: whether a living product hands over samples, or is seen where it stands.
    procedure: whether the evaluation is a published administrative procedure of the one-stop counter.
    appeal_within: until when an appeal against a result or a decision may come in.
    appeal_answer: by when it is answered, counted from the day it is taken in.
    appeal_decider: who decides on it.
    appeal_council: whether the council is heard before its points are corrected, and how.
    """

    term_notices: str = "not_recorded"
    late_filers: str = "transition_only"
    late_filing: str = "filed"
    living_samples: str = "handed_over"
    procedure: str = "not_published"
    appeal_within: str = "not_limited"
    appeal_answer: str = "said_each_time"
    appeal_decider: str = "leader"
    appeal_council: str = "written_opinion"

    def as_json(self) -> dict[str, str]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


OPTION_LABELS: Mapping[str, str] = {
    "term_notices": "Văn bản tạm dừng hoặc tính lại thời hạn của cấp xã",
    "late_filers": "Ai được giữ giấy chứng nhận theo Điều 12.3",
    "late_filing": "Điều kiện nộp hồ sơ của trường hợp Điều 12.3",
    "living_samples": "Mẫu của sản phẩm sống (cây cảnh, vật nuôi cảnh)",
    "procedure": "Thủ tục hành chính tại bộ phận một cửa",
    "appeal_within": "Thời hạn gửi đơn khiếu nại, kiến nghị về kết quả",
    "appeal_answer": "Thời hạn trả lời đơn, kể từ ngày tiếp nhận",
    "appeal_decider": "Người quyết định giải quyết đơn",
    "appeal_council": "Ý kiến của Hội đồng trước khi đính chính điểm",
}
OPTION_SOURCES: Mapping[str, str] = {
    "term_notices": "Điều 7.2 không nói đến tạm dừng; nếu dùng thì theo văn bản riêng",
    "late_filers": "Điều 12.3 không định nghĩa trường hợp “chưa kịp nộp”",
    "late_filing": "Điều 12.3 không nói phải nộp trước ngày nào",
    "living_samples": "Điều 6.2d chỉ trừ dịch vụ du lịch",
    "procedure": "Quyết định không nói thủ tục có được công bố hay không",
    "appeal_within": "26/2026/QĐ-TTg không quy định; pháp luật về khiếu nại có thể là căn cứ (cần kiểm tra)",
    "appeal_answer": "26/2026/QĐ-TTg không quy định; pháp luật về khiếu nại có thể là căn cứ (cần kiểm tra)",
    "appeal_decider": "Không quy định; Điều 7.3e giao quyết định công nhận cho Chủ tịch UBND cấp tỉnh",
    "appeal_council": "Không quy định; Điều 7.3d giao việc đánh giá, phân hạng cho Hội đồng",
}
VALUE_LABELS: Mapping[str, Mapping[str, str]] = {
    "term_notices": {
        "not_recorded": "không dùng",
        "recorded": "được ghi nhận, kèm số, ngày và cơ quan ban hành",
    },
    "late_filers": {
        "transition_only": "chỉ trường hợp chuyển tiếp: hạn nộp 120 ngày đã qua khi quyết định có hiệu lực",
        "every_late_filer": "mọi chủ thể nộp trễ",
    },
    "late_filing": {
        "filed": "đã nộp hồ sơ khi giấy chứng nhận còn hiệu lực",
        "not_needed": "không buộc đã nộp",
    },
    "living_samples": {
        "handed_over": "giao 05 mẫu như sản phẩm khác",
        "seen_on_site": "xem tại chỗ thay cho giao mẫu",
    },
    "procedure": {
        "not_published": "chưa công bố",
        "published": "đã công bố",
    },
    "appeal_within": {
        "not_limited": "không đặt thời hạn, không trả đơn vì quá hạn",
        "days_30": "30 ngày kể từ ngày nhận kết quả, theo quy chế của tỉnh",
        "days_90": "90 ngày kể từ ngày nhận kết quả, theo pháp luật về khiếu nại (cần kiểm tra)",
    },
    "appeal_answer": {
        "said_each_time": "cán bộ tiếp nhận ghi ngày trả lời cho từng đơn",
        "days_15": "15 ngày, theo quy chế của tỉnh",
        "days_30": "30 ngày, theo pháp luật về khiếu nại (cần kiểm tra)",
    },
    "appeal_decider": {
        "leader": "lãnh đạo UBND cấp tỉnh",
        "council_chair": "Chủ tịch Hội đồng, nếu không phải là người đã thông qua kết quả",
    },
    "appeal_council": {
        "written_opinion": "Chủ tịch hoặc Thư ký cho ý kiến bằng văn bản, Hội đồng không họp lại",
        "meets_again": "Hội đồng họp lại; ghi ngày họp trong ý kiến",
        "not_asked": "không hỏi",
    },
}
# Days of the values that set a term.
DAYS: Mapping[str, int] = {"days_15": 15, "days_30": 30, "days_90": 90}


def options_of(chosen: Mapping[str, str]) -> OfficeOptions:
    """Return the options with `chosen` ones; `ValueError` names an option or a value that does not exist."""
    for name, value in chosen.items():
        if value not in VALUE_LABELS.get(name, {}):
            raise ValueError(name)
    return OfficeOptions(**chosen)


def departures(options: OfficeOptions) -> tuple[str, ...]:
    """Return the options that are not at their default, and so need a paper."""
    default = OfficeOptions()
    return tuple(
        field.name for field in fields(options) if getattr(options, field.name) != getattr(default, field.name)
    )

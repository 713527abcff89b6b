"""The six legal grounds of withdrawing a recognition.

Source: 26/2026/QĐ-TTg art. 8. The texts are the law's sense in Vietnamese and are not translated.
"""

from __future__ import annotations

from enum import StrEnum


class WithdrawalGround(StrEnum):
    FALSE_DOSSIER = "false_dossier"
    CRITERIA_NO_LONGER_MET = "criteria_no_longer_met"
    BREACH_OF_LAW = "breach_of_law"
    WRONG_USE_OF_MARK = "wrong_use_of_mark"
    PRODUCTION_STOPPED = "production_stopped"
    REQUEST_OF_AUTHORITY = "request_of_authority"


GROUND_TEXTS: dict[str, str] = {
    WithdrawalGround.FALSE_DOSSIER: "Hồ sơ không trung thực hoặc giả mạo",
    WithdrawalGround.CRITERIA_NO_LONGER_MET: "Qua kiểm tra, sản phẩm không còn đáp ứng tiêu chí",
    WithdrawalGround.BREACH_OF_LAW: (
        "Vi phạm pháp luật về chất lượng, an toàn thực phẩm, môi trường, sở hữu trí tuệ hoặc ghi nhãn "
        "theo kết luận của cơ quan có thẩm quyền"
    ),
    WithdrawalGround.WRONG_USE_OF_MARK: "Sử dụng nhãn hiệu chứng nhận OCOP không đúng quy định",
    WithdrawalGround.PRODUCTION_STOPPED: "Chủ thể ngừng sản xuất, kinh doanh sản phẩm",
    WithdrawalGround.REQUEST_OF_AUTHORITY: "Trường hợp khác theo yêu cầu của cơ quan có thẩm quyền",
}

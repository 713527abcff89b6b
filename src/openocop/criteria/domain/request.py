"""One scoring request as JSON and its answer: what `openocop score` reads and prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openocop.criteria.domain.criteria_set import CriteriaSet
from openocop.criteria.domain.explanation import reasons
from openocop.criteria.domain.numbers import exact_text, two_places
from openocop.criteria.domain.refusal import Refused, SheetRefused
from openocop.criteria.domain.regulation import Regulation, regulation_of
from openocop.criteria.domain.releases import criteria_set
from openocop.criteria.domain.scoring import Result, evaluate
from openocop.criteria.domain.sheet import SheetScore, score_sheet

_SHEET_KEYS = ("assessor", "levels", "disqualified")


def answer(request: object) -> dict[str, Any]:
    """Return the result of a request with `release`, `set`, `sheets` and perhaps `regulation`.

    Other keys of the request are the caller's own and stay unread; a sheet has no other keys. An option that the
    regulation leaves out takes the release's default, and the answer repeats the whole regulation.

    Raises:
        Refused: anything is missing, unknown or impossible; nothing is guessed.
    """
    asked = _mapping(request, "Yêu cầu chấm điểm")
    release_id, no = _text(asked, "release"), _set_no(asked)
    scored_set = criteria_set(release_id, no)
    regulation = regulation_of(release_id, _mapping(asked.get("regulation", {}), "regulation"))
    sheets = [_sheet(scored_set, place, item) for place, item in enumerate(_list(asked, "sheets"), start=1)]
    return _told(scored_set, regulation, sheets, evaluate(scored_set, regulation, sheets))


def _told(scored_set: CriteriaSet, regulation: Regulation, sheets: list[SheetScore], result: Result) -> dict[str, Any]:
    return {
        "release": scored_set.release_id,
        "set": scored_set.no,
        "regulation": regulation.as_json(),
        "totals": {sheet.assessor: str(sheet.total) for sheet in sheets},
        "parts": {sheet.assessor: {code: str(sum_) for code, sum_ in sheet.parts} for sheet in sheets},
        "average": two_places(result.average),
        "average_exact": exact_text(result.average),
        "spread": str(result.spread),
        "rescoring_required": result.rescoring_required,
        "band": result.band,
        "gates": {str(g.star): {"met": g.met, "missed": list(g.missed)} for g in result.gates},
        "disqualified": result.disqualified,
        "star": result.star,
        "reasons": list(reasons(scored_set, regulation, sheets, result)),
    }


def _sheet(scored_set: CriteriaSet, place: int, item: object) -> SheetScore:
    sheet = _mapping(item, f"Phiếu thứ {place}")
    assessor = sheet.get("assessor")
    if not isinstance(assessor, str) or not assessor.strip() or not _is_text(assessor):
        raise Refused(f"Phiếu thứ {place}: thiếu tên người chấm (assessor)")
    for key in sheet:
        if key not in _SHEET_KEYS:
            raise SheetRefused(assessor, "", f'không có mục "{key}" (có: {", ".join(_SHEET_KEYS)})')
    levels, disqualified = sheet.get("levels"), sheet.get("disqualified", [])
    if not isinstance(levels, Mapping):
        raise SheetRefused(assessor, "", "levels phải là các cặp mã tiêu chí và mức")
    if not isinstance(disqualified, list) or not all(isinstance(code, str) for code in disqualified):
        raise SheetRefused(assessor, "", "disqualified phải là danh sách mã")
    return score_sheet(scored_set, assessor, levels, disqualified)


def _set_no(asked: Mapping[str, Any]) -> int | str:
    no = asked.get("set")
    if type(no) is not int and not isinstance(no, str):
        raise Refused("Yêu cầu chấm điểm: set phải là số của bộ tiêu chí")
    return no


def _text(asked: Mapping[str, Any], key: str) -> str:
    value = asked.get(key)
    if not isinstance(value, str):
        raise Refused(f"Yêu cầu chấm điểm: thiếu {key}")
    return value


def _list(asked: Mapping[str, Any], key: str) -> list[object]:
    value = asked.get(key)
    if not isinstance(value, list):
        raise Refused(f"Yêu cầu chấm điểm: {key} phải là danh sách")
    return value


def _is_text(value: str) -> bool:
    """Return whether `value` can be written out: JSON can escape half a character, and no output can hold it."""
    return value.encode("utf-8", "ignore").decode() == value


def _mapping(value: object, what: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise Refused(f"{what}: phải là một đối tượng JSON")
    return value

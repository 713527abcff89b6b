"""A second calculation, written from a plain reading of the data files and the law; it shares no code with the engine.

It is slow and straightforward on purpose: one dictionary of points per sheet, one loop per question.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import yaml

RELEASES = Path(__file__).parents[3] / "src" / "openocop" / "criteria" / "releases"
BOUNDS = ((90, 5), (70, 4), (50, 3), (30, 2), (0, 1))  # Điều 3.3 of 26/2026; Điều 1.2 of 1048


def read_sheet(path: Path) -> dict[str, Any]:
    sheet: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return sheet


def criteria_with_part(sheet: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """Return (part, group, criterion) in printed order, sub-headings opened."""
    found = []
    for part in sheet["parts"]:
        for group in part["groups"]:
            for item in group["criteria"]:
                found += [(part["code"], group["code"], one) for one in item.get("criteria", [item])]
    return found


def story_needed(criterion: dict[str, Any]) -> bool:
    return any(rule["kind"] == "applies_only_if" for rule in criterion.get("rules", []))


def random_levels(sheet: dict[str, Any], chance: Random, lean: int) -> dict[str, Any]:
    """Return one valid sheet that leans to high levels, or to low ones where `lean` is below 0."""
    levels: dict[str, Any] = {}
    earned: dict[str, int] = {}
    for _, _, criterion in criteria_with_part(sheet):
        places = list(range(len(criterion["levels"])))
        if criterion.get("scoring") == "additive":
            levels[criterion["code"]] = [place for place in places if chance.random() < 0.7]
        elif (story_needed(criterion) and earned["5.1"] == 0) or chance.random() < 0.03:
            levels[criterion["code"]] = None
        else:
            draws = sorted(chance.choice(places) for _ in range(abs(lean) + 1))
            levels[criterion["code"]] = draws[0] if lean < 0 else draws[-1]
        earned[criterion["code"]] = points_of(criterion, levels[criterion["code"]])
    return levels


def points_of(criterion: dict[str, Any], mark: Any) -> int:
    places = [] if mark is None else mark if isinstance(mark, list) else [mark]
    return sum(int(criterion["levels"][place]["points"]) for place in places)


def knock_out_codes(sheet: dict[str, Any]) -> list[str]:
    """Return the codes beside which the sheet prints "bị loại" or a stop of the evaluation, and the dossier."""
    codes = ["dossier"]
    for part in sheet["parts"]:
        beside = [
            part,
            *part["groups"],
            *(criterion for p, _, criterion in criteria_with_part(sheet) if p == part["code"]),
        ]
        for item in beside:
            if any(rule["kind"] in ("disqualify", "stop_evaluation") for rule in item.get("rules", [])):
                codes.append(item["code"])
    return codes


def floor_of(criterion: dict[str, Any], star: int, heading_mark: str) -> int:
    """Return the points needed for `star`; 0 needs nothing."""
    needed = 0
    for level in criterion["levels"]:
        if level.get("star", 9) <= star:
            needed = max(needed, level["points"])
    if criterion.get("heading_star", 9) <= star and heading_mark != "not_binding":
        printed = [level["points"] for level in criterion["levels"]]
        needed = max(needed, printed[0] if heading_mark == "lowest_level" else printed[-1])
    return needed


def passes(gate_test: str, given: list[int], needed: int) -> bool:
    if gate_test == "every":
        return all(mark >= needed for mark in given)
    if gate_test == "average":
        return Fraction(sum(given), len(given)) >= needed
    good = len([mark for mark in given if mark >= needed])
    return good > len(given) - good


def half_up(value: Fraction) -> str:
    exact = Decimal(value.numerator * 1000 // value.denominator) / 1000
    return str(exact.quantize(Decimal("0.01"), rounding="ROUND_HALF_UP"))


def expected(sheet: dict[str, Any], regulation: dict[str, Any], sheets: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what the law and the regulation make of the sheets, in the words of the command line."""
    table = [(part, criterion) for part, _, criterion in criteria_with_part(sheet)]
    earned = [{c["code"]: points_of(c, one["levels"][c["code"]]) for _, c in table} for one in sheets]
    totals, parts = {}, {}
    for one, marks in zip(sheets, earned, strict=True):
        own: dict[str, int] = {"A": 0, "B": 0, "C": 0}
        for part, criterion in table:
            own[part] += marks[criterion["code"]]
        parts[one["assessor"]] = {code: str(total) for code, total in own.items()}
        totals[one["assessor"]] = sum(own.values())
    average = Fraction(sum(totals.values()), len(totals))
    read_as = average
    if regulation["band_reading"] == "rounded_half_up":
        read_as = Fraction(int(Decimal(half_up_whole(average))))
    band = next(stars for bound, stars in BOUNDS if read_as >= bound)
    gates = {}
    for star in (3, 4, 5):
        missed = []
        for _, criterion in table:
            needed = floor_of(criterion, star, regulation["heading_mark"])
            given = [marks[criterion["code"]] for marks in earned]
            if not passes(regulation["gate_test"], given, needed):
                missed.append(criterion["code"])
        gates[str(star)] = {"met": missed == [], "missed": missed}
    spread = max(totals.values()) - min(totals.values())
    out = is_out(regulation["disqualifier_test"], [bool(one["disqualified"]) for one in sheets])
    return {
        "totals": {assessor: str(total) for assessor, total in totals.items()},
        "parts": parts,
        "average": half_up(average),
        "average_exact": str(average.numerator)
        if average.denominator == 1
        else f"{average.numerator}/{average.denominator}",
        "spread": str(spread),
        "rescoring_required": regulation["max_spread"] is not None and spread > Fraction(regulation["max_spread"]),
        "band": band,
        "gates": gates,
        "disqualified": out,
        "star": star_of(band, gates, out, regulation["missed_gate"]),
    }


def half_up_whole(value: Fraction) -> int:
    whole = value.numerator // value.denominator
    return whole + (1 if value - whole >= Fraction(1, 2) else 0)


def is_out(test: str, calls: list[bool]) -> bool:
    if test == "any":
        return any(calls)
    if test == "every":
        return all(calls)
    return calls.count(True) > calls.count(False)


def star_of(band: int, gates: dict[str, Any], out: bool, missed_gate: str) -> int | None:
    if out:
        return None
    star = band
    while star >= 3 and not gates[str(star)]["met"]:
        star -= 1
    if missed_gate == "not_eligible" and not gates["3"]["met"]:
        return None
    return star

"""Finding the rows that head the columns, below titles of any length and in up to three storeys."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from openocop.recognition.domain.provincial_list.asides import is_banner, is_column_numbers
from openocop.recognition.domain.provincial_list.kinds import names_kind, producer_kind
from openocop.recognition.domain.provincial_list.sheet import Sheet
from openocop.recognition.domain.provincial_list.values import names_decision
from openocop.recognition.domain.provincial_list.vocabulary import IGNORED, INDEX, Claim, claims, weighed

SEARCHED_ROWS = 150
MAX_STOREYS = 3
_ENOUGH = 4.0
_AS_GOOD = 0.75
_STAR_FIGURES = frozenset("12345")
_RESULTS = frozenset({"star", "score"})
_WHOSE = frozenset({"district", "commune", IGNORED})  # "Điểm" over "Huyện" and "Tỉnh" is each council's points
_YEAR = re.compile(r"^20\d\d$")


@dataclass(frozen=True, slots=True)
class Header:
    """The heading rows `top` to `bottom` (0-based, inclusive) with the text and the claims of each column.

    `texts` joins the storeys, `lowest` is what stands right over the data.
    """

    top: int
    bottom: int
    texts: tuple[str, ...]
    lowest: tuple[str, ...]
    claims: tuple[tuple[Claim, ...], ...]
    weight: float


def find_header(sheet: Sheet, at: int | None = None) -> Header | None:
    """Return the heading of a sheet's table, the strongest and highest one; None when no row looks like one.

    `at` fixes its top row (0-based): then only the number of its storeys is found.
    """
    tops = range(min(len(sheet.rows), SEARCHED_ROWS)) if at is None else range(at, min(at + 1, len(sheet.rows)))
    reach = range(tops.start, tops.stop + MAX_STOREYS)
    sheet = replace(sheet, merges=tuple(merge for merge in sheet.merges if merge.top in reach))
    found = [_best_from(sheet, top) for top in tops if any(sheet.rows[top])]
    if at is None:
        found = [header for header in found if _convincing(sheet, header)]
    strongest = max((header.weight for header in found), default=0.0)
    # A second table further down may have a column more: the first good heading is the heading of the list.
    return next((header for header in found if header.weight >= strongest * _AS_GOOD), None)


def _best_from(sheet: Sheet, top: int) -> Header:
    best = _header(sheet, top, top)
    reach = _merged_bottom(sheet, top)
    for bottom in range(top + 1, min(top + MAX_STOREYS, len(sheet.rows))):
        if sum(map(bool, sheet.rows[top])) < 2 or not _storey(sheet, top, bottom):
            break
        header = _header(sheet, top, bottom)
        best = header if header.weight > best.weight + 0.01 or best.bottom < bottom <= reach else best
    return best


def _merged_bottom(sheet: Sheet, top: int) -> int:
    """Return the row down to which several headings that begin in row `top` are merged, as in storeys; else `top`."""
    bottoms = [
        merge.bottom for merge in sheet.merges if merge.top == top < merge.bottom and sheet.rows[top][merge.left]
    ]
    return min(bottoms) if len(bottoms) > 1 else top


def _convincing(sheet: Sheet, header: Header) -> bool:
    fields = {claim[0][0]: claim[0][1] for claim in header.claims if claim}
    named = {field for field, strength in fields.items() if field != IGNORED and strength >= 1.3}
    if "product" not in {field for claim in header.claims for field, _ in claim} and "producer" not in named:
        return False
    rows = sheet.rows[header.top : header.bottom + 1]
    several = len({field for field in named if not field.startswith("star_")}) >= 2
    certain = fields.get("product", 0) >= 3 or (several and not any(_like_data(text) for row in rows for text in row))
    if len(named) >= 2 and certain and header.weight >= _ENOUGH:
        return True
    alone = [text for text in header.texts if text]
    return len(alone) == 1 and fields.get("product", 0) >= 3 and sum(map(bool, _below(sheet, header))) >= 1


def _below(sheet: Sheet, header: Header) -> list[str]:
    column = next(c for c, text in enumerate(header.texts) if text)
    return [row[column] for row in sheet.rows[header.bottom + 1 :]]


def _header(sheet: Sheet, top: int, bottom: int) -> Header:
    storeys = [_spread(sheet, row, top, bottom) for row in range(top, bottom + 1)]
    texts, lowest, found = [], [], []
    for column in range(sheet.width):
        parts = [storey[column] for storey in storeys if storey[column]]
        parts = [part for number, part in enumerate(parts) if number == 0 or part != parts[number - 1]]
        texts.append(" ".join(parts))
        lowest.append(parts[-1] if parts else "")
        found.append(_claims(parts))
    own = [
        text
        for row in sheet.rows[top : bottom + 1]
        for text, claimed in zip(row, found, strict=True)
        if text and not (_of_stars(text) and claimed and claimed[0][0].startswith("star"))
    ]
    return Header(top, bottom, tuple(texts), tuple(lowest), tuple(found), _weight(found, own) - 0.02 * (bottom - top))


def _claims(parts: list[str]) -> tuple[Claim, ...]:
    """The lowest storey decides when it is clear by itself, else the words of all storeys together."""
    if not parts:
        return ()
    if _of_stars(parts[-1]) and any(_about("star", part) for part in parts[:-1]):
        return ((f"star_{parts[-1]}", 3),) if parts[-1] in _STAR_FIGURES else (("star", 3.1),)
    if names_kind(parts[-1]) and any(_about("producer_kind", part) for part in parts[:-1]):
        return ((f"kind_{producer_kind(parts[-1])}", 3),)
    leaf = claims(parts[-1])
    result = next((found for part in reversed(parts[:-1]) if (found := claims(part)) and found[0][0] in _RESULTS), ())
    if result and leaf and leaf[0][0] in _WHOSE:
        return weighed(result, f"cấp {parts[-1]}")
    if len(parts) == 1 or (leaf and leaf[0][1] >= 2):
        return weighed(leaf, " ".join(parts))
    return claims(" ".join(parts)) or leaf or claims(parts[0])


def _of_stars(text: str) -> bool:
    """Tell whether a text may stand below a heading of stars: a number of stars, or the year they were given."""
    return text in _STAR_FIGURES or _YEAR.match(text) is not None


def _about(field: str, text: str) -> bool:
    found = claims(text)
    return bool(found) and found[0][0] == field


def _weight(found: list[tuple[Claim, ...]], own: list[str]) -> float:
    best: dict[str, float] = {}
    for alternatives in found:
        if alternatives:
            field, strength = alternatives[0]
            worth = {INDEX: 1.5, IGNORED: 0.5}.get(field, strength)
            best[field] = max(best.get(field, 0), worth)
    data = sum(_like_data(text) for text in own)
    return sum(best.values()) - 2.0 * data


def _like_data(text: str) -> bool:
    if text.replace(".", "").isdigit() and len(text) > 2:
        return True
    if len(text) > 120 or names_decision(text) or (is_banner(text) and not claims(text)):
        return True
    return not claims(text) and len(text.split()) > 2 and producer_kind(text) is not None


def _storey(sheet: Sheet, top: int, bottom: int) -> bool:
    """Tell whether row `bottom` belongs to the heading that starts at `top`, and is not the first row of data."""
    row = sheet.rows[bottom]
    filled = [text for text in row if text]
    if not filled:
        return _merged_into(sheet, top, bottom)
    above = [sheet.rows[r] for r in range(top, bottom)]
    spread = [*_spread(sheet, bottom - 1, top, bottom), ""]
    stars = {column for column, text in enumerate(row) if _of_stars(text) and _about("star", spread[column])}
    if is_column_numbers(filled) and len(stars) < len(filled):
        return False
    if any(_like_data(text) for column, text in enumerate(row) if column not in stars):
        return False
    named = alone = 0  # words below a widened heading that name a column; words below a heading that stands by itself
    for column, text in enumerate(row):
        if not text or any(r[column] == text for r in above):
            continue
        parent = spread[column]
        if column in stars:
            continue
        widened = parent and (parent == spread[column + 1] or not above[-1][column])
        if widened:
            named += bool(claims(text))
        elif parent or not claims(text):
            alone += 1
    return alone * 2 < max(named, 1) and _leaves_product_alone(above, row)


def _leaves_product_alone(above: list[list[str]], row: list[str]) -> bool:
    for storey in above:
        for column, text in enumerate(storey):
            field = claims(text)[:1]
            if field and field[0][0] == "product" and field[0][1] >= 3 and row[column]:
                return bool(claims(row[column])) and claims(row[column])[0][0] != INDEX
    return True


def _merged_into(sheet: Sheet, top: int, bottom: int) -> bool:
    return any(top <= merge.top < bottom <= merge.bottom for merge in sheet.merges)


def _spread(sheet: Sheet, row: int, top: int, bottom: int) -> list[str]:
    """Return a storey with the words of a merged or widened cell over every column it heads.

    Without merges (a text file) a cell heads the blank ones to its right when there are words below those and none
    above or below itself to say otherwise.
    """
    texts = list(sheet.rows[row])
    merged: set[int] = set()
    wide = max(3, sheet.width * 0.8)
    for merge in sheet.merges:
        narrow = merge.right - merge.left + 1 < wide
        if merge.top <= row <= merge.bottom and top <= merge.top <= bottom and narrow:
            value = sheet.rows[merge.top][merge.left]
            for column in range(merge.left, min(merge.right + 1, len(texts))):
                texts[column] = value
                merged.add(column)
    if row < bottom and not sheet.merges:
        below = sheet.rows[row + 1]
        for column in range(1, len(texts)):
            heads = texts[column - 1] and below[column - 1]
            if not texts[column] and below[column] and heads and column not in merged:
                texts[column] = texts[column - 1]
    return texts

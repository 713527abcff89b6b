"""What a channel does not take, and how it is mended, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openocop.channels.domain.checking import KIND, REQUIRED, Problem
from openocop.channels.domain.gate import Block, Held
from openocop.channels.domain.rulebook import Severity
from openocop.channels.domain.standing import Standing
from openocop.channels.selectors.board import Cell
from openocop.ui.templatetags.ui import so

_LONGEST_SHOWN = 60
# By the beginning of a path in the record; the longest that fits is the name.
FIELD_NAMES: Mapping[str, str | Promise] = {
    "sku": gettext_lazy("stock number of the pack"),
    "gtin": gettext_lazy("bar code"),
    "gtins": gettext_lazy("bar codes"),
    "brand": gettext_lazy("brand"),
    "brand_map": gettext_lazy("brand in the channel's list"),
    "title": gettext_lazy("product name"),
    "title_en": gettext_lazy("English product name"),
    "title_short": gettext_lazy("short product name"),
    "highlights": gettext_lazy("highlights"),
    "highlights_en": gettext_lazy("English highlights"),
    "highlight_line_en": gettext_lazy("English line beside the name"),
    "keywords_en": gettext_lazy("English keywords"),
    "description_text": gettext_lazy("description"),
    "description_html": gettext_lazy("description"),
    "description_text_en": gettext_lazy("English description"),
    "price": gettext_lazy("price"),
    "sale_price": gettext_lazy("reduced price"),
    "stock": gettext_lazy("quantity in stock"),
    "availability": gettext_lazy("availability"),
    "condition": gettext_lazy("condition"),
    "url": gettext_lazy("address of the product's page"),
    "net_content": gettext_lazy("net content"),
    "images": gettext_lazy("photographs"),
    "images[].bytes": gettext_lazy("size of a photograph's file"),
    "images[].mime": gettext_lazy("kind of a photograph's file"),
    "images[].both_sides": gettext_lazy("side of a photograph"),
    "images[].max_side": gettext_lazy("longer side of a photograph"),
    "images[].url": gettext_lazy("address of a photograph"),
    "images[0]": gettext_lazy("main photograph"),
    "images[1:]": gettext_lazy("further photographs"),
    "package": gettext_lazy("measures of the parcel"),
    "package.weight_kg": gettext_lazy("weight of the parcel"),
    "package.length_cm": gettext_lazy("length of the parcel"),
    "package.width_cm": gettext_lazy("width of the parcel"),
    "package.height_cm": gettext_lazy("height of the parcel"),
    "food": gettext_lazy("what is stated of the food"),
    "food.ingredients": gettext_lazy("ingredients"),
    "food.storage": gettext_lazy("how to store it"),
    "food.shelf_life_days": gettext_lazy("shelf life"),
    "food.declaration_no": gettext_lazy("number of the self-declaration"),
    "origin": gettext_lazy("country of origin"),
    "label": gettext_lazy("languages of the label"),
    "hazmat": gettext_lazy("statement on dangerous goods"),
    "lead_time_days": gettext_lazy("days until it is sent"),
    "producer": gettext_lazy("name, tax number, address and telephone of the producer"),
    "producer.address": gettext_lazy("address of the producer"),
    "producer.verified": gettext_lazy("company profile checked by the channel"),
    "certificates": gettext_lazy("papers"),
    "variants": gettext_lazy("variants"),
    "variant_axes": gettext_lazy("kinds of variants"),
    "wholesale.moq": gettext_lazy("least quantity of an order"),
    "wholesale.fob": gettext_lazy("price on board"),
    "category": gettext_lazy("category of the channel"),
    "attributes": gettext_lazy("properties that the category asks for"),
    "shipping": gettext_lazy("ways of sending"),
    "video": gettext_lazy("film"),
    "message": gettext_lazy("message"),
    "listing": gettext_lazy("address of the listing"),
    "recognition": gettext_lazy("recognition"),
}
_UNITS: Mapping[str, str | Promise] = {
    "chars": gettext_lazy("characters"),
    "utf8_bytes": gettext_lazy("bytes (a Vietnamese letter takes up to 3)"),
    "items": gettext_lazy("items"),
    "px": "px",
    "bytes": gettext_lazy("bytes"),
    "megapixels": gettext_lazy("megapixels"),
    "VND": gettext_lazy("dong"),
    "kg": "kg",
    "cm": "cm",
}
_MESSAGES: Mapping[str, str | Promise] = {
    REQUIRED: gettext_lazy("Missing: %(name)s. %(channel)s asks for it."),
    KIND: gettext_lazy("%(Name)s: “%(value)s” is not what %(channel)s takes."),
    "min": gettext_lazy("%(Name)s: %(measured)s %(unit)s, %(channel)s takes %(bound)s or more."),
    "max": gettext_lazy("%(Name)s: %(measured)s %(unit)s, %(channel)s takes %(bound)s at most."),
    "min_exclusive": gettext_lazy("%(Name)s: “%(value)s” must be more than %(bound)s."),
    "decimals": gettext_lazy("%(Name)s: “%(value)s” has more than %(bound)s places behind the comma."),
    "currency": gettext_lazy("%(Name)s is not in %(bound)s, the only currency that %(channel)s takes here."),
    "values": gettext_lazy("%(Name)s: “%(value)s” is none of those that %(channel)s takes: %(bound)s."),
    "pattern": gettext_lazy("%(Name)s: “%(value)s” has not the form that %(channel)s takes."),
    "charset": gettext_lazy("%(Name)s: “%(value)s” has letters that %(channel)s does not take here."),
    "forbid": gettext_lazy("%(Name)s has signs that %(channel)s refuses (drawings, control signs, Chinese letters)."),
    "forbid_chars": gettext_lazy("%(Name)s has a sign that %(channel)s refuses: %(bound)s"),
    "forbid_prefix_gtin13": gettext_lazy("Bar code %(value)s is of a range that shops use within the house."),
    "check": gettext_lazy("Bar code %(value)s: the last figure does not fit the others."),
    "lengths_by_type": gettext_lazy("Bar code %(value)s has a number of figures that %(channel)s does not take."),
    "html": gettext_lazy("%(Name)s has HTML in it; %(channel)s takes plain text."),
    "allowed_tags": gettext_lazy("%(Name)s has HTML that %(channel)s does not take; allowed: %(bound)s."),
    "max_hashtags": gettext_lazy("%(Name)s has more than %(bound)s hashtags."),
    "max_word_repeats": gettext_lazy("%(Name)s says one word more than %(bound)s times."),
    "less_than": gettext_lazy("%(Name)s: “%(value)s” is not below the usual price."),
    "ports": gettext_lazy("%(Name)s: %(channel)s fetches from ports 80 and 443 only."),
    "ip_host": gettext_lazy("%(Name)s: %(channel)s fetches from a named host only, not from a number."),
    "formats": gettext_lazy("%(Name)s: a file is of a kind that %(channel)s does not take; allowed: %(bound)s."),
}
_FIXES: Mapping[str, str | Promise] = {
    REQUIRED: gettext_lazy("Add: %(name)s."),
    KIND: gettext_lazy("Write it anew: figures without dots and commas for amounts, a whole address for addresses."),
    "min": gettext_lazy("Bring it to %(bound)s %(unit)s or more."),
    "max": gettext_lazy("Bring it to %(bound)s %(unit)s at most."),
    "min_exclusive": gettext_lazy("State an amount above %(bound)s."),
    "decimals": gettext_lazy("Round it to %(bound)s places."),
    "currency": gettext_lazy("State the price in %(bound)s."),
    "values": gettext_lazy("Choose one of: %(bound)s."),
    "pattern": gettext_lazy("Compare it with the paper and write it without blanks."),
    "charset": gettext_lazy("Write it without accents and special signs."),
    "forbid": gettext_lazy("Take these signs out."),
    "forbid_chars": gettext_lazy("Take these signs out."),
    "forbid_prefix_gtin13": gettext_lazy("Leave the bar code out until GS1 has given one. Never make one up."),
    "check": gettext_lazy("Copy it from the pack once more, or leave it out. Never make one up."),
    "lengths_by_type": gettext_lazy("Copy it from the pack once more, or leave it out. Never make one up."),
    "html": gettext_lazy("Use the plain text."),
    "allowed_tags": gettext_lazy("Take the other HTML out."),
    "max_hashtags": gettext_lazy("Keep the most important ones."),
    "max_word_repeats": gettext_lazy("Say the word less often."),
    "less_than": gettext_lazy("State a reduced price below the usual one, or none."),
    "ports": gettext_lazy("Put the picture behind a usual address."),
    "ip_host": gettext_lazy("Put the picture behind a usual address."),
    "formats": gettext_lazy("Take the paper in anew as a picture or PDF."),
}
_HELD: Mapping[Block, tuple[str | Promise, str | Promise]] = {
    Block.NOT_RECOGNISED: (
        gettext_lazy("The product bears no recognised star, so nothing is published of it."),
        gettext_lazy("It can be published once a decision recognises it."),
    ),
    Block.WITHDRAWN: (
        gettext_lazy("The recognition was withdrawn, so its star may be shown nowhere."),
        gettext_lazy("Take down what is on sale with the star."),
    ),
    Block.EXPIRED: (
        gettext_lazy("The certificate does not run any more since %(value)s, so its star may not be shown."),
        gettext_lazy("Have the product assessed again; until then sell it without the star."),
    ),
    Block.TERM_UNKNOWN: (
        gettext_lazy("No source tells until when the certificate runs, so a running star cannot be shown."),
        gettext_lazy("Let the office enter the decision and its day."),
    ),
    Block.STAR_MISSTATED: (
        gettext_lazy("%(Name)s claims %(value)s OCOP stars, which is not the grade that was recognised."),
        gettext_lazy("Write the grade of the decision, or none."),
    ),
    Block.BADGE_ON_PICTURE: (
        gettext_lazy("A star or badge is drawn on the main photograph; %(channel)s refuses that."),
        gettext_lazy("Choose a main photograph that shows the pack alone."),
    ),
    Block.CERTIFICATE_ENDS: (
        gettext_lazy("A paper that would be sent ended on %(value)s."),
        gettext_lazy("Take the new one in, or leave the paper out."),
    ),
    Block.CERTIFICATE_ENDS_SOON: (
        gettext_lazy("A paper that would be sent ends on %(value)s."),
        gettext_lazy("Ask for the new one in time."),
    ),
    Block.FOOD_CORE: (
        gettext_lazy("Missing: %(name)s. No food is sold without it."),
        gettext_lazy("Add: %(name)s."),
    ),
    Block.NOT_WHOLE: (
        gettext_lazy("%(Name)s: “%(value)s” is no whole number of dong."),
        gettext_lazy("Write whole dong without dots and commas."),
    ),
    Block.NOT_COMPOSED: (
        gettext_lazy("%(Name)s is written with loose accents, which channels count twice."),
        gettext_lazy("Save the text once more; it is then written anew."),
    ),
}


@dataclass(frozen=True, slots=True)
class State:
    """How a state is drawn: the plain shape of `c-st`, and its words."""

    shape: str
    text: str | Promise


# Of a product on a channel: the standing of its address, or how far its record is.
STATES: Mapping[str, State] = {
    Standing.LIVE: State("ok", gettext_lazy("on sale")),
    Standing.STALE: State("soon", gettext_lazy("to be opened again")),
    Standing.RECORDED: State("info", gettext_lazy("recorded, not opened yet")),
    Standing.HELD: State("bad", gettext_lazy("star does not run")),
    Standing.ENDED: State("out", gettext_lazy("gone")),
    "ready": State("none", gettext_lazy("ready")),
    "lacking": State("none", gettext_lazy("not ready")),
}


@dataclass(frozen=True, slots=True)
class Told:
    message: str
    fix: str
    advice: bool


def told_of(cell: Cell) -> list[Told]:
    """Return what is wrong with any unit of a product on a channel, each thing once, what is refused first."""
    told: dict[Told, None] = {}
    for unit in cell.units:
        for held in unit.held:
            message, fix = held_text(held, cell.channel.name)
            told[Told(message, fix, held.severity != Severity.ERROR)] = None
        for problem in unit.checked.problems:
            message, fix = message_of(problem, cell.channel.name), fix_of(problem, cell.channel.name)
            told[Told(message, fix, problem.severity != Severity.ERROR)] = None
    return sorted(told, key=lambda one: one.advice)


def field_name(path: str) -> str:
    """Return what people call the value at a path of the record."""
    fitting = [known for known in FIELD_NAMES if path == known or path.startswith((f"{known}.", f"{known}["))]
    return str(FIELD_NAMES[max(fitting, key=len)]) if fitting else path


def message_of(problem: Problem, channel: str) -> str:
    return str(_MESSAGES[problem.check]) % _said(problem, channel)


def fix_of(problem: Problem, channel: str) -> str:
    return str(_FIXES[problem.check]) % _said(problem, channel)


def held_text(held: Held, channel: str) -> tuple[str, str]:
    """Return what our own gate says, and what to do."""
    name = field_name(held.at)
    said = {"Name": _capital(name), "name": name, "value": held.value, "channel": channel}
    message, fix = _HELD[held.block]
    return str(message) % said, str(fix) % said


def _said(problem: Problem, channel: str) -> dict[str, str]:
    name = field_name(problem.rule.at) if problem.rule.at else _("bar code, part number or brand")
    return {
        "Name": _capital(name),
        "name": name,
        "channel": channel,
        "value": str(problem.value)[:_LONGEST_SHOWN],
        "measured": _figure(problem.measured),
        "bound": _figure(problem.bound),
        "unit": str(_UNITS.get(problem.rule.unit, "")),
    }


def _figure(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, (int, float, Decimal)):
        return so(value)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

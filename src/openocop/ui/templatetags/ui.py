"""Template filters and tags of the shared look. Every filter returns "" for an absent value."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any
from zlib import crc32

from django import forms, template
from django.forms.boundfield import BoundField
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from openocop.core.documents.vietnamese import average_text, date_long, date_short
from openocop.core.domain.legal_time import VIETNAM
from openocop.ui import words
from openocop.ui.domain import figures
from openocop.ui.domain.numbers import Number, decimal_text
from openocop.ui.languages import as_read

register = template.Library()
register.filter("as_read", as_read)


@register.filter
def so(value: Any, places: int | None = None) -> str:
    """Write a number: `1.234,5`; with `places`, exactly that many decimals: `{{ x|so:2 }}` gives `1.234,56`."""
    number = number_of(value)
    return "" if number is None else decimal_text(number, places)


@register.filter
def diem(value: Any, places: int = 2) -> str:
    """Write an average score with two decimals or `places`, never lifted to the next whole point: `75,33`."""
    number = number_of(value)
    return "" if number is None else average_text(Fraction(number), places)


@register.filter
def tien(value: Any) -> str:
    """Write an amount of whole VND: `65.000 đ`."""
    number = number_of(value)
    return "" if number is None else f"{decimal_text(number, 0)}\u00a0đ"


@register.filter
def ngay(value: date | datetime | None) -> str:
    """Write a legal day: `30/11/2022`. An aware instant is read in Vietnam."""
    return "" if not value else date_short(_day(value))


@register.filter
def ngay_dai(value: date | datetime | None) -> str:
    """Write a day in words: `ngày 30 tháng 11 năm 2022`, in English `30 November 2022`."""
    if not value:
        return ""
    day = _day(value)
    return date_long(day) if _speaks_vietnamese() else f"{day.day} {day:%B} {day.year}"


@register.filter
def gio(value: datetime | None) -> str:
    """Write the time of day of an instant in Vietnam: `14:32`."""
    return "" if not value else f"{_local(value):%H:%M}"


@register.filter
def luc(value: datetime | None) -> str:
    """Write an instant in Vietnam: `14 giờ 32, ngày 23/11/2026`."""
    if not value:
        return ""
    local = _local(value)
    day = date_short(local.date())
    if _speaks_vietnamese():
        return f"{local.hour} giờ {local.minute:02d}, ngày {day}"
    return f"{local:%H:%M}, {day}"


@register.filter
def sao(value: int | None) -> str:
    """Write a grade in words: `3 sao`."""
    if not value:
        return gettext("Star grade unknown")
    return ngettext("%(count)d star", "%(count)d stars", int(value)) % {"count": int(value)}


@register.filter
def role_name(value: Any) -> str:
    """Name a role in the reader's language."""
    return str(words.ROLE_NAMES.get(str(value), value))


@register.filter
def motif_tint(motif: str) -> str:
    return words.MOTIF_TINTS.get(motif, "green")


@register.filter
def motif_file(motif: str) -> str:
    """Return the address of a family's drawing, or of the neutral one for an unknown family."""
    return asset(f"ui/motifs/{motif if motif in words.MOTIF_TINTS else 'mac-dinh'}.svg")


@register.filter
def times(count: Any) -> range:
    """Return a range to loop over: `{% for i in 3|times %}`."""
    return range(int(count or 0))


@register.filter
def initials(name: str) -> str:
    """Return the first letters of the last two words of a name: "Nguyễn Thị Út" gives "TÚ"."""
    return "".join(word[0] for word in str(name).split()[-2:]).upper()


@register.filter(name="int")
def whole(value: Any) -> int:
    """Read a component's attribute as a whole number, for `{% blocktranslate count %}`."""
    return int(value or 0)


@register.filter
def is_checkbox(field: BoundField) -> bool:
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def is_group(field: BoundField) -> bool:
    """Say whether a field draws several inputs and is named by a group label."""
    return isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple | forms.MultiWidget)


@register.filter
def described(field: BoundField, hint: str = "") -> SafeString:
    """Draw the control of a bound field, tied to its hint and its error for those who listen to the page."""
    notes = [name for name, shown in (("hint", hint or field.help_text), ("error", field.errors)) if shown]
    attrs: dict[str, Any] = {}
    if notes:
        attrs["aria-describedby"] = " ".join(f"{field.auto_id}-{name}" for name in notes)
    if field.errors:
        attrs["aria-invalid"] = "true"
    if field.field.widget.attrs.get("placeholder") == field.label:
        attrs["placeholder"] = False  # a label repeated in the field only hides what is typed
    return field.as_widget(attrs=attrs)


@register.simple_tag
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """Draw an icon of the shipped sprite; `size` "s" or "l"; without `label` it is decoration."""
    return _use("ui/vendor/icons.svg", name, f"i {size}".strip(), label)


@register.simple_tag
def mark(name: str, css: str = "", label: str = "") -> SafeString:
    """Draw one of our own signs (stars, states, provenance)."""
    return _use("ui/marks.svg", name, css, label)


@register.simple_tag
def sign(state: str, family: str = "state") -> words.Sign:
    """Return shape, tone and word of a certificate's state, a plain shape, or (family "provenance") a source."""
    if family == "provenance":
        return words.PROVENANCE_SIGNS[state]
    return words.CERTIFICATE_SIGNS.get(state) or words.PLAIN_SIGNS[state]


@register.simple_tag
def verdict_class(kind: str) -> str:
    return words.VERDICT_CLASSES[kind]


@register.simple_tag
def alert_icon(kind: str) -> str:
    return words.ALERT_ICONS[kind]


@register.simple_tag
def spark(scores: Sequence[Any], average: Any) -> figures.Spark:
    numbers = [number for score in scores if (number := number_of(score)) is not None]
    return figures.spark(numbers, number_of(average))


@register.simple_tag
def spark_x(score: int) -> str:
    return figures.spark_x(score)


@register.simple_tag
def score_range(scores: Sequence[Any]) -> tuple[Fraction, Fraction]:
    """Return the lowest and the highest of the scores that are numbers."""
    numbers = [Fraction(number) for score in scores if (number := number_of(score)) is not None]
    return min(numbers), max(numbers)


@register.simple_tag
def strip_cells(states: Sequence[str]) -> figures.Strip:
    return figures.strip(states)


@register.simple_tag(takes_context=True)
def why_id(context: template.Context, reason: str) -> str:
    """Return an id for the reason beside a disabled button, unlike any other of this answer."""
    request = context.get("request")
    number = getattr(request, "reasons_drawn", 0) + 1
    if request is not None:
        request.reasons_drawn = number
    return f"why-{number}-{crc32(str(reason).encode()):x}"


@register.simple_tag(takes_context=True)
def page_query(context: template.Context, param: str, number: int) -> str:
    """Return the query string of this page with another page number."""
    query = context["request"].GET.copy()
    query[param] = str(number)
    return f"?{query.urlencode()}"


@register.simple_tag
def crumbs(*names_and_urls: str) -> list[tuple[str, str]]:
    """Pair names with addresses for `<c-breadcrumbs>`; the last address is "" because it is this page."""
    return list(zip(names_and_urls[::2], names_and_urls[1::2], strict=True))


@cache
def asset(path: str) -> str:
    """Return the address of one of our static files, which stands as long as the process."""
    return static(path)


@lru_cache(maxsize=1000, typed=True)  # by type too: a label that is safe is not one that is to be escaped
def _use(sprite: str, name: str, css: str, label: str) -> SafeString:
    said = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="{}" width="20" height="20" {}><use href="{}#{}"/></svg>', css, said, asset(sprite), name
    )


def number_of(value: Any) -> Number | None:
    """Return what a template gives as a number, None when it is none."""
    if value is None or value == "" or isinstance(value, bool):
        return None
    if isinstance(value, int | Decimal | Fraction):
        return value
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def _day(value: date | datetime) -> date:
    return _local(value).date() if isinstance(value, datetime) else value


def _local(value: datetime) -> datetime:
    return value.astimezone(VIETNAM) if timezone.is_aware(value) else value


def _speaks_vietnamese() -> bool:
    return (get_language() or "vi").startswith("vi")

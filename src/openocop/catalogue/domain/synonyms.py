"""The same thing by the names it has in the south and in the north: who types one finds the other."""

from __future__ import annotations

from itertools import islice

from openocop.core.domain.text import fold

# Everyday words of one meaning, south first.
_SAME = (
    *(("thịt heo", "thịt lợn"), ("heo rừng", "lợn rừng"), ("giò heo", "giò lợn"), ("heo quay", "lợn quay")),
    *(("hột", "hạt"), ("hột vịt", "trứng vịt"), ("hột gà", "trứng gà"), ("khoai mì", "sắn"), ("mè", "vừng")),
    *(("trái cây", "hoa quả"), ("bông súng", "hoa súng"), ("bông điên điển", "hoa điên điển"), ("nghêu", "ngao")),
    *(("bánh tráng", "bánh đa"), ("khổ qua", "mướp đắng"), ("tôm tích", "bề bề"), ("cà phê", "cafe")),
    *(("cá lóc", "cá quả"), ("cá lóc", "cá chuối"), ("chuối khô", "chuối sấy"), ("chuối ép", "chuối khô")),
)
# One way only: without its marks the first is also a common other word (lạc and chiếu lác, quả and quà, lợn and lớn).
_ALSO = (
    *(("lợn", "heo"), ("lạc", "đậu phộng"), ("ngô", "bắp"), ("quả", "trái"), ("na", "mãng cầu"), ("hoa", "bông")),
    *(("htx", "hợp tác xã"), ("tht", "tổ hợp tác"), ("hkd", "hộ kinh doanh"), ("cty", "công ty"), ("cssx", "cơ sở")),
    *(("hợp tác xã", "htx"), ("tổ hợp tác", "tht"), ("hộ kinh doanh", "hkd"), ("dntn", "doanh nghiệp tư nhân")),
)
_MOST = 4


def _by_phrase() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    found: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}
    for typed, also in (*_SAME, *((other, one) for one, other in _SAME), *_ALSO):
        one, other = tuple(fold(typed).split()), tuple(fold(also).split())
        found[one] = (*found.get(one, ()), other)
    return found


_OTHER = _by_phrase()
_LONGEST = max(map(len, _OTHER))


def said_elsewhere(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return `words` with one phrase said as elsewhere, at most four ways: ("heo", "quay") gives ("lon", "quay")."""
    spots = ((start, start + n) for n in range(_LONGEST, 0, -1) for start in range(len(words) - n + 1))
    ways = ((*words[:a], *other, *words[b:]) for a, b in spots for other in _OTHER.get(words[a:b], ()))
    return tuple(islice(dict.fromkeys(ways), _MOST))

"""Writes docs/channel-rules.md from the rules of the channels: `python -m scripts.channel_rules`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from openocop.channels.domain.rulebook import Channel, Rule, channels

PAGE = Path(__file__).resolve().parents[1] / "docs" / "channel-rules.md"
_HEAD = """# What each sales channel takes

Written by `python -m scripts.channel_rules` from `src/openocop/channels/rules/`; change it there. Every rule is
executed by `openocop channels check`, and `tests/unit/channels/test_rules.py` breaks each of its checks. "Told live"
is what a channel knows only of one shop or category: the printed value holds until it is asked. A rule that has a
condition asks only where it holds. Limits bind whoever sends; nothing sends yet, so that none is kept so far.
"""


def page() -> str:
    return "\n".join([_HEAD, *(line for channel in channels().values() for line in _channel(channel))])


def _channel(channel: Channel) -> Iterator[str]:
    yield f"## {channel.label}\n"
    yield f"`{channel.slug}`; texts in {channel.language}, prices in {channel.currency}. {channel.text}".rstrip() + "\n"
    yield "| Field | In our record | Asked | Checks | Weighs | Evidence | Source |"
    yield "|---|---|---|---|---|---|---|"
    for rule in channel.rules:
        yield _row(rule)
    yield ""
    for limit in channel.limits:
        facts = ", ".join(f"{name} {fact}" for name, fact in limit.facts.items() if name != "severity")
        yield f"- Limit `{limit.name}`: {facts}. {limit.text}".rstrip()
    if channel.limits:
        yield ""


def _row(rule: Rule) -> str:
    asked = f"where {rule.when}" if rule.when else ("always" if rule.required else "if stated")
    checks = [
        f"{name} {bound}" + (f" {rule.unit}" if name in {"min", "max"} else "") for name, bound in rule.bounds.items()
    ]
    checks += [f"told live by {rule.live}"] if rule.live else []
    weighs = rule.severity.value + (f" from {rule.since:%d/%m/%Y}" if rule.since else "")
    source = f"[{rule.source.note}]({rule.source.url})" if rule.source.url else rule.source.note
    cells = (
        *(
            f"`{rule.field}`",
            f"`{rule.at}`" if rule.at else "–",
            asked,
            f"{rule.kind}; {'; '.join(checks)}".rstrip("; "),
        ),
        *(weighs, rule.evidence.value.replace("_", " "), source),
    )
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

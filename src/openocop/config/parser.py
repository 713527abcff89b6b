"""The command line in Vietnamese: help texts, and one line for whatever is wrong with the arguments."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

_HELP = "xem hướng dẫn này"
# What the standard library says, and what a person reads.
_SAID: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.+)", "thiếu {0}"),
    (r"one of the arguments (.+) is required", "thiếu một trong {0}"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", "{0}: không có {1} (có: {2})"),
    (r"argument (.+?): invalid int value: (.+)", "{0}: {1} không phải số nguyên"),
    (r"argument (.+?): expected one argument", "{0}: thiếu giá trị"),
    (r"argument (.+?): expected at least one argument", "{0}: thiếu giá trị"),
    (r"argument (.+?): ignored explicit argument (.+)", "{0}: không nhận giá trị {1}"),
    (r"argument (.+?): not allowed with argument (.+)", "{0}: không đi cùng {1}"),
    (r"ambiguous option: (.+?) could match (.+)", "{0}: không rõ là {1}"),
    (r"unrecognized arguments: (.+)", "không hiểu {0}"),
    (r"argument (.+?): (.+)", "{0}: {1}"),
)


class _Formatter(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "cách dùng: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser whose help and refusals are Vietnamese; subcommands get the same."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**(options | {"add_help": False, "formatter_class": _Formatter}))
        self._positionals.title, self._optionals.title = "tham số", "tùy chọn"
        self.add_argument("-h", "--help", action="help", help=_HELP)

    def error(self, message: str) -> NoReturn:
        """Say on one line what is wrong and where to read on; exit 2."""
        self.exit(2, f"{self.prog}: {_in_vietnamese(message)} (xem {self.prog} --help)\n")


def _in_vietnamese(message: str) -> str:
    for said, told in _SAID:
        found = re.fullmatch(said, message, re.DOTALL)
        if found:
            return told.format(*(" ".join(group.replace("'", "").split()) for group in found.groups()))
    return " ".join(message.split())

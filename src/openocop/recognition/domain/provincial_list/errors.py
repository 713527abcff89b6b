"""Why a whole file cannot be read, each in one Vietnamese line that says what to do."""

from __future__ import annotations


class ListUnreadable(Exception):
    """The file as a whole cannot be read; `str(error)` is one line for a person, `code` a stable slug.

    Codes: `not_a_spreadsheet`, `empty`, `password_protected`, `too_large`, `too_many_rows`, `no_such_sheet`,
    `bad_mapping`, `no_product_column`, `no_rows`.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code

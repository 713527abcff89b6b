"""Writing papers one after another into a zip, with the index that follows from them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from openocop.core.domain.canonical import sha256_hex
from openocop.core.services.files import path_of
from openocop.core.services.packing import pack
from openocop.recognition.documents.archive_index import ArchiveFile, index_pdf
from openocop.recognition.domain.round_archive import INDEX_CSV, INDEX_PDF, SUMS, IndexRow, index_csv, page_count, sums
from openocop.recognition.services.archive_items import OURS, ArchiveItem, content_of

_DECLARED = b"pdfaid:part"


class Filling:
    """Yields papers for a pack and writes down what each is; `document` makes the index's paper of the rows.

    `moment` is of what is packed, not of the hour, so that the same content makes the same pack.
    """

    def __init__(
        self, items: Iterable[ArchiveItem], moment: datetime, document: Callable[[Sequence[IndexRow]], ArchiveFile]
    ) -> None:
        self._items, self._moment, self._document = items, moment, document
        self.rows: list[IndexRow] = []

    @property
    def document(self) -> ArchiveFile:
        return self._document(self.rows)

    def written(self) -> Path:
        """Return the pack as a file of its own; papers go in one after another, the index at the end."""
        folder = Path(settings.OPENOCOP_HOME) / "files"
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix="goi-", suffix=".zip", delete=False) as target:
            written = Path(target.name)
            try:
                pack(target, self._entries(), self._moment)
            except BaseException:
                written.unlink(missing_ok=True)
                raise
        return written

    def _entries(self) -> Iterator[tuple[str, bytes | Path]]:
        for item in self._items:
            yield from self._entry(item)
        index, listed = index_csv(self.rows), index_pdf(self.document)
        yield INDEX_CSV, index
        yield INDEX_PDF, listed
        pairs = [(row.path, row.sha256) for row in self.rows if not row.missing]
        yield SUMS, sums([*pairs, (INDEX_CSV, sha256_hex(index)), (INDEX_PDF, sha256_hex(listed))])

    def _entry(self, item: ArchiveItem) -> Iterator[tuple[str, bytes | Path]]:
        said = (item.group, item.title, item.number, item.dated)
        made, file = content_of(item)
        if made is None and file is None:
            note = item.note if item.content is None else _("The file is not in the system.")
            self.rows.append(IndexRow(*said, note=note))
            return
        content = made if made is not None else path_of(file.sha256).read_bytes() if file else b""
        note = item.note
        if file is not None and note != OURS and _DECLARED in content:
            declared = _("it calls itself PDF/A")
            note = f"{note}; {declared}"
        digest = sha256_hex(content)
        self.rows.append(
            IndexRow(*said, path=item.path, size=len(content), sha256=digest, pages=page_count(content), note=note)
        )
        yield item.path, path_of(file.sha256) if file else content

"""The decision that recognises products, with its annex. No form is prescribed; Decree 30/2020 gives the frame."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from openocop.core.documents.frame import (
    Letterhead,
    Marking,
    Signature,
    dated,
    letterhead_context,
    marking_context,
    numbered_symbol,
    signature_context,
)
from openocop.core.documents.pdf import render_pdf
from openocop.core.documents.text import bound
from openocop.core.documents.vietnamese import count_text, stars_text
from openocop.core.documents.word import render_word

_TEMPLATES = Path(__file__).resolve().parent / "templates"


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """A product in the annex; an unknown code stays empty."""

    number: int
    product_name: str
    product_code: str
    producer_name: str
    producer_address: str
    stars: int


@dataclass(frozen=True, slots=True)
class DecisionDocument:
    """Everything the decision states.

    `authority` stands above the legal bases as printed ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …"), `signatory` names it in the
    line under the annex's title ("Chủ tịch Ủy ban nhân dân tỉnh …"). Each article is its paragraphs, without "Điều n.".
    `potential`: the decision approves a result for the ministry to judge; it gives no star.
    """

    marking: Marking
    created_at: datetime
    letterhead: Letterhead
    subject: tuple[str, ...]
    authority: str
    signatory: str
    legal_bases: tuple[str, ...]
    articles: tuple[tuple[str, ...], ...]
    recipients: tuple[str, ...]
    signature: Signature
    annex_title: str
    annex_rows: tuple[AnnexRow, ...]
    potential: bool = False


def standard_articles(
    *, rows: Sequence[AnnexRow], territory: str, executors: str
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the three usual articles: what is recognised, for how long, and who carries it out.

    Args:
        rows: the products of the annex.
        territory: as printed, "tỉnh Cà Mau".
        executors: the bodies that carry it out, as printed, without the producers.

    Source: Decision 26/2026/QĐ-TTg, Art. 4.3 (36 months from issue) and Art. 7.6 (window of re-assessment).
    """
    return (
        _recognised(rows, territory),
        (
            "Giấy chứng nhận sản phẩm OCOP có giá trị 36 tháng kể từ ngày cấp. Chủ thể nộp hồ sơ đánh giá, "
            "phân hạng lại không sớm hơn 180 ngày và không muộn hơn 120 ngày trước ngày hết hạn.",
        ),
        (f"{executors} và các chủ thể có tên tại Phụ lục chịu trách nhiệm thi hành Quyết định này kể từ ngày ký./.",),
    )


def _recognised(rows: Sequence[AnnexRow], territory: str) -> tuple[str, ...]:
    producers = {(row.producer_name, row.producer_address) for row in rows}
    by_stars = Counter(row.stars for row in rows)
    ranks = [f"{count_text(by_stars[stars])} sản phẩm đạt hạng {stars_text(stars)}" for stars in sorted(by_stars)[::-1]]
    listed = (
        "sản phẩm, chủ thể, mã số và hạng sao"
        if any(row.product_code for row in rows)
        else "sản phẩm, chủ thể và hạng sao"
    )
    annex = f"Danh sách {listed} tại Phụ lục kèm theo Quyết định này."
    whose = f"của {count_text(len(producers))} chủ thể trên địa bàn {territory}"
    if len(by_stars) == 1:
        (stars,) = by_stars
        return (f"Công nhận {count_text(len(rows))} sản phẩm OCOP đạt hạng {stars_text(stars)} {whose}. {annex}",)
    ends = [";"] * (len(ranks) - 1) + ["."]
    return (
        f"Công nhận {count_text(len(rows))} sản phẩm OCOP {whose}, gồm:",
        *(f"{letter}) {rank}{end}" for letter, rank, end in zip("abc", ranks, ends, strict=False)),
        annex,
    )


def decision_pdf(doc: DecisionDocument) -> bytes:
    return render_pdf(_TEMPLATES / "decision.typ", decision_context(doc), created_at=doc.created_at)


def decision_docx(doc: DecisionDocument, template: bytes | None = None) -> bytes:
    """Return the decision for Word; `template` is an office's own `.docx`, None the shipped one."""
    source = (_TEMPLATES / "decision.docx").read_bytes() if template is None else template
    return render_word(source, decision_context(doc), created_at=doc.created_at)


def decision_context(doc: DecisionDocument) -> dict[str, object]:
    head = doc.letterhead
    return {
        "marks": marking_context(doc.marking),
        "head": letterhead_context(head),
        "title": "QUYẾT ĐỊNH",
        "subject": [bound(line) for line in doc.subject],
        "authority": doc.authority,
        "legal_bases": doc.legal_bases,
        "articles": [
            {"heading": f"Điều {number}.", "opening": paragraphs[0], "paragraphs": paragraphs[1:]}
            for number, paragraphs in enumerate(doc.articles, start=1)
        ],
        "recipients": doc.recipients,
        "signature": signature_context(doc.signature),
        "annex_title": bound(doc.annex_title),
        "annex_reference": [
            f"(Kèm theo Quyết định số {numbered_symbol(head)} {dated(head)}",
            f"của {doc.signatory})",
        ],
        "rank_head": "Kết quả" if doc.potential else "Hạng",
        "with_codes": any(row.product_code for row in doc.annex_rows),
        "with_addresses": any(row.producer_address for row in doc.annex_rows),
        "rows": [
            {
                "number": str(row.number),
                "product_name": row.product_name,
                "product_code": row.product_code,
                "producer_name": row.producer_name,
                "producer_address": row.producer_address,
                "stars": f"Tiềm năng {stars_text(row.stars)}" if doc.potential else stars_text(row.stars),
            }
            for row in doc.annex_rows
        ],
    }

"""What may become a template: an honest Word file that prints, repeats and leaves out values, nothing else."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document

from openocop.core.documents.word_package import MAX_XML_PART, PackageFault, PackageRefused, check_package
from openocop.core.documents.word_template import TemplateFaulty, check_template, placeholders
from openocop.recognition.documents.illustrations import MEANINGS, TEMPLATE_KINDS
from tests.unit.documents.test_word import template

SAMPLE = {
    "place": "Cà Mau",
    "head": {"number": "Số: 1"},
    "rows": [{"name": "Tôm", "cells": ["1", "2"]}],
    "notes": ["a"],
}
ROWS = "word/_rels/document.xml.rels"


def with_part(name: str, content: bytes, *, replaced: str = "") -> bytes:
    """Return a plain Word file with a part put in, or (`replaced`) its text put into a part that is there."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template("{{ place }}"))) as source, zipfile.ZipFile(made, "w") as target:
        for entry in source.namelist():
            data = source.read(entry)
            target.writestr(entry, data.replace(replaced.encode(), content) if entry == name and replaced else data)
        if not replaced:
            target.writestr(name, content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def damaged() -> bytes:
    """Return a document whose words no longer unpack, as after a bad line or a bad disk."""
    whole = template("{{ place }}")
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        begins = package.getinfo("word/document.xml").header_offset + 60
    return whole[:begins] + b"\xff" * 40 + whole[begins + 40 :]


@pytest.mark.parametrize("kind", TEMPLATE_KINDS)
def test_every_shipped_template_passes_and_each_value_is_explained(kind: str) -> None:
    paper = TEMPLATE_KINDS[kind]
    check_template(paper.shipped.read_bytes(), paper.sample())
    assert {one.name for one in placeholders(paper.sample())} <= set(MEANINGS)


def test_values_are_listed_with_an_example_and_the_list_they_belong_to() -> None:
    assert [(one.name, one.example, one.within) for one in placeholders(SAMPLE)] == [
        ("place", "Cà Mau", ""),
        ("head.number", "Số: 1", ""),
        ("rows", "", ""),
        ("item.name", "Tôm", "rows"),
        ("item.cells", "1; 2", "rows"),
        ("notes", "a", ""),
    ]


@pytest.mark.parametrize(
    ("body", "unknown"),
    [
        ("{{ plcae }} {{ nobody.name }}", ("nobody", "plcae")),
        ("{{ head.numbr }}", ("head.numbr",)),
        ("{% for row in rows %}{{ row.nme }}{% endfor %}", ("row.nme",)),
        ("{% if placed %}x{% endif %}", ("placed",)),
        ("{{ loop.index }}", ("loop",)),
    ],
)
def test_values_the_paper_does_not_hold_are_named(body: str, unknown: tuple[str, ...]) -> None:
    with pytest.raises(TemplateFaulty) as refused:
        check_template(template(body), SAMPLE)
    assert refused.value.unknown == unknown


@pytest.mark.parametrize(
    "body",
    [
        "{{ place.__class__ }}",
        "{{ place.upper() }}",
        "{% for n in range(9) %}x{% endfor %}",
        "{% for a in rows %}{% for b in rows %}x{% endfor %}{% endfor %}",
        "{% for a in 'abc' %}x{% endfor %}",
        "{{ place|safe }}",
        "{{ place|format(1) }}",
        "{% set x = 1 %}",
        "{% macro m() %}x{% endmacro %}",
        "{% include 'other' %}",
        "{{ 'a' * 999999999 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ place|attr('x') }}",
        "{{ [1, 2] }}",
    ],
)
def test_whatever_acts_or_goes_round_without_end_is_refused(body: str) -> None:
    with pytest.raises(TemplateFaulty):
        check_template(template(body), SAMPLE)


def test_tags_are_read_wherever_the_engine_runs_them() -> None:
    for source in (template("", header="{{ bad }}"), template("", title="{{ bad }}")):
        with pytest.raises(TemplateFaulty) as refused:
            check_template(source, SAMPLE)
        assert refused.value.unknown == ("bad",)


def test_loops_conditions_and_a_few_filters_are_free() -> None:
    body = (
        "{% for row in rows %}{{ loop.index }}. {{ row.name|upper }}{% for cell in row.cells %}{{ cell }}{% endfor %}"
        "{% if not loop.last %}; {% endif %}{% endfor %}{{ notes|join(', ') }}{{ head.number if place else '' }}"
    )
    check_template(template(body), SAMPLE)


def test_tags_that_do_not_fit_together_are_refused() -> None:
    with pytest.raises(TemplateFaulty) as refused:
        check_template(template("{% for row in rows %}"), SAMPLE)
    assert refused.value.broken


EXTERNAL = b'<Relationship Id="x9" Type="t" Target="file:///c:/x.dotm" TargetMode="External"/></Relationships>'


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"no zip", PackageFault.NO_WORD_FILE),
        (damaged(), PackageFault.NO_WORD_FILE),
        (b"x" * (5 * 1024 * 1024 + 1), PackageFault.TOO_LARGE),
        (with_part("word/vbaProject.bin", b"x"), PackageFault.MACROS),
        (with_part("word/embeddings/oleObject1.xls", b"x"), PackageFault.MACROS),
        (with_part(ROWS, EXTERNAL, replaced="</Relationships>"), PackageFault.REACHES_OUT),
        (with_part("word/more.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'), PackageFault.ENTITIES),
        (with_part("word/more.xml", "<x/>".encode("utf-16")), PackageFault.ENTITIES),
        (with_part("word/more.xml", b"<w:instrText>DDEAUTO c:\\x</w:instrText>"), PackageFault.FIELDS),
        (with_part("word/more.xml", b" " * (MAX_XML_PART + 1)), PackageFault.UNPACKS_TOO_LARGE),
        (with_part("word/media/a.png", b"\0" * (31 * 1024 * 1024)), PackageFault.UNPACKS_TOO_LARGE),
    ],
    ids=lambda value: value.value if isinstance(value, PackageFault) else "",
)
def test_a_file_with_code_a_bomb_or_a_way_out_is_refused(content: bytes, fault: PackageFault) -> None:
    with pytest.raises(PackageRefused) as refused:
        check_package(content)
    assert refused.value.fault == fault


def test_a_plain_document_is_taken() -> None:
    written = io.BytesIO()
    Document().save(written)
    check_package(written.getvalue())

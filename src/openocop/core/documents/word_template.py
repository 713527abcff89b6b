"""What an office's own Word template may ask for: values the paper holds, printed, repeated or left out. Nothing else.

The tags are read as a tree and every node is held against a short list, so a template can neither act nor go round
without end: a loop runs over a list of the paper's data, and a loop inside it over a list of its item.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from openocop.core.documents.word_package import check_package

MAX_LOOP_BODY = 200_000  # letters of XML that one round of a loop may print
_FILTERS = frozenset({"join", "length", "upper", "lower", "capitalize", "title", "trim", "first", "last", "default"})
_TESTS = frozenset({"defined", "none", "odd", "even", "divisibleby", "string", "mapping", "sequence", "true", "false"})
_LOOP = dict.fromkeys(("index", "index0", "first", "last", "length", "revindex", "revindex0"), "")
_PLAIN = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.Const, nodes.Compare, nodes.Operand),
    *(nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Concat, nodes.Keyword),
)
_FOOTNOTES = "footnotes+xml"
_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
_TAG = re.compile(r"\{[{%#]|[}%#]\}")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A value that a template may print. `name` as it is written, `example` from the illustrative paper.

    `within` is the list of whose items it is a part, "" at the top.
    """

    name: str
    example: str
    within: str = ""


class TemplateFaulty(Exception):
    """The tags of a template cannot be used. `unknown` names values the paper does not hold, `forbidden` what a
    template may not do, `broken` what the engine said of tags that do not fit together."""

    def __init__(self, *, unknown: Sequence[str] = (), forbidden: Sequence[str] = (), broken: str = "") -> None:
        super().__init__(f"unknown {unknown}, forbidden {forbidden}, broken {broken}")
        self.unknown, self.forbidden, self.broken = tuple(unknown), tuple(forbidden), broken


def placeholders(sample: Mapping[str, object]) -> list[Placeholder]:
    """Return every value of an illustrative paper, in its order; a list is followed by the parts of its items."""
    return list(_listed(sample, "", ""))


def _listed(value: Mapping[str, Any], prefix: str, within: str) -> Iterator[Placeholder]:
    for name, held in value.items():
        path = f"{prefix}{name}"
        if isinstance(held, Mapping):
            yield from _listed(held, f"{path}.", within)
        elif isinstance(held, str) or not isinstance(held, Sequence):
            yield Placeholder(path, "" if isinstance(held, bool) else str(held), within)
        else:
            yield from _listed_items(held, path, within)


def _listed_items(items: Sequence[Any], path: str, within: str) -> Iterator[Placeholder]:
    yield Placeholder(path, "; ".join(str(item) for item in items if isinstance(item, str)), within)
    merged = _merged(items)
    if isinstance(merged, Mapping):
        yield from _listed(merged, "item.", path)


def check_template(content: bytes, sample: Mapping[str, object]) -> None:
    """Refuse a Word file that cannot safely be a template of the paper of which `sample` is an example.

    Raises:
        PackageRefused: the file is no plain Word document.
        TemplateFaulty: its tags ask for what the paper does not hold, or do what a template may not do.
    """
    check_package(content)
    environment = ImmutableSandboxedEnvironment(autoescape=True)
    reading = _Reading(_schema(sample))
    try:
        for text in _tagged_texts(content):
            reading.read(environment.parse(text))
    except TemplateSyntaxError as wrong:
        raise TemplateFaulty(broken=wrong.message or "") from wrong
    except TemplateFaulty:
        raise
    except Exception as wrong:  # whatever the library meets in a broken file
        raise TemplateFaulty(broken=type(wrong).__name__) from wrong
    if reading.unknown or reading.forbidden:
        raise TemplateFaulty(unknown=sorted(reading.unknown), forbidden=sorted(reading.forbidden))


def _tagged_texts(content: bytes) -> Iterator[str]:
    """Yield what the engine will run: body, headers, footers, footnotes and properties."""
    document = DocxTemplate(io.BytesIO(content))
    document.init_docx()
    yield document.patch_xml(document.get_xml())
    for uri in (DocxTemplate.HEADER_URI, DocxTemplate.FOOTER_URI):
        for _key, part in document.get_headers_footers(uri):
            yield document.patch_xml(document.get_part_xml(part))
    for part in document.docx.part.package.parts:
        if part.content_type.endswith(_FOOTNOTES):
            yield document.patch_xml(part.blob.decode("utf-8"))
    for name in _PROPERTIES:
        yield getattr(document.docx.core_properties, name) or ""


def _schema(value: object) -> Any:
    """Return the shape of the data: mappings by name, a list as the one shape of its items, "" for a value."""
    if isinstance(value, Mapping):
        return {str(name): _schema(held) for name, held in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_schema(_merged(value))]
    return ""


def _merged(items: Sequence[Any]) -> Any:
    """Return one item that has the parts of all: a list empty in one item may be full in another."""
    mappings = [item for item in items if isinstance(item, Mapping)]
    if not mappings:
        return ""
    merged: dict[str, Any] = {}
    for item in mappings:
        for name, held in item.items():
            if not merged.get(name):
                merged[name] = held
    return merged


class _Reading:
    """Walks the tree of tags with the shape of the data; collects what is not there and what may not be."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self.unknown: set[str] = set()
        self.forbidden: set[str] = set()
        self._scope: list[dict[str, Any]] = [dict(schema)]

    def read(self, tree: nodes.Template) -> None:
        self._visit(tree)

    def _visit(self, node: nodes.Node) -> Any:
        if isinstance(node, nodes.Name):
            return self._named(node.name)
        if isinstance(node, nodes.Getattr):
            return self._part(node.node, node.attr)
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            return self._item(node, node.arg.value)
        if isinstance(node, nodes.For):
            return self._loop(node)
        if isinstance(node, nodes.Filter):
            return self._filter(node)
        if isinstance(node, nodes.Test):
            self._allow(node.name in _TESTS, f"is {node.name}")
        elif not isinstance(node, _PLAIN):
            self.forbidden.add(_written(node))
            return ""
        for child in node.iter_child_nodes():
            self._visit(child)
        return ""

    def _named(self, name: str) -> Any:
        for names in reversed(self._scope):
            if name in names:
                return names[name]
        self.unknown.add(name)
        return ""

    def _part(self, holder: nodes.Node, name: str) -> Any:
        shape = self._visit(holder)
        if isinstance(shape, Mapping) and name in shape:
            return shape[name]
        path = f"{_path(holder)}.{name}"
        if path.split(".")[0] not in self.unknown:
            (self.forbidden if name.startswith("_") else self.unknown).add(path)
        return ""

    def _item(self, node: nodes.Getitem, key: object) -> Any:
        shape = self._visit(node.node)
        if isinstance(shape, list) and isinstance(key, int):
            return shape[0]
        return self._part(node.node, str(key))

    def _loop(self, node: nodes.For) -> Any:
        shape = self._visit(node.iter)
        nested = len(self._scope) > 1
        own = not nested or _path(node.iter).split(".")[0] in self._scope[-1] | self._outer_items()
        self._allow(isinstance(shape, list) and isinstance(node.target, nodes.Name), f"for … in {_path(node.iter)}")
        self._allow(own and not node.recursive, f"for … in {_path(node.iter)}")
        self._allow(_letters(node.body) <= MAX_LOOP_BODY, f"for … in {_path(node.iter)}")
        target = node.target.name if isinstance(node.target, nodes.Name) else ""
        item = shape[0] if isinstance(shape, list) else ""
        self._scope.append({target: item, "loop": _LOOP})
        for child in (*node.body, *([node.test] if node.test else [])):
            self._visit(child)
        self._scope.pop()
        for child in node.else_:
            self._visit(child)
        return ""

    def _outer_items(self) -> dict[str, Any]:
        """Return the names that outer loops gave their items: only those may be gone through again inside."""
        return {name: shape for names in self._scope[1:] for name, shape in names.items() if name != "loop"}

    def _filter(self, node: nodes.Filter) -> Any:
        self._allow(node.name in _FILTERS and node.node is not None, f"| {node.name}")
        shape = self._visit(node.node) if node.node is not None else ""
        for argument in (*node.args, *node.kwargs):
            self._allow(isinstance(argument, nodes.Const), f"| {node.name}")
        return shape[0] if node.name in {"first", "last"} and isinstance(shape, list) else ""

    def _allow(self, allowed: bool, what: str) -> None:
        if not allowed:
            self.forbidden.add(what)


def _path(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem):
        return f"{_path(node.node)}.…"
    return "…"


def _written(node: nodes.Node) -> str:
    if isinstance(node, nodes.Call):
        return f"{_path(node.node)}(…)"
    return type(node).__name__.lower()


def _letters(body: Sequence[nodes.Node]) -> int:
    data = (found for node in body for found in node.find_all(nodes.TemplateData))
    own = sum(len(node.data) for node in data)
    return own + sum(len(node.data) for node in body if isinstance(node, nodes.TemplateData))

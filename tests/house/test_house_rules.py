"""The house rules that a program can hold: sizes, empty packages, stages set in services only, relations down."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "openocop"
LAYERS = (
    *("core", "ui", "geography", "accounts", "criteria", "registry", "places", "offers", "dossiers", "ideas"),
    *(
        "evaluation",
        "recognition",
        "proofs",
        "sealing",
        "channels",
        "monitoring",
        "catalogue",
        "buying",
        "enquiries",
        "gifts",
        "misuse",
        "transparency",
        "opendata",
        "api",
        "demo",
        "config",
    ),
)
MAX_FILE, MAX_FUNCTION, MAX_TEMPLATE = 400, 60, 150


def _python() -> Iterator[Path]:
    for folder in (SOURCE, ROOT / "tests", ROOT / "scripts", ROOT / "bench", ROOT / "rehearsal"):
        yield from (path for path in folder.rglob("*.py") if "migrations" not in path.parts)


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_longer_than_400_lines() -> None:
    assert [f"{path.relative_to(ROOT)}: {_lines(path)}" for path in _python() if _lines(path) > MAX_FILE] == []


def test_no_function_is_longer_than_60_lines() -> None:
    long = []
    for path in _python():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                length = node.end_lineno - node.lineno + 1
                if length > MAX_FUNCTION:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {length}")
    assert long == []


def test_no_template_is_longer_than_150_lines() -> None:
    templates = list(SOURCE.rglob("templates/**/*.html"))
    assert templates
    assert [f"{path.relative_to(ROOT)}: {_lines(path)}" for path in templates if _lines(path) > MAX_TEMPLATE] == []


def test_packages_are_empty_but_for_what_models_declare_public() -> None:
    full = []
    for path in SOURCE.rglob("__init__.py"):
        body = ast.parse(path.read_text(encoding="utf-8")).body
        statements = [node for node in body if not isinstance(node, ast.Expr)]
        if statements and path.parent.name != "models":
            full.append(str(path.relative_to(ROOT)))
    assert full == []


def test_no_module_is_named_for_nothing() -> None:
    assert [str(path) for path in _python() if path.stem in {"utils", "helpers", "misc", "common"}] == []


def test_a_stage_is_assigned_in_services_only() -> None:
    found = []
    for path in SOURCE.rglob("*.py"):
        if {"services", "migrations", "models"} & set(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            targets = node.targets if isinstance(node, ast.Assign) else []
            for target in targets:
                for leaf in ast.walk(target):
                    if isinstance(leaf, ast.Attribute) and leaf.attr == "stage":
                        found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == []


def test_relations_point_down() -> None:
    """A foreign key named by string would slip past the import contracts."""
    up = []
    for model in apps.get_models():
        here = model._meta.app_label
        if here not in LAYERS:
            continue
        for field in model._meta.get_fields():
            there = field.related_model._meta.app_label if field.is_relation and field.concrete else None
            if there in LAYERS and LAYERS.index(there) > LAYERS.index(here):
                up.append(f"{model._meta.label}.{field.name}")
    assert up == []


def test_every_tenant_row_carries_its_province() -> None:
    """Units are national facts, people work anywhere; revisions belong to a row that carries the province."""
    national = {"geography.AdministrativeUnit", "geography.UnitSuccession", "core.JournalActor"}
    national |= {"accounts.User", "accounts.SignIn"}
    parts = {"registry.ProducerRevision", "registry.ProductRevision"}
    without = {
        model._meta.label
        for model in apps.get_models()
        if model._meta.app_label in LAYERS and "province" not in {field.name for field in model._meta.fields}
    }
    assert without - national - parts == set()


@pytest.mark.parametrize(
    "pattern", [r"/wo[r]k/", r"[.]library/", r"pythonhos[t]ed", r"p[y]pi[.]org", r"registry[.]n[p]mjs"]
)
def test_no_tracked_text_names_a_machine_or_a_registry(pattern: str) -> None:
    text = {".py", ".md", ".txt", ".in", ".html", ".js", ".css", ".yaml", ".json", ".toml", ".csv"}
    found = [
        str(path.relative_to(ROOT))
        for folder in (SOURCE, ROOT / "docs", ROOT / "tests", ROOT / "scripts", ROOT / "requirements")
        for path in folder.rglob("*")
        if path.suffix in text and re.search(pattern, path.read_text(encoding="utf-8", errors="ignore"))
    ]
    assert found == []


def test_every_exemption_says_why() -> None:
    """`# noqa` and `type: ignore` name a rule and a reason."""
    bare = re.compile(r"# (?:noqa|type: ignore)(?!(?:\[|: )[^#\n]+(?:#| - ))")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in SOURCE.rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if bare.search(line)
    ]
    assert found == []

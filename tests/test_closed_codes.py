"""Code decides by members of the closed lists, never by their text: a text says nothing to the type checker."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.writer import MigrationWriter

from flows import vocabulary
from flows.vocabulary import Code

ROOT = Path(__file__).resolve().parents[1]
FIELDS: dict[str, type[Code]] = {
    "bound": vocabulary.Bound,
    "temporal": vocabulary.Temporal,
    "stage": vocabulary.Stage,
    "basis": vocabulary.Basis,
    "stance": vocabulary.Stance,
    "reliability": vocabulary.Reliability,
    "status": vocabulary.Status,
    "activity": vocabulary.Activity,
    "per": vocabulary.Per,
    "date_precision": vocabulary.DatePrecision,
    "credibility": vocabulary.Credibility,
}
"""The fields of claims that hold a closed code, as attributes, keys and arguments are named."""
FILES = [
    path
    for folder in ("flows", "dashboard")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts and "vocabulary" not in path.parts
]


def field_of(node: ast.AST) -> str:
    """The field that an expression reads: ``claim.bound``, ``row["bound"]``, ``bound``; "" for any other."""
    match node:
        case ast.Attribute(attr=name) | ast.Name(id=name) | ast.Subscript(slice=ast.Constant(value=str(name))):
            return name if name in FIELDS else ""
        case _:
            return ""


def texts(node: ast.AST) -> Iterator[str]:
    """The texts that an expression is, or is a tuple, list or set of."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
            for part in parts:
                yield from texts(part)


def decisions(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Where code compares, matches or looks up a coded field by the text of a code: the line and the text."""
    for node in ast.walk(tree):
        match node:
            case ast.Compare(left=left, comparators=others):
                sides = [left, *others]
                for field in filter(None, map(field_of, sides)):
                    for text in (text for side in sides for text in texts(side)):
                        if text in {code.code for code in FIELDS[field]}:
                            yield node.lineno, text
            case ast.Match(subject=subject, cases=cases) if field := field_of(subject):
                for pattern in (inner for each in cases for inner in ast.walk(each.pattern)):
                    if isinstance(pattern, ast.MatchValue):
                        yield from ((pattern.lineno, text) for text in texts(pattern.value))
            case ast.Subscript(value=ast.Dict(keys=keys), slice=index) if field := field_of(index):
                yield from ((node.lineno, text) for key in keys if key for text in texts(key))
            case ast.Call(func=ast.Name(id="Quantity"), args=[ast.Constant(value=str(text)), *_]):
                yield node.lineno, text


def one_of_several(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Where code compares with one floor or one ceiling, as if there were no other: the line and the member."""
    one_sided = {bound.name for bound in vocabulary.Bound if bound.is_floor or bound.is_ceiling}
    for compared in (node for node in ast.walk(tree) if isinstance(node, ast.Compare)):
        for node in ast.walk(compared):
            match node:
                case ast.Attribute(value=ast.Name(id="Bound") | ast.Attribute(attr="Bound"), attr=name):
                    if name in one_sided:
                        yield node.lineno, name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_decision_rests_on_the_text_of_a_code(path: Path) -> None:
    tree = ast.parse(path.read_text())
    found = list(decisions(tree))
    assert not found, f"{path.relative_to(ROOT)}: use the members of flows.vocabulary instead of {found}"
    found = list(one_of_several(tree))
    assert not found, f"{path.relative_to(ROOT)}: match, or ask for is_floor and is_ceiling, instead of {found}"


@pytest.mark.parametrize(
    "line",
    [
        'if claim.bound == "at-least": pass',
        'if row["stage"] in ("shipped", "delivered"): pass',
        'words = {"exact": "", "about": "about "}[quantity.bound]',
        'q = Quantity("up-to", high=high)',
        "match claim.basis:\n    case 'estimate': pass",
    ],
)
def test_each_kind_of_such_a_decision_is_found(line: str) -> None:
    assert list(decisions(ast.parse(line)))


def test_a_comparison_with_one_floor_is_found() -> None:
    assert list(one_of_several(ast.parse("wide = claim.bound in (v.Bound.AT_LEAST, Bound.UP_TO)")))
    assert not list(one_of_several(ast.parse("hedged = claim.bound is not Bound.EXACT")))


def test_a_member_is_its_stored_text() -> None:
    for code in (member for kind in FIELDS.values() for member in kind):
        assert isinstance(code, Code)
        assert code == code.code == str(code) == f"{code}"
        assert type(code.code) is str
        assert type(code).of(code.code) is code


def test_no_constraint_or_default_carries_a_member_into_a_migration() -> None:
    """A migration would import the enum that it was written from, and break once that moves."""
    models = apps.get_app_config("flows").get_models()
    written = [
        MigrationWriter.serialize(part)[0]
        for model in models
        for part in (*model._meta.constraints, *(field.get_default() for field in model._meta.local_concrete_fields))
        if not callable(part)
    ]
    assert not [text for text in written if "vocabulary" in text]

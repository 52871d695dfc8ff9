"""Which variables a template reads from its context, found by walking its compiled nodes, includes and parents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.template import Template, engines
from django.template.base import FilterExpression, Node, TextNode, Variable, VariableNode
from django.template.defaulttags import CsrfTokenNode, FirstOfNode, ForNode, IfNode, LoadNode, URLNode, WithNode
from django.template.library import InclusionNode, SimpleBlockNode, SimpleNode
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.templatetags.l10n import LocalizeNode
from django.templatetags.static import StaticNode

OPTIONAL = {
    "components/chart.html": {"alone", "brief"},
    "components/definitions.html": {"more_terms"},
    "components/field.html": {"any"},
    "components/quotes.html": {"large", "short", "stated"},
    "components/shipments_table.html": {"short"},
    "components/spans.html": {"caption"},
}
"""What an include may leave out: nothing stands for no."""

Path = tuple[str, ...]


def compiled(name: str) -> Template:
    """A template as Django compiles it."""
    compiled: Template = engines["django"].get_template(name).template  # type: ignore[attr-defined]
    return compiled


def paths_read(name: str) -> set[Path]:
    """Every variable that a template reads and does not set itself, as the path of its names: ``frame.title``."""
    return set(_of_template(compiled(name), {}, frozenset(("True", "False", "None"))))


def _of_template(template: Template, blocks: dict[str, BlockNode], bound: frozenset[str]) -> Iterator[Path]:
    for node in template.nodelist:
        if isinstance(node, ExtendsNode):
            # What stands outside of blocks in a child is never printed; its blocks replace those of the parent.
            parent = compiled(str(node.parent_name.var))  # type: ignore[union-attr]
            return (yield from _of_template(parent, {**node.blocks, **blocks}, bound))
    yield from _of_nodes(template.nodelist, blocks, bound)


def _of_nodes(nodes: Iterable[Node], blocks: dict[str, BlockNode], bound: frozenset[str]) -> Iterator[Path]:
    for node in nodes:
        yield from _of_node(node, blocks, bound)


def _of_node(node: Node, blocks: dict[str, BlockNode], bound: frozenset[str]) -> Iterator[Path]:
    match node:
        case TextNode() | LoadNode() | CsrfTokenNode():
            return
        case VariableNode():
            yield from _free([node.filter_expression], bound)
        case BlockNode():
            yield from _of_nodes(blocks.get(node.name, node).nodelist, blocks, bound)
        case ForNode():
            yield from _free([node.sequence], bound)
            inside = bound | {*node.loopvars, "forloop"}
            yield from _of_nodes([*node.nodelist_loop, *node.nodelist_empty], blocks, inside)
        case WithNode():
            yield from _free(node.extra_context.values(), bound)
            yield from _of_nodes(node.nodelist, blocks, bound | set(node.extra_context))
        case IfNode():
            for condition, branch in node.conditions_nodelists:
                yield from _free(_operands(condition), bound)
                yield from _of_nodes(branch, blocks, bound)
        case IncludeNode():
            name = str(node.template.var)
            yield from _free(node.extra_context.values(), bound)
            given = bound | set(node.extra_context) | OPTIONAL.get(name, set())
            yield from _of_template(compiled(name), {}, given)
        case FirstOfNode():
            yield from _free(node.vars, bound)
        case SimpleBlockNode() | SimpleNode() | InclusionNode() | URLNode() | LocalizeNode():
            yield from _free([*getattr(node, "args", ()), *getattr(node, "kwargs", {}).values()], bound)
            yield from _of_nodes(getattr(node, "nodelist", ()), blocks, bound)
            yield from _folded(node, bound)
        case StaticNode():
            yield from _free([node.path], bound)
        case _:
            raise TypeError(f"teach this walk what {type(node).__name__} reads")


def _folded(node: Node, bound: frozenset[str]) -> Iterator[Path]:
    """What is read by a template that a tag names: it prints a list that is folded, once for each of its parts."""
    for name in map(_literal, node.args if isinstance(node, InclusionNode) else ()):
        if name.endswith(".html"):
            yield from _of_template(compiled(name), {}, bound | {"items"} | OPTIONAL.get(name, set()))


def _literal(expression: Any) -> str:
    """The text that an argument is, "" where it is a variable."""
    return str(expression.var) if isinstance(getattr(expression, "var", None), str) else ""


def _operands(condition: Any) -> Iterator[Any]:
    """The expressions of a condition: it is a tree of operators with a literal at each leaf."""
    if condition is None:
        return
    if (value := getattr(condition, "value", None)) is not None:
        yield value
    yield from _operands(getattr(condition, "first", None))
    yield from _operands(getattr(condition, "second", None))


def _free(expressions: Iterable[Any], bound: frozenset[str]) -> Iterator[Path]:
    for expression in expressions:
        if not isinstance(expression, FilterExpression):
            continue
        arguments = [given for _, given_all in expression.filters for lookup, given in given_all if lookup]
        for variable in [expression.var, *arguments]:
            if isinstance(variable, Variable) and variable.lookups and variable.lookups[0] not in bound:
                yield tuple(variable.lookups)

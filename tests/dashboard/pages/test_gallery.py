"""The gallery and the charts know of one another: a chart's name stands once, and none is without its page."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from dashboard import charts
from dashboard.charts import ChartKind
from dashboard.pages.gallery import GALLERY
from flows.exporting.tables import TABLES


def kinds() -> Iterator[tuple[str, ChartKind]]:
    """Every kind of chart, found by walking the charts, with the module that it stands in."""
    for name in (info.name for info in iter_modules(charts.__path__)):
        module = import_module(f"{charts.__name__}.{name}")
        if hasattr(module, "CHART"):
            yield name, module.CHART


def test_every_chart_has_its_page_and_every_page_its_chart() -> None:
    found = [kind for _, kind in kinds()]
    assert len({kind.slug for kind in found}) == len(found)
    assert {kind.slug: id(kind) for kind in found} == {slug: id(plot.kind) for slug, plot in GALLERY.items()}


def test_the_claims_of_every_chart_are_in_a_list() -> None:
    assert {kind.table for _, kind in kinds()} <= set(TABLES)


def test_a_slug_stands_once() -> None:
    folder = Path(charts.__path__[0]).parent
    text = "\n".join(path.read_text() for part in ("charts", "pages") for path in (folder / part).rglob("*.py"))
    for _, kind in kinds():
        if "-" in kind.slug:
            assert text.count(f'"{kind.slug}"') == 1, kind.slug
        assert text.count(f'slug="{kind.slug}"') == 1

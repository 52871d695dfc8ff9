"""Charts: from results to one description of a chart, and from that to a drawing, a figure, a key and a table.

Nothing here runs a query or knows of a request. What is where::

    one file a chart     each with ``CHART``, its `ChartKind`, and a builder: a pure function from results (of
                         ``flows.measures`` and ``flows.records``) to a frozen `Chart`
    description          what a chart holds; `marks` makes its marks of claims, `words` what every chart says
    periods              figures for a period as rows below the running totals, by year, on an axis of their own
    running              which running totals and figures for a period a panel draws, and how the others are counted
    chosen               which accounts of a supplier are drawn where not all can be, and why the others are not
    grammar              what each thing that a claim can say looks like, in both renderers and in the key
    svg                  the drawing, from one file a form: field, panels, lanes, rows, multiples, areas,
                         strips, map
    figure               the plotly figure; imported from its own module, since plotly takes long to load
    key, table           the entries of the grammar that occur in a chart; the same claims as rows
    computed             computed lengths as rows on one scale: no claim has a mark in them; `inputs` lists the
                         claims that they are made of; `balance`, `pace`, `share` and `sum_parts` say what
                         the rows are, and `computed_rows` draws them
    standalone           an SVG file with title, source line, day and licence inside

A new chart is a file here with its ``CHART``, and an entry in `dashboard.pages.gallery` that says how its question is
answered; a test holds that no ``CHART`` is without one.

Text for the page is on the chart: ``title``, ``subtitle``, ``summary`` (one paragraph), ``notes`` (sentences),
``source_line``. A drawing holds none of the visible titles: the page prints them in the caption. ``chart.css`` and
``explore.js`` expect the markup of ``templates/components/chart.html``. What a number is about in time stands in its
label; an axis of time ends with the day of the question, which `until` is given: nothing here reads a clock.
"""

from dashboard.charts.description import Chart, Document, Layout, Mark
from dashboard.charts.key import GRAMMAR, KeyEntry, key_entries, key_entry
from dashboard.charts.kind import ChartKind, WithEvents, finished, graded, until
from dashboard.charts.standalone import LICENCE, standalone
from dashboard.charts.svg import Drawings, draw, opening_elsewhere
from dashboard.charts.table import TableRow, table_rows
from dashboard.charts.theme import Theme

__all__ = [
    "GRAMMAR",
    "LICENCE",
    "Chart",
    "ChartKind",
    "Document",
    "Drawings",
    "KeyEntry",
    "Layout",
    "Mark",
    "TableRow",
    "Theme",
    "WithEvents",
    "draw",
    "finished",
    "graded",
    "key_entries",
    "key_entry",
    "opening_elsewhere",
    "standalone",
    "table_rows",
    "until",
]

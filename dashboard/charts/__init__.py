"""Charts: from results to one description of a chart, and from that to a drawing, a figure and a table.

Nothing here runs a query or knows of a request: builders are pure functions from results (of
``flows.measures`` and ``flows.records``) to a frozen `Chart`, and everything that is shown comes from it.

Builders, one a file::

    comparison_chart(left, right, *, codes=None, slug="comparison", title="") -> Chart
    movement_chart(*answers, events=(), slug="movement", title="") -> Chart
    span_chart(course, events=(), *, slug="span", title="") -> Chart
    stated_ratio_chart(ratios, *, compared=("rounds-fired", "firepower"), events=(), as_of=None,
                       slug="stated-ratios", title="") -> Chart
    ladder_chart(answer, events=(), *, slug="ladder", title="") -> Chart
    rates_chart(rates, activity="fired", *, as_of=None, slug="rates", title="") -> Chart
    route_map_chart(routes, places, world, *, slug="routes", title="") -> Chart
    stages_chart(answer, *, slug="stages", title="") -> Chart
    evidence_chart(claims, *, as_of=None, slug="evidence", title="") -> Chart
    supply_chart(outcome, claims, *, as_of=None, slug="supply", title="") -> Chart

``answers``, ``left``, ``right`` are `FlowAnswer`, ``course`` a `Course`; ``ratios``, ``rates``, ``routes``, ``places``
and ``events`` are records; ``codes`` is the set of claims to draw, in the order of the given sequence. ``activity`` is
"fired" (rounds a day) or "produced" (produced, capacity and target, rounds a year). ``world`` comes from `world()`,
which reads the outlines beside this package. ``claims`` are shipments, and ``outcome`` their sum or the refusal of one.

What is made of a chart::

    draw(chart, "wide" | "narrow") -> str              inline SVG: put both in the page, chart.css shows one
    standalone(chart, "light" | "dark") -> str         an SVG file with title, source line, day and licence inside
    table_rows(chart) -> tuple[TableRow, ...]          the table twin, every mark and what could not be drawn
    key_entries(chart) -> tuple[KeyEntry, ...]         (.svg, .words): the grammar that occurs in this chart
    dashboard.charts.figure.figure(chart, theme) -> dict    the plotly figure, ready for JSON

The last is imported from its own module, so that a page without a figure does not load plotly.

Text for the page is on the chart: ``title``, ``subtitle``, ``summary`` (one paragraph), ``notes`` (sentences),
``source_line``. `draw` holds none of the visible titles: the page prints them in the caption. The markup that
chart.css and explore.js expect::

    <figure class="chart" id="chart-SLUG" data-figure="/charts/SLUG/figure.json?..." data-plotly="URL of bundle"
            data-plotly-css="URL of plotly.css" data-topojson="URL of world topojson (maps only)">
      <figcaption> <h2 class="chart-title">...</h2> <p class="chart-subtitle">...</p> </figcaption>
      <div class="chart-stage"> draw(chart, "wide") draw(chart, "narrow") </div>
      <ul class="chart-key"> <li>entry.svg entry.words</li> ... </ul>
      <p class="chart-notes">...</p>
      <div class="chart-foot"> <p class="chart-source">...</p> links: table, CSV, PNG, cite
        <button type="button" class="chart-explore" hidden>Explore</button> </div>
      <p class="chart-status" role="status"></p>
    </figure>

explore.js unhides the button; it asks for ``data-figure`` with ``theme=light|dark`` added.
"""

from dashboard.charts.asides import aside_note
from dashboard.charts.comparison import comparison_chart
from dashboard.charts.description import Chart, Layout, Mark, Theme
from dashboard.charts.evidence import evidence_chart
from dashboard.charts.key import KeyEntry, key_entries
from dashboard.charts.ladder import ladder_chart
from dashboard.charts.movement import movement_chart
from dashboard.charts.rates import rates_chart
from dashboard.charts.route_map import route_map_chart
from dashboard.charts.span import span_chart
from dashboard.charts.stages import stages_chart
from dashboard.charts.standalone import LICENCE, standalone
from dashboard.charts.stated_ratios import stated_ratio_chart
from dashboard.charts.supply import supply_chart
from dashboard.charts.svg import draw, height_at, opening_elsewhere
from dashboard.charts.table import TableRow, table_rows
from dashboard.charts.world import world

__all__ = [
    "LICENCE",
    "Chart",
    "KeyEntry",
    "Layout",
    "Mark",
    "TableRow",
    "Theme",
    "aside_note",
    "comparison_chart",
    "draw",
    "evidence_chart",
    "height_at",
    "key_entries",
    "ladder_chart",
    "movement_chart",
    "opening_elsewhere",
    "rates_chart",
    "route_map_chart",
    "span_chart",
    "stages_chart",
    "standalone",
    "stated_ratio_chart",
    "supply_chart",
    "table_rows",
    "world",
]

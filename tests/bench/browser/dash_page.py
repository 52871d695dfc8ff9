"""A plain Dash page of one of our charts, as its documentation shows one: what readers would wait for instead.

Run by the benchmark in an environment of its own: ``python dash_page.py PORT FIGURE.json``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from dash import Dash, dcc, html


def main(port: int, figure: Path) -> None:
    """Serve until stopped."""
    app = Dash(__name__)
    app.layout = html.Main(
        [html.H1("What each side was said to have received"), dcc.Graph(figure=json.loads(figure.read_text()))]
    )
    app.run(host="127.0.0.1", port=port, debug=False)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))

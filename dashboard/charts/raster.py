"""A drawing as an image: made on the server, alike on every machine, without a browser."""

from __future__ import annotations

from pathlib import Path

import resvg_py

_FACES = [str(face) for face in sorted((Path(__file__).parent / "faces").glob("*.ttf"))]


def png(drawing: str, width: int) -> bytes:
    """An SVG of ours as a PNG, so many pixels wide, its words in the site's fonts; ValueError for what is no SVG."""
    return bytes(resvg_py.svg_to_bytes(svg_string=drawing, width=width, skip_system_fonts=True, font_files=_FACES))

"""The site's fonts for images that the server makes: the same letters as in `static/fonts`, unpacked and renamed.

``uv run --with fonttools --with brotli dashboard/vendoring/faces.py``, after `make vendor` has brought new fonts.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parents[1]
FACES = {
    "source-sans-3": ("MF Sans", (400, 600)),
    "source-serif-4": ("MF Serif", (600,)),
}
FAMILY, STYLE, FULL, POSTSCRIPT, TYPOGRAPHIC_FAMILY, TYPOGRAPHIC_STYLE = 1, 2, 4, 6, 16, 17


def main() -> None:
    """Write each face beside the code that draws with it, under the name that drawings call it by."""
    for name, (family, weights) in FACES.items():
        for weight in weights:
            for script in ("latin", "latin-ext"):
                file = f"{name}-{script}-{weight}-normal"
                font = TTFont(HERE / "static" / "fonts" / f"{file}.woff2")
                font.flavor = None
                style = "Regular" if weight == 400 else "SemiBold"
                names = {
                    FAMILY: family,
                    TYPOGRAPHIC_FAMILY: family,
                    STYLE: style,
                    TYPOGRAPHIC_STYLE: style,
                    FULL: f"{family} {style}",
                    POSTSCRIPT: f"{family.replace(' ', '')}-{style}",
                }
                for record in font["name"].names:
                    record.string = names.get(record.nameID, record.string)
                font.save(HERE / "charts" / "faces" / f"{file}.ttf")


if __name__ == "__main__":
    main()

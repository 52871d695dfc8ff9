"""How to ask the API from a shell, a notebook, R and a web page: a comparison, ready to paste."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flows.subject import subject

_FLOW = "supplier/recipient/munition"
"""What stands for a flow where the subject names none to try."""
_CURL = """\
curl --compressed '{site}/api/v1/compare/brief/?left={left}&right={right}{and_day}'
curl --compressed -O -J '{site}/api/v1/shipments.csv?supplier={supplier}&recipient={recipient}{and_day}'
"""
_PANDAS = """\
import json, urllib.request
import pandas as pd

api = "{site}/api/v1"
question = "left={left}&right={right}{and_day}"
answer = json.load(urllib.request.urlopen(f"{{api}}/compare/?{{question}}"))
heads = pd.DataFrame(answer["left"]["heads"] + answer["right"]["heads"])
print(heads[["claimant_name", "period", "bound", "low", "point", "high", "basis", "text"]])
print([ratio["text"] for ratio in answer["stated"]])
claims = pd.read_csv(f"{{api}}/shipments.csv?supplier={supplier}{and_day}", parse_dates=["claimed_on"])
"""
_POLARS = """\
import duckdb  # Its extension httpfs, which it fetches once by itself, reads addresses.
import polars as pl

api = "{site}/api/v1"
claims = pl.read_csv(f"{{api}}/shipments.csv?supplier={supplier}", try_parse_dates=True, infer_schema_length=None)
print(claims.select("claimed_on", "claimant", "period", "bound", "low", "point", "high", "basis", "text"))
months = duckdb.read_csv(f"{{api}}/series.csv?flow={left}")
print(months.filter("entry = 'span'").select("day, stage, unit, lowest_stated, highest_stated, text"))
"""
_R = """\
api <- "{site}/api/v1"
claims <- read.csv(paste0(api, "/shipments.csv?supplier={supplier}&recipient={recipient}{and_day}"), na.strings = "")
claims$claimed_on <- as.Date(claims$claimed_on)
claims[, c("claimed_on", "claimant", "period", "bound", "low", "point", "high", "basis", "superseded_by")]
"""
_JAVASCRIPT = """\
const question = new URLSearchParams({{ supplier: "{supplier}", recipient: "{recipient}" }});
const response = await fetch(`{site}/api/v1/shipments/?${{question}}`);
const {{ results, next }} = await response.json();
console.log(results.map((claim) => claim.text), next);
"""
_MIRROR = """\
import json, pathlib, urllib.request

file, page = pathlib.Path("mirror.json"), "{site}/api/v1/updates/"
mirror = json.loads(file.read_text()) if file.exists() else {{"until": None, "records": {{}}}}
page += f"?modified_since={{mirror['until']}}" if mirror["until"] else ""
while page:
    answer = json.load(urllib.request.urlopen(page))
    for table, records in answer["records"].items():
        mirror["records"].setdefault(table, {{}}).update({{record["code"]: record for record in records}})
    for gone in answer["gone"]:
        del mirror["records"][gone["table"]][gone["code"]]
    page, mirror["until"] = answer["next"], answer["until"]
file.write_text(json.dumps(mirror))
"""
_TALKING = """\
# pip install "mcp>=2"
import asyncio
from mcp.client.client import Client

async def main():
    async with Client("{site}/mcp/") as client:
        goods = {{"supplier": "{supplier}", "recipient": "{recipient}", "munition": "{munition}"{as_of}}}
        answer = await client.call_tool("flow", goods)
        print(answer.content[0].text)

asyncio.run(main())
"""
_CLIENT = """\
pip install openapi-python-client
cat > files.yaml <<'END'
content_type_overrides:
  application/zip: application/octet-stream
  application/vnd.openxmlformats-officedocument.spreadsheetml.sheet: application/octet-stream
END
openapi-python-client generate --url '{site}/api/v1/schema/' --config files.yaml
"""


@dataclass(frozen=True, slots=True)
class Example:
    """One way to ask: its name, the language that it is in, and what to paste."""

    title: str
    language: str
    text: str


def examples(site: str, as_of: date | None = None) -> tuple[Example, ...]:
    """Every example, with the address of the site in it, and the flows and the day of the subject."""
    values = _values(as_of)
    return tuple(
        Example(title, language, text.format(site=site, **values))
        for title, language, text in (
            ("curl", "sh", _CURL),
            ("Python with pandas", "python", _PANDAS),
            ("Python with polars and DuckDB", "python", _POLARS),
            ("R", "r", _R),
            ("JavaScript", "javascript", _JAVASCRIPT),
            ("A typed Python client, made from the schema", "sh", _CLIENT),
        )
    )


def _values(as_of: date | None) -> dict[str, str]:
    """What stands in the examples: the flows and the day of the subject."""
    shown = subject().examples
    left, right, day = (shown.get(name, "") for name in ("flow", "other-flow", "day"))
    names = dict(zip(("supplier", "recipient", "munition"), (left or _FLOW).split("/"), strict=True))
    if as_of is not None and day > as_of.isoformat():
        day = ""  # A page about an earlier day names no later one.
    on_day = {"and_day": f"&as_of={day}" if day else "", "as_of": f', "as_of": "{day}"' if day else ""}
    return {**names, **on_day, "left": left or _FLOW, "right": right or _FLOW}


def talking(site: str, as_of: date | None = None) -> Example:
    """How a program that talks calls a tool, by the official SDK."""
    return Example("Python with the Model Context Protocol", "python", _TALKING.format(site=site, **_values(as_of)))


def mirroring(site: str) -> Example:
    """How to keep a copy of every record true, with one request a day."""
    return Example("Python alone", "python", _MIRROR.format(site=site))


def as_markdown(site: str) -> str:
    """The examples as the description of the API prints them."""
    shown = (f"**{each.title}**\n\n```{each.language}\n{each.text}```" for each in examples(site))
    return "\n\n".join(("Ready to paste:", *shown))

"""How to ask the API from a shell, a notebook, R and a web page: the comparison of June 2024, ready to paste."""

from __future__ import annotations

from dataclasses import dataclass

_CURL = """\
curl --compressed '{site}/api/v1/compare/?left=kp/ru/artillery-round&right=eu/ua/artillery-round&as_of=2024-06-14'
curl --compressed -O -J '{site}/api/v1/shipments.csv?supplier=kp&recipient=ru&as_of=2024-06-14'
"""
_PANDAS = """\
import json, urllib.request
import pandas as pd

api = "{site}/api/v1"
question = "left=kp/ru/artillery-round&right=eu/ua/artillery-round&as_of=2024-06-14"
answer = json.load(urllib.request.urlopen(f"{{api}}/compare/?{{question}}"))
heads = pd.DataFrame(answer["left"]["heads"] + answer["right"]["heads"])
print(heads[["claimant_name", "period", "bound", "low", "point", "high", "basis", "text"]])
print([ratio["text"] for ratio in answer["stated"]])
claims = pd.read_csv(f"{{api}}/shipments.csv?supplier=kp&as_of=2024-06-14", parse_dates=["claimed_on"])
"""
_R = """\
api <- "{site}/api/v1"
claims <- read.csv(paste0(api, "/shipments.csv?supplier=kp&recipient=ru&as_of=2024-06-14"), na.strings = "")
claims[, c("claimed_on", "claimant", "period", "bound", "low", "point", "high", "basis", "superseded_by")]
"""
_JAVASCRIPT = """\
const question = new URLSearchParams({{ supplier: "kp", recipient: "ru", as_of: "2024-06-14" }});
const response = await fetch(`{site}/api/v1/shipments/?${{question}}`);
const {{ results, next }} = await response.json();
console.log(results.map((claim) => claim.text), next);
"""
_TALKING = """\
import asyncio
from mcp.client.client import Client

async def main():
    async with Client("{site}/mcp/") as client:
        shells = {{"supplier": "kp", "recipient": "ru", "munition": "artillery-round", "as_of": "2024-06-14"}}
        answer = await client.call_tool("flow", shells)
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


def examples(site: str) -> tuple[Example, ...]:
    """Every example, with the address of the site in it."""
    return tuple(
        Example(title, language, text.format(site=site))
        for title, language, text in (
            ("curl", "sh", _CURL),
            ("Python with pandas", "python", _PANDAS),
            ("R", "r", _R),
            ("JavaScript", "javascript", _JAVASCRIPT),
            ("A typed Python client, made from the schema", "sh", _CLIENT),
        )
    )


def talking(site: str) -> Example:
    """How a program that talks calls a tool, by the official SDK."""
    return Example("Python with the Model Context Protocol", "python", _TALKING.format(site=site))


def as_markdown(site: str) -> str:
    """The examples as the description of the API prints them."""
    shown = (f"**{each.title}**\n\n```{each.language}\n{each.text}```" for each in examples(site))
    return "\n\n".join(("The comparison of June 2024, ready to paste:", *shown))

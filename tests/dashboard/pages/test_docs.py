"""The documentation says what is so, needs no script, and what it shows to be tried works as it is printed."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from dashboard.pages.docs import PROVOKED, REMEDIES
from dashboard.pages.ideas import IDEAS, Idea
from flows.agents.tools import tools
from flows.api.examples import examples, talking
from flows.api.problems import KINDS
from flows.api.shapes import components
from flows.api.views.document import document
from flows.subject import subject
from tests.dashboard.pages.markup import Markup

SUBJECTS = pytest.mark.parametrize("idea", IDEAS, ids=lambda idea: idea.slug)


@pytest.mark.django_db
def test_where_to_begin(client: Client) -> None:
    page = Markup(client.get("/docs/").content.decode())
    assert "import pandas as pd" in page.text
    assert {f"/docs/ideas/{idea.slug}/" for idea in IDEAS} <= set(page.values("href"))
    assert {"/docs/errors/", "/docs/reference/", "/llms.txt"} <= set(page.values("href"))
    for tool in tools().values():
        assert f"{tool.name} {tool.operation.summary}." in page.text
    assert "http://testserver/mcp/" in page.text


@pytest.mark.django_db
@SUBJECTS
def test_an_idea_says_where_it_stands(client: Client, idea: Idea) -> None:
    page = Markup(client.get(f"/docs/ideas/{idea.slug}/").content.decode())
    assert idea.title in page.text
    for words in (*idea.paragraphs, *idea.mistakes):
        assert words in page.text
    for shape, name in idea.fields:
        assert components()[shape]["properties"][name].get("description", "") in page.text
    for address in map(subject().example, (idea.asked, idea.page)):
        assert address in page.values("href")
        assert client.get(address).status_code == 200


@pytest.mark.django_db
def test_an_idea_that_there_is_not(client: Client) -> None:
    assert client.get("/docs/ideas/truth/").status_code == 404


@pytest.mark.django_db
def test_every_problem_has_its_place_and_its_remedy(client: Client) -> None:
    page = Markup(client.get("/docs/errors/").content.decode())
    for kind in KINDS:
        assert kind.slug in page.values("id")
        assert f"Status {kind.status}. {kind.meaning} {REMEDIES[kind.slug]}" in page.text


@pytest.mark.django_db
@pytest.mark.parametrize("slug", PROVOKED)
def test_the_type_of_a_problem_leads_to_its_place(client: Client, slug: str) -> None:
    problem = client.get(subject().example(PROVOKED[slug])).json()
    address, _, place = problem["type"].partition("#")
    assert place == slug
    assert place in Markup(client.get(address.removeprefix("http://testserver")).content.decode()).values("id")


@pytest.mark.django_db
def test_the_reference_has_every_address_and_every_parameter(client: Client) -> None:
    text = client.get("/docs/reference/").content.decode()
    page = Markup(text)
    for path, item in document()["paths"].items():
        if not path.endswith((".csv", ".xlsx", ".zip", "/schema/", "/docs/")):
            assert f"<code>{path}</code>" in text
            assert f"operation-{item['get']['operationId']}" in page.values("id")
    section = text.partition('id="operation-compare_flows"')[2].partition("<section")[0]
    for name in ("left", "right", "as_of", "recorded", "stage", "pairs"):
        assert f"<code>{name}</code>" in section
    assert "(needed)" in section


@pytest.mark.django_db
def test_what_is_for_programs_that_read_leads_somewhere(client: Client) -> None:
    answer = client.get("/llms.txt")
    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    text = answer.content.decode()
    assert text.startswith("# Munitions Flows\n\n> Claims about munitions flows")
    links = re.findall(r"\]\(http://testserver(/[^)]*)\)", text)
    assert len(links) >= 12
    for link in links:
        assert client.get(link).status_code == (405 if link == "/mcp/" else 200), link


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/docs/", "/docs/errors/", "/docs/reference/", "/docs/ideas/spans/"])
def test_a_parameter_that_is_not_known_is_named(client: Client, path: str) -> None:
    assert "there is no parameter 'q'" in Markup(client.get(f"{path}?q=1").content.decode()).text


def ran(command: list[str], folder: Path) -> str:
    """What a program prints."""
    return subprocess.run(command, capture_output=True, check=True, text=True, cwd=folder).stdout


def example(title: str, site: str) -> str:
    """One example for the running site."""
    return next(one.text for one in examples(site) if one.title == title)


def test_the_example_for_programs_that_talk_works(site: str, tmp_path: Path) -> None:
    printed = ran([sys.executable, "-c", talking(site).text], tmp_path)
    assert "up to 4.8 million artillery rounds from North Korea to Russia" in printed
    assert "As known on 2024-06-14 (as_of)" in printed


@pytest.mark.skipif(shutil.which("node") is None, reason="Node is not installed: the JavaScript example was not tried")
def test_the_example_for_javascript_works(site: str, tmp_path: Path) -> None:
    printed = ran(["node", "--input-type=module", "-e", example("JavaScript", site)], tmp_path)
    assert "up to 4.8 million artillery rounds from North Korea to Russia" in printed


@pytest.mark.skipif(
    not (find_spec("polars") and find_spec("duckdb")), reason="polars and DuckDB are not installed: not tried"
)
def test_the_example_for_polars_and_duckdb_works(site: str, tmp_path: Path) -> None:
    printed = ran([sys.executable, "-c", example("Python with polars and DuckDB", site)], tmp_path)
    assert "lowest_stated" in printed


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed: the example for it was not tried")
def test_the_example_for_r_works(site: str, tmp_path: Path) -> None:
    (tmp_path / "example.R").write_text(f"print(nrow({{ {example('R', site)} }}))", encoding="utf-8")
    assert int(ran(["Rscript", "example.R"], tmp_path).split()[-1]) > 10


def test_the_docs_are_whole_without_a_script(site: str, open_page: Any) -> None:
    for path in ("/docs/", "/docs/errors/", "/docs/reference/", "/docs/ideas/heads/"):
        page = open_page(path, java_script_enabled=False)
        # With room a fold is open by itself, and its summary is not shown.
        for summary in page.locator("main details > summary:visible").all()[:6]:
            summary.click()
        assert page.locator("main pre:visible, main dl:visible").count() >= 1, path

"""A stranger's hour: what `dashboard/docs/subject.md` tells, step by step, from an empty folder to a served site.

The machine's time is measured. A person's is reckoned, by a model that is stated in `Pace`: so many words read, letters
typed, rows thought about, commands waited for and faults mended. `python -m tests.drills.strangers_hour` prints both.
"""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.drills.serving import ROOT, environment, serving

EXAMPLE = ROOT / "tests" / "second_subject"
TOLD = ROOT / "dashboard" / "docs" / "subject.md"
OWN_ROWS: Mapping[str, tuple[dict[str, str], ...]] = {
    "actors": ({"code": "reed-band", "name": "Reed Band (invented)", "kind": "armed-group"},),
    "munitions": ({"code": "seed", "name": "Seed", "plural": "sacks of seed", "unit": "sack"},),
    "places": (
        {
            "code": "alder-field",
            "name": "Alder Field",
            "kind": "airport",
            "lat": "-12.020",
            "lon": "-77.110",
            "actor": "aldermark",
            "role": "Where seed is loaded",
            "source": "gazette-harvest",
            "coordinate_basis": "approximate",
        },
    ),
    "routes": (
        {
            "route": "alder-air",
            "leg": "1",
            "from_place": "alder-field",
            "to_place": "cor-haven",
            "mode": "flight",
            "distance_km": "2300",
            "distance_basis": "stated, about",
            "source": "gazette-harvest",
        },
    ),
    "shipments": (
        {
            "code": "harbours-2019-05-seed",
            "claimant": "aldermark-harbours",
            "source": "gazette-answer",
            "claimed_on": "2019-05-20",
            "date_precision": "day",
            "stance": "asserts",
            "supplier": "aldermark",
            "recipient": "reed-band",
            "munition": "seed",
            "stage": "shipped",
            "basis": "reported-count",
            "bound": "about",
            "point": "300",
            "temporal": "cumulative",
            "period_start": "2018-09-01",
            "period_end": "2019-05-15",
            "start_basis": "stated",
            "credibility": "3",
            "statement": "The harbour office counted about 300 sacks of seed flown to the Reed Band.",
        },
    ),
}
"""What the stranger adds that no list of ours has: a kind of party, of place and of transport, and a unit."""
LISTS = {
    "actor_kind": [{"code": "armed-group", "label": "armed group", "meaning": "A force of no state."}],
    "place_kind": [{"code": "airport", "label": "airport", "meaning": "An airfield with a runway."}],
    "mode": [{"code": "flight", "label": "by air", "meaning": "By aircraft."}],
    "unit": [{"code": "sack", "label": "sacks", "meaning": "One sack of grain."}],
}
PAGES: Mapping[str, str] = {
    "/": "Aldermark (invented)",
    "/flows/": "Corvale (invented)",
    "/flows/aldermark/corvale/wheat/": "65,000 tonnes of wheat",
    "/claims/harbours-2019-05-seed/": "300 sacks of seed",
    "/places/": "Airport (1)",
    "/places/alder-field/": "Airport, in the territory of Aldermark (invented)",
    "/actors/": "Armed group (1)",
    "/routes/": "by air",
    "/methods/": "An airfield with a runway.",
    "/compare/": "tonnes of wheat",
    "/api/v1/places/?kind=airport": '"kind":"airport"',
    "/api/v1/shipments/?unit=sack": '"unit":"sack"',
    "/api/v1/schema/": "armed-group",
    "/api/v1/shipments.csv": "harbours-2019-05-seed",
}
"""Addresses of the site as it is then served, each with what it has to say."""


@dataclass(frozen=True)
class Pace:
    """How a person works, in seconds: a quick reader and a slow typist, who looks each row up in a document, reads what
    each command says, and takes a while to understand a fault."""

    a_word_read: float = 60 / 220
    a_letter_typed: float = 60 / 200
    a_row_looked_up: float = 25.0
    a_command: float = 20.0
    a_fault_mended: float = 60.0


@dataclass
class Hour:
    """What was done so far: for each step its words, the machine's seconds and those of a person."""

    pace: Pace = field(default_factory=Pace)
    steps: list[tuple[str, float, float]] = field(default_factory=list)

    @contextmanager
    def step(self, words: str, human: float) -> Iterator[None]:
        """Something that is done, with a person's seconds for it."""
        begun = time.perf_counter()
        yield
        self.steps.append((words, time.perf_counter() - begun, human))

    @property
    def machine(self) -> float:
        """The machine's seconds."""
        return sum(seconds for _, seconds, _ in self.steps)

    @property
    def human(self) -> float:
        """A person's seconds."""
        return sum(seconds for _, _, seconds in self.steps)

    def told(self) -> Iterator[str]:
        """A line for each step, and the sum."""
        yield f"{'step':46} {'machine, s':>11} {'person, min':>12}"
        for words, machine, human in (*self.steps, ("together", self.machine, self.human)):
            yield f"{words:46} {machine:11.1f} {human / 60:12.1f}"


def spent(folder: Path, hour: Hour) -> None:
    """Do all that the page tells, in a new folder; AssertionError where something is not as it says."""
    pace = hour.pace
    with hour.step("read the page", _words(TOLD.read_text(encoding="utf-8")) * pace.a_word_read):
        pass
    with hour.step("new_subject", pace.a_command):
        said = managed(folder, "new_subject", str(folder), seeds=ROOT / "seeds")
        assert f"make run SEEDS={folder}" in said.stdout, said
    used = [path.stem for path in sorted(EXAMPLE.glob("*.csv"))]
    guide = (folder / "README.md").read_text(encoding="utf-8")
    with hour.step("read the guide to the files in use", _words(_of_tables(guide, used)) * pace.a_word_read):
        pass
    rows, letters = filled(folder)
    with hour.step(f"fill {rows} rows", rows * pace.a_row_looked_up + letters * pace.a_letter_typed):
        pass
    with hour.step("load: codes that are lacking are named", pace.a_command):
        managed(folder, "migrate", "--verbosity", "0")
        refused = managed(folder, "load_seeds", fails=True)
        for code in ("armed-group", "airport", "flight", "sack"):
            assert f"'{code}'" in refused.stderr, refused.stderr
        assert "nothing was loaded" in refused.stderr
    with hour.step("add them to the lists", pace.a_fault_mended + len(json.dumps(LISTS)) * pace.a_letter_typed):
        path = folder / "subject.json"
        path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), "lists": LISTS}), encoding="utf-8")
    with hour.step("load: a slip is named", pace.a_command + pace.a_fault_mended):
        _swap(folder / "shipments.csv", "grain-container,shipped", "grain-box,shipped")
        refused = managed(folder, "load_seeds", fails=True)
        assert re.search(r"shipments\.csv, row \d+, column munition: 'grain-box'", refused.stderr), refused.stderr
        _swap(folder / "shipments.csv", "grain-box,shipped", "grain-container,shipped")
    with hour.step("load", pace.a_command):
        assert re.search(r"shipments +7 added", managed(folder, "load_seeds").stdout)
    with hour.step("load again: nothing changes", pace.a_command):
        again = managed(folder, "load_seeds").stdout
        assert re.search(r"shipments +0 added +0 changed +7 left", again), again
    with hour.step("serve it, and read", pace.a_command + len(PAGES) * pace.a_row_looked_up):
        _read(folder)


def filled(folder: Path) -> tuple[int, int]:
    """Type the example under the headers, with some rows of one's own; how many rows and letters that were, without the
    notes of the example, which only say that it is one."""
    rows = letters = 0
    for path in sorted(EXAMPLE.glob("*.csv")):
        target = folder / path.name
        header = next(csv.reader(io.StringIO(target.read_text(encoding="utf-8-sig"))))
        with path.open(encoding="utf-8", newline="") as example, target.open("a", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header, restval="", extrasaction="ignore", lineterminator="\n")
            for row in (*csv.DictReader(example), *OWN_ROWS.get(path.stem, ())):
                writer.writerow(row)
                rows, letters = rows + 1, letters + sum(len(cell) for name, cell in row.items() if name != "notes")
    sides = json.loads((EXAMPLE / "subject.json").read_text(encoding="utf-8"))
    (folder / "subject.json").write_text(json.dumps(sides), encoding="utf-8")
    return rows, letters + len(json.dumps(sides))


def managed(
    folder: Path, *words: str, seeds: Path | None = None, fails: bool = False
) -> subprocess.CompletedProcess[str]:
    """What a command of the site says over a folder, as `make run SEEDS=` runs it."""
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment(_database(folder), SEEDS=str(seeds or folder)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert bool(done.returncode) is fails, done.stderr
    return done


def _database(folder: Path) -> str:
    return f"sqlite:///{folder / 'db.sqlite3'}"


def _read(folder: Path) -> None:
    more = {"SEEDS": str(folder), "WORKERS": "1", "THREADS": "2"}
    with (
        serving(_database(folder), folder / "log.txt", 0, (), **more) as site,
        httpx.Client(base_url=site.address, timeout=60, follow_redirects=True) as reader,
    ):
        for address, says in PAGES.items():
            answer = reader.get(address)
            assert answer.status_code == 200, (address, answer.status_code)
            assert says in _plain(answer.text), (address, says)


def desk_knows(folder: Path) -> None:
    """AssertionError where a form of the desk lacks one of one's own codes, or where a migration would be needed."""
    said = managed(folder, "shell", "-c", _DESK, "--verbosity", "0").stdout
    assert json.loads(said) == sorted(term["code"] for terms in LISTS.values() for term in terms)
    managed(folder, "makemigrations", "--check", "--dry-run")


_DESK = f"""
import json
from flows.models import Actor, Leg, Munition, Place
own = set({[term["code"] for terms in LISTS.values() for term in terms]!r})
fields = ((Actor, "kind"), (Place, "kind"), (Leg, "mode"), (Munition, "unit"))
print(json.dumps(sorted(code for model, name in fields for code, _ in model._meta.get_field(name).formfield().choices
    if code in own)))
"""


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text)) if text.lstrip().startswith("<") else text


def _words(text: str) -> int:
    return len(text.split())


def _of_tables(guide: str, tables: list[str]) -> str:
    """What is read of the guide: its beginning, and of each file in use what every row has."""
    head, *parts = guide.partition("\n# What may be empty")[0].split("\n## ")
    return "\n".join((head, *(part for part in parts if part.partition(".csv")[0] in tables)))


def _swap(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        this = Hour()
        spent(Path(made) / "grain", this)
        print("\n".join(this.told()))

"""Whole files against the seeds: each kind of fault is found where it is, and all of them are."""

import pytest

from flows.importing.faults import RowFault
from flows.importing.preview import preview
from flows.models import Source
from tests.flows.importing.seeds import added, changed, rows_of, seed_files, written

pytestmark = pytest.mark.django_db

SHELLS = "rok-mnd-2024-06-14-shells"
CONTAINERS = "rok-mnd-2024-06-14-containers"


def faults(file: str, content: bytes) -> tuple[RowFault, ...]:
    return preview({file: content}).faults


def only(file: str, content: bytes) -> RowFault:
    (fault,) = faults(file, content)
    return fault


def test_the_seeds_are_without_fault_and_already_there() -> None:
    shown = preview(seed_files())
    assert shown.faults == ()
    assert all(one.new == () and one.changed == () for one in shown.tables)
    assert {one.table.name: one.unchanged for one in shown.tables}["shipments"] == len(rows_of("shipments.csv"))


def test_what_the_house_loads_itself_is_not_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.importing.text.MOST_ROWS", 3)
    monkeypatch.setattr("flows.importing.text.MOST_BYTES", 30)
    assert preview(seed_files()).faults == ()


def test_new_and_changed_rows_are_told_apart() -> None:
    content, _ = changed("actors.csv", "kp", notes="Another note.")
    (one,) = preview({"actors.csv": content}).tables
    assert [change.key for change in one.changed] == [("kp",)]
    assert one.changed[0].fields == ("notes",)
    content, _ = added("actors.csv", "kp", code="xx", name="Elsewhere", iso_alpha3="")
    (one,) = preview({"actors.csv": content}).tables
    assert [values["code"] for values in one.new] == ["xx"]
    assert one.unchanged == len(rows_of("actors.csv"))


@pytest.mark.parametrize(
    ("cells", "column", "value", "words"),
    [
        ({"high": "4_800_000"}, "high", "4_800_000", "not a plain number"),
        ({"high": "٤٨٠"}, "high", "٤٨٠", "not a plain number"),
        ({"high": "-1"}, "high", "-1", "not a plain number"),
        ({"high": "NaN"}, "high", "NaN", "not a plain number"),
        ({"claimed_on": "14/06/2024"}, "claimed_on", "14/06/2024", "year-month-day"),
        ({"claimed_on": ""}, "claimed_on", "", "may not be empty"),
        ({"bound": "at most"}, "bound", "at most", "not a bound"),
        ({"stage": "sent"}, "stage", "sent", "not a stage"),
        ({"statement": "A\x07bell."}, "statement", "A\x07bell.", "control characters"),
        ({"statement": " Said."}, "statement", " Said.", "space at the beginning"),
        ({"speaker": "x" * 121}, "speaker", "x" * 121, "at most 120"),
        ({"claimant": "kr-nobody"}, "claimant", "kr-nobody", "no such code among the claimants"),
        ({"source": "2024-nowhere"}, "source", "2024-nowhere", "no such code among the sources"),
        ({"munition": "arrow"}, "munition", "arrow", "no such code among the munitions"),
        ({"derived_from": "not-a-claim"}, "derived_from", "not-a-claim", "no such code among the shipments"),
        ({"supersedes": CONTAINERS}, "supersedes", CONTAINERS, "earlier one"),
        ({"factor": "500"}, "factor", "500", "1 % off"),
        ({"low": "5"}, "low", "5", "leaves this figure empty"),
        ({"high": ""}, "high", "", "needs this figure"),
        ({"stage": "delivered"}, "basis", "basis=capacity-if-full; stage=delivered; stance=asserts", "not a delivery"),
        ({"alternative_group": "alone"}, "alternative_group", "alone", "at least two readings"),
    ],
)
def test_a_fault_names_file_row_column_and_value(cells: dict[str, str], column: str, value: str, words: str) -> None:
    content, line = changed("shipments.csv", SHELLS, **cells)
    found = [fault for fault in faults("shipments.csv", content) if fault.column == column]
    assert len(found) >= 1
    fault = next(fault for fault in found if words in fault.message)
    assert (fault.file, fault.row, fault.column, fault.value) == ("shipments.csv", line, column, value)


def test_a_code_that_is_not_in_its_list_is_answered_with_the_list() -> None:
    content, _ = changed("ratios.csv", "ratio-2022-06-15-podolyak", wording="guessed")
    assert only("ratios.csv", content).allowed == ("stated", "implied", "forecast")


def test_every_fault_is_reported_in_the_order_of_the_rows() -> None:
    rows = rows_of("shipments.csv")
    rows[0]["bound"], rows[0]["low"] = "maybe", "1,000"
    rows[5]["claimed_on"] = "soon"
    rows[9]["munition"] = "arrow"
    found = [(fault.row, fault.column) for fault in faults("shipments.csv", written(rows))]
    assert [one for one in found if one in {(2, "bound"), (2, "low"), (7, "claimed_on"), (11, "munition")}] == [
        (2, "bound"),
        (2, "low"),
        (7, "claimed_on"),
        (11, "munition"),
    ]


def test_columns_that_are_unknown_missing_or_doubled_are_named() -> None:
    content = b"code,name,name,sort,notes\nxx,X,X,state,\n"
    found = {(fault.column, fault.message) for fault in faults("actors.csv", content)}
    assert found == {
        ("sort", "unknown column"),
        ("name", "the column stands twice"),
        ("kind", "the column is missing"),
    }


def test_an_unreadable_file_does_not_make_its_rows_missing_for_others() -> None:
    files = seed_files()
    assert {fault.file for fault in preview({**files, "actors.csv": b"\xff\xfe"}).faults} == {"actors.csv"}


def test_text_that_is_not_utf8_is_named_by_its_line() -> None:
    fault = only("actors.csv", b"code,name,kind,iso_alpha3,part_of,notes\nxx,Caf\xe9,state,,,\n")
    assert (fault.row, fault.column, fault.value) == (2, "", "byte 0xe9")
    assert fault.allowed == ("UTF-8",)


def test_a_row_with_too_few_cells_is_named() -> None:
    fault = only("actors.csv", b"code,name,kind,iso_alpha3,part_of,notes\nxx,X,state\n")
    assert (fault.row, fault.column, fault.value, fault.allowed) == (2, "", "3 cells", ("6 cells",))


def test_a_quote_that_never_closes_is_named() -> None:
    fault = only("actors.csv", b'code,name,kind,iso_alpha3,part_of,notes\nxx,"X,state\n')
    assert fault.row == 2
    assert "not well-formed" in fault.message


def test_an_empty_file_lacks_its_header() -> None:
    assert only("actors.csv", b"").message == "the file has no header"


def test_the_row_of_a_fault_is_its_line_after_cells_of_several_lines() -> None:
    content = b'code,name,kind,iso_alpha3,part_of,notes\nxx,X,state,,,"one\r\ntwo"\nyy,Y,planet,,,\n'
    fault = only("actors.csv", content)
    assert (fault.row, fault.column) == (4, "kind")


def test_columns_may_stand_in_any_order_behind_a_byte_order_mark() -> None:
    content = b"\xef\xbb\xbfkind,name,code,notes,part_of,iso_alpha3\nstate,X,xx,,,\n"
    shown = preview({"actors.csv": content})
    assert shown.faults == ()
    assert [values["code"] for values in shown.tables[0].new] == ["xx"]


def test_a_code_that_stands_twice_is_named() -> None:
    content, line = added("actors.csv", "kp", name="Another", iso_alpha3="")
    fault = only("actors.csv", content)
    assert (fault.row, fault.column, fault.value) == (line, "code", "kp")
    assert "already in row" in fault.message


def test_a_leg_that_stands_twice_is_named() -> None:
    content, line = added("routes.csv", "kp-sea-dunai")
    fault = only("routes.csv", content)
    assert (fault.row, fault.column, fault.value) == (line, "route", "kp-sea-dunai 1")


def test_a_value_that_must_be_unique_is_named_in_the_file_and_against_the_database() -> None:
    content, line = added("actors.csv", "kp", code="xx", name="Russia", iso_alpha3="")
    fault = only("actors.csv", content)
    assert (fault.row, fault.column, fault.value) == (line, "name", "Russia")
    alone = b"code,name,kind,iso_alpha3,part_of,notes\nxx,Elsewhere,state,RUS,,\n"
    fault = only("actors.csv", alone)
    assert (fault.column, fault.value) == ("iso_alpha3", "RUS")
    assert "ru in the database has it" in fault.message


def test_a_claim_code_is_used_by_one_table_only() -> None:
    content, line = added("rates.csv", rows_of("rates.csv")[0]["code"], code=SHELLS)
    fault = only("rates.csv", content)
    assert (fault.row, fault.column, fault.value) == (line, "code", SHELLS)


@pytest.mark.parametrize(
    ("file", "code", "column"), [("actors.csv", "eu", "part_of"), ("munitions.csv", "munition", "parent")]
)
def test_a_tree_has_no_cycle(file: str, code: str, column: str) -> None:
    rows = rows_of(file)
    child = next(row["code"] for row in rows if row[column] == code)
    content, line = changed(file, code, **{column: child})
    found = faults(file, content)
    assert (line, column) in {(fault.row, fault.column) for fault in found}
    assert all("leads back" in fault.message for fault in found)


def test_an_event_names_the_actor_that_does_not_exist() -> None:
    code = rows_of("events.csv")[0]["code"]
    content, line = changed("events.csv", code, actors="ru;atlantis")
    fault = only("events.csv", content)
    assert (fault.row, fault.column, fault.value) == (line, "actors", "atlantis")


def test_half_a_coordinate_is_refused() -> None:
    content, line = changed("places.csv", "rajin", lon="")
    fault = only("places.csv", content)
    assert (fault.row, fault.value) == (line, "coordinate_basis=town; lat=42.225; lon=")
    assert "Give latitude" in fault.message


def test_a_stored_claim_that_the_file_would_break_is_named_at_the_row_that_breaks_it() -> None:
    row = next(row for row in rows_of("shipments.csv") if row["code"] == CONTAINERS)
    later = written([{**row, "claimed_on": "2024-06-15", "source": row["source"]}])
    assert any(
        fault.column == "code" and fault.value == CONTAINERS and f"does not go with {SHELLS}" in fault.message
        for fault in faults("shipments.csv", later)
    )


def test_nothing_is_stated_in_the_future() -> None:
    content, line = changed("indicators.csv", rows_of("indicators.csv")[0]["code"], claimed_on="2999-01-01")
    assert (line, "claimed_on") in {(fault.row, fault.column) for fault in faults("indicators.csv", content)}


def test_what_is_told_as_so_is_not_of_a_time_to_come() -> None:
    content, line = changed("shipments.csv", SHELLS, period_end="2024-06-15")
    (fault,) = (fault for fault in faults("shipments.csv", content) if fault.row == line)
    assert (fault.column, fault.value) == ("period_end", "2024-06-15")
    assert "2024-06-14 or an earlier day" in fault.allowed
    assert any("pledged" in allowed for allowed in fault.allowed)


def test_a_period_does_not_end_before_it_starts() -> None:
    content, line = changed("rates.csv", "nato-2024-03-11-fire", period_start="2024-03-02", period_end="2024-03-01")
    (fault,) = (fault for fault in faults("rates.csv", content) if fault.row == line)
    assert fault.value == "period_start=2024-03-02; period_end=2024-03-01"
    assert fault.message == "A period cannot end before it starts."


def test_a_file_of_another_name_is_named() -> None:
    (fault,) = preview({**seed_files(), "shipment.csv": b""}).faults
    assert (fault.file, fault.message) == ("shipment.csv", "this file is not part of the format")


def test_a_fault_reads_as_one_sentence() -> None:
    fault = RowFault("shipments.csv", 3, "bound", "may\x07be", "not a bound", ("exact", "about"))
    assert str(fault) == ("shipments.csv, row 3, column bound: 'may\\x07be': not a bound. Allowed: exact, about.")


def sources(*rows: dict[str, str]) -> bytes:
    """The first sources of the seeds with more columns, one dictionary a row."""
    seeds = zip(rows_of("sources.csv"), rows, strict=False)
    return written([{**row, **dict.fromkeys(rows[0], ""), **more} for row, more in seeds])


def test_duplicates_do_not_go_round_in_a_circle() -> None:
    first, second, third = (row["code"] for row in rows_of("sources.csv")[:3])

    def found(*others: str) -> tuple[RowFault, ...]:
        return faults("sources.csv", sources(*({"duplicate_of": other} for other in others)))

    assert found(second, third, "") == ()
    assert [fault.column for fault in found(second, third, first)] == ["duplicate_of"] * 3
    assert "A source cannot be a duplicate of itself." in {fault.message for fault in found(first)}
    Source.objects.filter(code=second).update(duplicate_of=first)
    assert "duplicate_of" in {fault.column for fault in found(second)}


def test_an_archived_file_is_named_by_its_sha256() -> None:
    archive = {"archived_url": "https://archive.example/1", "archived_on": "2026-11-22", "archive_sha256": "a" * 64}
    assert faults("sources.csv", sources(archive)) == ()
    fault = only("sources.csv", sources({**archive, "archive_sha256": "A" * 64}))
    assert fault.message == "a SHA-256 is 64 digits and letters from a to f, in lower case"


UNN = "rok-mnd-2024-06-14-shells--unn"
BABEL = "rok-mnd-2024-06-14-shells--babel"
ARTICLE = "article-2024-06-14-eu-1m--odessa-journal"


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"claim": "nobodys"}, "claim", "there is no claim nobodys"),
        ({"source": "2020-01-01-nowhere"}, "source", "there is no such code among the sources"),
        ({"reports": UNN}, "reports", "An appearance cannot report itself"),
        ({"reports": ARTICLE}, "reports", "reports one of the same claim"),
        ({"reports": "nothing"}, "reports", "there is no such code among the appearances"),
        ({"kind": "original", "reports": BABEL}, "kind", "An original statement reports nothing"),
        ({"kind": "mirror"}, "kind", "not a kind of appearance"),
        ({"carries": ""}, "carries", "may not be empty"),
        ({"carries": "figure;photo"}, "carries", "not a what a document holds"),
        ({"carries": "figure;figure"}, "carries", "stands twice"),
    ],
)
def test_an_appearance_that_cannot_be_is_refused_in_words(cells: dict[str, str], column: str, words: str) -> None:
    content, line = changed("appearances.csv", UNN, **cells)
    found = [fault for fault in faults("appearances.csv", content) if fault.column == column]
    assert found
    assert found[0].row == line
    assert words in found[0].message


def test_appearances_that_report_one_another_are_refused() -> None:
    content, _ = changed("appearances.csv", UNN, reports=BABEL)
    assert faults("appearances.csv", content) == ()
    there = {row["code"]: row for row in rows_of("appearances.csv")}
    there[UNN]["reports"], there[BABEL]["reports"] = BABEL, UNN
    found = faults("appearances.csv", written(list(there.values())))
    assert {fault.value for fault in found} == {UNN, BABEL}
    assert all("leads back" in fault.message for fault in found)


def test_a_claim_appears_in_a_document_once() -> None:
    content, _ = added("appearances.csv", UNN, code="once-more")
    assert f"{UNN} in the database has it" in only("appearances.csv", content).message or "row" in str(
        only("appearances.csv", content)
    )


def test_what_a_document_holds_is_stored_in_one_order() -> None:
    content, _ = changed("appearances.csv", UNN, carries="date;figure;party")
    (one,) = preview({"appearances.csv": content}).tables
    assert one.changed == ()


def test_a_package_of_before_there_were_appearances_is_loaded_without() -> None:
    files = {name: content for name, content in seed_files().items() if name != "appearances.csv"}
    assert preview(files).faults == ()

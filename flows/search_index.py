"""The index of the search: for every public version of a claim or a document the words that find it.

Note 1: the tables are no models, as those of the past are none (`flows.past`). Triggers write down which rows changed,
whatever changes them, and `fill` reads those rows at the end of every write (`flows.actions.writing`), in one go: an
index that is written row by row costs an import several times as much. So the index is true as soon as a write ends.

Note 2: a version is never taken out of the index, it ends: whatever is asked of a moment of the record is found as it
was. The versions are numbered as they came, and found from the newest backwards.

Note 3: the numbers of a claim are words of it, and tokens of their own besides: so those whose figure is what was asked
for are read before those that only mention it.

Note 4: both databases get words that Python has folded (`flows.search_words`), so that they find the same. Words of our
notes are marked, since they are left out of answers as of a day. What a claim is about stands in it as a code: a party
that is renamed, or gets another name, changes no claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.apps import apps as installed_apps
from django.db import connections, transaction

from flows.dictionary import CLAIM_TABLES, LISTED
from flows.past import FOREVER, past_of
from flows.search_words import figure, set_of_words
from flows.vocabulary import PUBLIC_STATUSES

KINDS: tuple[str, ...] = (*CLAIM_TABLES, "sources")
"""The tables whose rows are found by the index: those that grow. The others are small and are read whole."""
NAMED = ("actors", "munitions", "claimants", "places")
"""The tables that claims name, and that have other names."""
FLOWS = "flows"
"""Flows are indexed as they are now: of a moment of the record they are few enough to be asked for."""
_SIDES = (("supplier_id", "actors"), ("recipient_id", "actors"), ("munition_id", "munitions"))
_FLOW = ", ".join(column for column, _ in _SIDES)
_AT_ONCE = 2_000
_ENTRY, _WAITING, _WORD, _TOKEN = "search_entry", "search_waiting", "search_word", "search_token"
_FORM = "¶2"
"""What stands among the words where the index holds the tokens that are made today: change it with them."""
_NEXT_MOMENT = "SELECT COALESCE(MAX(number), 0) + 1 FROM flows_moment"
_THIS_MOMENT = "SELECT COALESCE(MAX(number), 1) FROM flows_moment"


@dataclass(frozen=True, slots=True)
class Entry:
    """A version of a row: what it is, its day, from which moment to which it was public so, and its tokens."""

    kind: str
    code: str
    day: date | None
    since: int
    until: int
    tokens: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Kind:
    """A table that is indexed: its columns of words, of notes and of what it names, as SQL."""

    name: str
    table: str
    words: tuple[str, ...]
    notes: tuple[str, ...]
    named: tuple[tuple[str, str], ...]
    figures: tuple[str, ...]
    day: str
    public: str

    @property
    def columns(self) -> str:
        named = (column for column, _ in self.named)
        return ", ".join(["code", self.day, *self.words, *self.notes, *named, *self.figures])

    def tokens(self, row: Sequence[Any]) -> frozenset[str]:
        """The tokens of a row of these columns."""
        notes_at = 2 + len(self.words)
        named_at = notes_at + len(self.notes)
        figures_at = named_at + len(self.named)
        figures = {figure(value) for value in row[figures_at : figures_at + len(self.figures)] if value is not None}
        words = set_of_words(" ".join(row[2:notes_at])) | figures
        found = {f"·{word}" for word in set_of_words(" ".join(row[notes_at:named_at])) - words}
        found.update(map(of_figure, figures))
        named = zip(row[named_at:figures_at], self.named, strict=True)
        found.update(naming(table, code) for code, (_, table) in named if code)
        return frozenset(words | found | {of_kind(self.name)})


def noted(word: str) -> str:
    """The token of a word that only our notes hold."""
    return f"·{word}"


def naming(table: str, code: str) -> str:
    """The token of a row that something is about."""
    return f"»{table}»{code}"


def of_figure(number: str) -> str:
    """The token of a claim of which a number is a figure."""
    return f"¤{number}"


def of_kind(kind: str) -> str:
    """The token of all rows of a table."""
    return f"«{kind}"


def _kind(name: str) -> _Kind:
    table = LISTED[name]
    fields = [table.by_name[each].field for each in table.searched]
    statuses = ", ".join(f"'{status}'" for status in PUBLIC_STATUSES)
    return _Kind(
        name,
        installed_apps.get_model("flows", table.item)._meta.db_table,
        tuple(field for field in fields if field != "notes"),
        tuple(field for field in fields if field == "notes"),
        tuple((f"{field.field}_id", field.reference) for field in table.fields if field.reference in NAMED),
        table.figures,
        "claimed_on" if table.claims else "COALESCE(published_on, accessed_on)",
        f"status IN ({statuses})" if table.claims else "1 = 1",
    )


def kinds() -> tuple[_Kind, ...]:
    """Every table that is indexed."""
    return tuple(map(_kind, KINDS))


# --- Putting it in place ---


def install_after_migrate(sender: Any, using: str, apps: Any = installed_apps, plan: Any = None, **_: Any) -> None:
    """Create the tables and the triggers where they are missing, and index what is not in it: once, everything."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    if "flows_moment" not in existing or {past_of(kind.table) for kind in kinds()} - existing:
        return
    if plan == [] and _ENTRY in existing and _is_of_now(connection):
        return
    if not _has_columns(apps):
        # An older state: the migration that brings what it lacks rebuilds the index.
        with connection.cursor() as cursor:
            for table in (_TOKEN, _WORD, _WAITING, _ENTRY):
                cursor.execute(f"DROP TABLE IF EXISTS {table}")
        return
    current = _ENTRY in existing and _is_of_now(connection)
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for statement in _triggers(connection.vendor):
            cursor.execute(statement)
        if _ENTRY not in existing:
            for statement in _TABLES[connection.vendor]:
                cursor.execute(statement)
        if not current:
            _rebuild(connection, cursor)
            return
        # What migrations changed was taken to the past as one moment, the newest.
        for kind in kinds():
            newest = f"({_THIS_MOMENT})"
            cursor.execute(
                f"INSERT INTO {_WAITING} (kind, code) SELECT DISTINCT '{kind.name}', code FROM {past_of(kind.table)} "  # noqa: S608
                f"WHERE recorded_from = {newest} OR recorded_to = {newest} ON CONFLICT DO NOTHING"
            )
        _fill(connection, cursor, _THIS_MOMENT)


def _is_of_now(connection: Any) -> bool:
    """Whether the index holds the tokens that are made today: those of an earlier release of the site are others."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {_WORD} WHERE word = %s", [_FORM])  # noqa: S608
        return cursor.fetchone() is not None


def _has_columns(apps: Any) -> bool:
    """Whether the tables have every column that is indexed, as the last migration that ran left them."""
    kept = {model._meta.db_table: model for model in apps.get_app_config("flows").get_models()}
    return all(
        {*kind.words, *kind.notes, *(column for column, _ in kind.named), *kind.figures}
        <= {field.column for field in kept[kind.table]._meta.local_concrete_fields}
        for kind in kinds()
        if kind.table in kept
    )


def remove_before_migrate(sender: Any, using: str, plan: Any = None, **_: Any) -> None:
    """Take the triggers away while migrations change the tables that they are on."""
    connection = connections[using]
    existing = set(connection.introspection.table_names()) if plan else set()
    if _WAITING in existing:
        with connection.cursor() as cursor:
            for kind in kinds():
                if kind.table in existing:
                    for statement in _free(kind, connection.vendor):
                        cursor.execute(statement)


_COLUMNS = (
    "id bigint PRIMARY KEY, kind varchar(20) NOT NULL, code varchar(250) NOT NULL, day date NULL, "
    "recorded_from bigint NOT NULL, recorded_to bigint NOT NULL"
)
_INDEX = f"CREATE INDEX search_entry_present ON {_ENTRY} (kind, code) WHERE recorded_to = {FOREVER}"
_QUEUE = f"CREATE TABLE {_WAITING} (kind varchar(20) NOT NULL, code varchar(80) NOT NULL, PRIMARY KEY (kind, code))"
_FTS = "tokens, content='', columnsize=0, detail=none, tokenize=\"ascii tokenchars '-.+'\""
_TABLES = {
    "sqlite": (
        f"CREATE TABLE {_ENTRY} ({_COLUMNS.replace('bigint PRIMARY KEY', 'integer PRIMARY KEY')})",
        _INDEX,
        f"{_QUEUE} WITHOUT ROWID",
        f"CREATE TABLE {_WORD} (word text PRIMARY KEY) WITHOUT ROWID",
        f"CREATE VIRTUAL TABLE {_TOKEN} USING fts5({_FTS})",
        f"CREATE VIRTUAL TABLE search_instance USING fts5vocab({_TOKEN}, instance)",
    ),
    "postgresql": (
        f"CREATE TABLE {_ENTRY} ({_COLUMNS}, tokens tsvector NOT NULL)",
        _INDEX,
        f"CREATE INDEX search_entry_tokens ON {_ENTRY} USING gin (tokens)",
        _QUEUE,
        f'CREATE TABLE {_WORD} (word text COLLATE "C" PRIMARY KEY)',
    ),
}


def _triggers(vendor: str) -> Iterator[str]:
    for kind in kinds():
        yield from _free(kind, vendor)
        name = f"{kind.table}_searched"
        if vendor == "sqlite":
            for event, side in (("insert", "NEW"), ("update", "NEW"), ("delete", "OLD")):
                waits = f"INSERT OR IGNORE INTO {_WAITING} (kind, code) VALUES ('{kind.name}', {side}.code);"  # noqa: S608
                yield f"CREATE TRIGGER {name}_{event} AFTER {event} ON {kind.table} BEGIN {waits} END"
            continue
        changed = "CASE TG_OP WHEN 'DELETE' THEN OLD.code ELSE NEW.code END"
        waits = f"INSERT INTO {_WAITING} (kind, code) VALUES ('{kind.name}', {changed}) ON CONFLICT DO NOTHING;"  # noqa: S608
        yield (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN {waits} RETURN NULL; END $$"
        )
        yield (
            f"CREATE TRIGGER {name} AFTER INSERT OR UPDATE OR DELETE ON {kind.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {name}()"
        )


def _free(kind: _Kind, vendor: str) -> Iterator[str]:
    name = f"{kind.table}_searched"
    if vendor == "sqlite":
        for event in ("insert", "update", "delete"):
            yield f"DROP TRIGGER IF EXISTS {name}_{event}"
    else:
        yield f"DROP TRIGGER IF EXISTS {name} ON {kind.table}"


# --- Writing it ---


def look_again(kind: str, code: str, using: str = "default") -> None:
    """Has a row looked at when the write ends, though no trigger tells of it: it has another code now."""
    if kind in KINDS:
        with connections[using].cursor() as cursor:
            cursor.execute(f"INSERT INTO {_WAITING} (kind, code) VALUES (%s, %s) ON CONFLICT DO NOTHING", [kind, code])  # noqa: S608


def fill(using: str = "default") -> None:
    """Index what has changed since, as of the moment that is being written. One query where nothing has."""
    with connections[using].cursor() as cursor:
        _fill(connections[using], cursor, _NEXT_MOMENT)


def rebuild(using: str = "default") -> int:
    """Make the whole index again from what the tables held at any moment; how many versions there are."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        return _rebuild(connections[using], cursor)


def _fill(connection: Any, cursor: Any, moment: str) -> None:
    cursor.execute(f"SELECT DISTINCT kind FROM {_WAITING}")  # noqa: S608
    waiting = {kind for (kind,) in cursor.fetchall()}
    if not waiting:
        return
    cursor.execute(moment)
    (number,) = cursor.fetchone()
    for kind in (kind for kind in kinds() if kind.name in waiting):
        codes = f"SELECT code FROM {_WAITING} WHERE kind = '{kind.name}'"  # noqa: S608
        left = _left(cursor, kind, codes) if kind.name == "shipments" else {}
        cursor.execute(
            f"UPDATE {_ENTRY} SET recorded_to = {number} "  # noqa: S608
            f"WHERE kind = '{kind.name}' AND recorded_to = {FOREVER} AND code IN ({codes})"
        )
        rows = _rows(connection, kind.columns, f"{kind.table} WHERE {kind.public} AND code IN ({codes})", "2, 1")
        if kind.name != "shipments":
            _add(connection, cursor, (_entry(kind, row, number, FOREVER) for row in rows))
            continue
        named: dict[_Flow, str] = {}
        _add(connection, cursor, (_entry(kind, row, number, FOREVER) for row in _noting(rows, kind, named)))
        _fill_flows(connection, cursor, number, named, left)
    cursor.execute(f"DELETE FROM {_WAITING}")  # noqa: S608


_Flow = tuple[str, ...]


def _left(cursor: Any, kind: _Kind, codes: str) -> dict[_Flow, str | None]:
    """The flows that claims which change were ever about, each with the first day of a claim about it now."""
    cursor.execute(
        f"SELECT DISTINCT {_FLOW} FROM {past_of(kind.table)} WHERE code IN (SELECT code FROM {_ENTRY} "  # noqa: S608
        f"WHERE kind = '{kind.name}' AND recorded_to = {FOREVER} AND code IN ({codes}))"
    )
    found: dict[_Flow, str | None] = {}
    same = " AND ".join(f"{column} = %s" for column, _ in _SIDES)
    for flow in cursor.fetchall():
        cursor.execute(f"SELECT MIN(claimed_on) FROM {kind.table} WHERE {same} AND {kind.public}", flow)  # noqa: S608
        (day,) = cursor.fetchone()
        found[flow] = None if day is None else str(day)
    return found


def _noting(rows: Iterable[Sequence[Any]], kind: _Kind, named: dict[_Flow, str]) -> Iterator[Sequence[Any]]:
    """The rows, the earliest first, and by the flow that they are about the day of the first."""
    at = 2 + len(kind.words) + len(kind.notes)
    columns = [column for column, _ in kind.named]
    places = [at + columns.index(column) for column, _ in _SIDES]
    for row in rows:
        named.setdefault(tuple(row[place] for place in places), str(row[1]))
        yield row


def _fill_flows(
    connection: Any, cursor: Any, number: int, named: Mapping[_Flow, str], left: Mapping[_Flow, str | None]
) -> None:
    """Index the flows that are new, begin earlier than they did, or that no claim is about any more."""
    cursor.execute(f"SELECT code, day FROM {_ENTRY} WHERE kind = '{FLOWS}' AND recorded_to = {FOREVER}")  # noqa: S608
    held = {tuple(code.split("/")): str(day) for code, day in cursor.fetchall()}
    first = {flow: min(day, held.get(flow, day)) for flow, day in named.items()} | dict(left)
    changed = [(flow, day) for flow, day in sorted(first.items()) if held.get(flow) != day]
    end = f"UPDATE {_ENTRY} SET recorded_to = {number} WHERE kind = '{FLOWS}' AND recorded_to = {FOREVER} AND code = %s"  # noqa: S608
    cursor.executemany(end, [("/".join(flow),) for flow, _ in changed])
    _add(connection, cursor, (_flow_entry(flow, day, number) for flow, day in changed if day is not None))


def _flow_entry(flow: Sequence[str], day: Any, number: int) -> Entry:
    tokens = {naming(table, code) for code, (_, table) in zip(flow, _SIDES, strict=True)}
    return Entry(FLOWS, "/".join(flow), day, number, FOREVER, frozenset(tokens | {of_kind(FLOWS)}))


def _flows(connection: Any) -> Iterator[Entry]:
    """Every flow that a public claim is about."""
    (kind,) = (kind for kind in kinds() if kind.name == "shipments")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_FLOW}, MIN(claimed_on) FROM {kind.table} WHERE {kind.public} GROUP BY {_FLOW} ORDER BY {_FLOW}"  # noqa: S608
        )
        for *flow, day in cursor.fetchall():
            yield _flow_entry(flow, day, 0)


def _rebuild(connection: Any, cursor: Any) -> int:
    for table in (_ENTRY, _WORD, _WAITING):
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608
    if connection.vendor == "sqlite":
        cursor.execute(f"INSERT INTO {_TOKEN} ({_TOKEN}) VALUES ('delete-all')")  # noqa: S608
    cursor.execute(f"INSERT INTO {_WORD} (word) VALUES (%s)", [_FORM])  # noqa: S608
    made = _add(connection, cursor, _flows(connection))
    for kind in kinds():
        made += _add(connection, cursor, (_entry(kind, row[:-2], *row[-2:]) for row in _versions(connection, kind)))
    return made


def _versions(connection: Any, kind: _Kind) -> Iterator[Sequence[Any]]:
    """Every public version of the rows of a table, each with its two moments, in the order in which they came."""
    past = f"{past_of(kind.table)} WHERE {kind.public}"
    return _rows(connection, f"{kind.columns}, recorded_from, recorded_to", past, "recorded_from, 2, 1")


def _rows(connection: Any, columns: str, source: str, order: str) -> Iterator[Sequence[Any]]:
    """Rows in a cursor of their own, a few at a time, so that others can be written meanwhile."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {source} ORDER BY {order}")  # noqa: S608
        while rows := cursor.fetchmany(_AT_ONCE):
            yield from rows


def _entry(kind: _Kind, row: Sequence[Any], since: int, until: int) -> Entry:
    return Entry(kind.name, row[0], row[1], since, until, kind.tokens(row))


def _add(connection: Any, cursor: Any, entries: Iterable[Entry]) -> int:
    cursor.execute(f"SELECT COALESCE(MAX(id), 0) FROM {_ENTRY}")  # noqa: S608
    last = int(cursor.fetchone()[0])
    entries, first = iter(entries), last
    known: set[str] = set()
    while some := list(islice(entries, _AT_ONCE)):
        numbered = list(enumerate(some, last + 1))
        last += len(numbered)
        words = set().union(*(entry.tokens for entry in some)) - known
        known |= words
        plain = sorted({word.removeprefix("·") for word in words if word[0] not in "»«¤"})
        cursor.executemany(f"INSERT INTO {_WORD} (word) VALUES (%s) ON CONFLICT DO NOTHING", [(w,) for w in plain])  # noqa: S608
        if connection.vendor == "sqlite":
            _add_on_sqlite(cursor, numbered)
        else:
            _add_on_postgresql(cursor, numbered)
    return last - first


def _add_on_sqlite(cursor: Any, numbered: Sequence[tuple[int, Entry]]) -> None:
    rows = [(n, one.kind, one.code, one.day, one.since, one.until) for n, one in numbered]
    cursor.executemany(f"INSERT INTO {_ENTRY} VALUES (%s, %s, %s, %s, %s, %s)", rows)  # noqa: S608
    tokens = [(n, " ".join(one.tokens)) for n, one in numbered]
    cursor.executemany(f"INSERT INTO {_TOKEN} (rowid, tokens) VALUES (%s, %s)", tokens)  # noqa: S608


def _add_on_postgresql(cursor: Any, numbered: Sequence[tuple[int, Entry]]) -> None:
    places = ", ".join(["(%s, %s, %s, %s, %s, %s, array_to_tsvector(%s::text[]))"] * len(numbered))
    values = [
        value
        for n, one in numbered
        for value in (n, one.kind, one.code, one.day, one.since, one.until, list(one.tokens))
    ]
    cursor.execute(f"INSERT INTO {_ENTRY} VALUES {places}", values)  # noqa: S608


# --- Checking it ---


def faults(using: str = "default") -> Iterator[str]:
    """What the index holds otherwise than it would if it were made again; nothing where it is true."""
    connection = connections[using]
    wanted = {
        (kind.name, str(row[0]), int(row[-2]), int(row[-1])): kind.tokens(row[:-2])
        for kind in kinds()
        for row in _versions(connection, kind)
    }
    held = _held(connection)
    versions = {key: tokens for key, tokens in held.items() if key[0] != FLOWS}
    yield from _differences(_live(wanted), _live(versions))
    flows = {(FLOWS, key[1]): tokens for key, tokens in held.items() if key[0] == FLOWS and key[3] == FOREVER}
    yield from _differences({(FLOWS, one.code): one.tokens for one in _flows(connection)}, flows)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT kind, code FROM {_WAITING}")  # noqa: S608
        for kind, code in cursor.fetchall():
            yield f"{kind} {code}: waits to be indexed"
        cursor.execute(f"SELECT word FROM {_WORD}")  # noqa: S608
        words = {word for (word,) in cursor.fetchall()}
    used = {token.removeprefix("·") for tokens in wanted.values() for token in tokens if token[0] not in "»«¤"}
    for word in sorted(used - words):
        yield f"the word {word} is not listed"


_Versions = Mapping[tuple[str, str, int, int], frozenset[str]]


def _live(versions: _Versions) -> Mapping[tuple[str, str], list[tuple[int, int, frozenset[str]]]]:
    """By row its versions in order, those that read the same and follow one another taken together."""
    found: dict[tuple[str, str], list[tuple[int, int, frozenset[str]]]] = {}
    for (kind, code, since, until), tokens in sorted(versions.items(), key=lambda one: one[0]):
        row = found.setdefault((kind, code), [])
        if row and row[-1][1:] == (since, tokens):
            row[-1] = (row[-1][0], until, tokens)
        elif since < until:
            row.append((since, until, tokens))
    return found


def _differences(wanted: Mapping[Any, Any], held: Mapping[Any, Any]) -> Iterator[str]:
    for row in sorted(wanted.keys() | held.keys()):
        if wanted.get(row) != held.get(row):
            yield f"{row[0]} {row[1]}: indexed otherwise than it is"


def _held(connection: Any) -> _Versions:
    with connection.cursor() as cursor:
        tokens: dict[int, set[str]] = {}
        if connection.vendor == "sqlite":
            cursor.execute("SELECT doc, term FROM search_instance")
            for number, term in cursor.fetchall():
                tokens.setdefault(number, set()).add(term)
        else:
            cursor.execute(f"SELECT id, tsvector_to_array(tokens) FROM {_ENTRY}")  # noqa: S608
            tokens = {number: set(terms) for number, terms in cursor.fetchall()}
        cursor.execute(f"SELECT id, kind, code, recorded_from, recorded_to FROM {_ENTRY}")  # noqa: S608
        return {
            (kind, code, int(since), int(until)): frozenset(tokens.get(number, ()))
            for number, kind, code, since, until in cursor.fetchall()
        }

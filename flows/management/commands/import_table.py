"""Import one table from a CSV or XLSX file: what it would do, or do it."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from flows.actions.apply_import import ImportRefused, apply_import
from flows.actions.editors_import import judged_for, may_import
from flows.actions.uploads import kept
from flows.importing.bounds import MOST_BYTES, in_words
from flows.importing.choices import SETTINGS, Choices
from flows.importing.files import Sheet
from flows.importing.preview import Preview
from flows.importing.repeats import repeats
from flows.importing.tables import TABLE_OF_NAME, Table
from flows.importing.telling import spoken
from flows.importing.upload import Sent, read_sent, table_of
from flows.management.collector import without_collector

_PAIRS = {
    "column": "HEADING=FIELD, or HEADING= for one that is not read",
    "value": "FIELD:NAME=CODE, or FIELD:NAME= for none",
    "fixed": "FIELD=TEXT, which every row gets; {HEADING} in it stands for the cell",
}


class Command(BaseCommand):
    """Shows what a file would add and change; with --apply it does so."""

    help = (
        "Show how a table of text, XLSX, ODS or XLS is read, and what it would add and change; with --apply, do it, "
        f"all or nothing. Claims need --as: they come in as that user's drafts. {in_words()}"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, its table and sheet, who imports it, and whether to."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--table", choices=sorted(TABLE_OF_NAME), help="The table; else as the file is named.")
        parser.add_argument("--sheet", default="", help="The sheet of a workbook, where there are several.")
        parser.add_argument("--header", type=int, default=0, help="The row of the header; else the one that is found.")
        for name, known in SETTINGS.items():
            words = f"How the file has it ({', '.join(known.values())}); else as its cells say."
            parser.add_argument(f"--{name}", choices=list(known), default="", help=words)
        parser.add_argument("--reading", default="", metavar="NAME", help="As files of this shape were read before.")
        for name, words in _PAIRS.items():
            parser.add_argument(f"--{name}", action="append", default=[], metavar="A=B", help=words)
        parser.add_argument("--as", dest="user", default="", metavar="USER", help="In whose name.")
        parser.add_argument("--apply", action="store_true", help="Import it; otherwise nothing is written.")

    @without_collector()
    def handle(self, *args: Any, **options: Any) -> None:
        """Print what the file does; CommandError where it is at fault or may not be imported."""
        file: Path = options["file"]
        table = _table(file, options["table"])
        user = _user(options["user"], table)
        if options["apply"] and table.is_claims and user is None:
            raise CommandError("claims are imported as somebody's drafts: say whose with --as")
        sheet = read_sent(table, _sent(file), _choices(options, table))
        self._tell(sheet)
        shown = judged_for(sheet, user)
        if shown.faults:
            for fault in shown.faults:
                self.stderr.write(str(replace(fault, file=file.name)))
            count = len(shown.faults)
            raise CommandError(f"{count} {'fault' if count == 1 else 'faults'}; nothing was imported")
        for repeat in repeats(shown.tables[0], sheet.absent):
            where = "on record" if repeat.on_record else "in the file"
            self.stdout.write(f"Row {repeat.row}, {repeat.code}: the same stands {where} as {repeat.other}.")
        if options["apply"]:
            self._apply(shown, user)
        else:
            self._show(shown)

    def _tell(self, sheet: Sheet) -> None:
        if sheet.reading is not None:
            for line in spoken(sheet.reading):
                self.stdout.write(line)

    def _apply(self, shown: Preview, user: Any) -> None:
        try:
            written = apply_import(shown, by=user)
        except ImportRefused as error:
            raise CommandError(f"{error.outcome}: {error}") from error
        for one in written:
            self.stdout.write(_counts(one.table, one.added, one.changed, one.proposed, one.left))

    def _show(self, shown: Preview) -> None:
        for one in shown.tables:
            proposed = len(one.proposed)
            changed = len(one.changed) - proposed
            self.stdout.write(_counts(one.table.name, len(one.new), changed, proposed, one.unchanged))
        self.stdout.write("Nothing was written: --apply imports it.")


def _counts(table: str, added: int, changed: int, proposed: int, left: int) -> str:
    return f"{table:18} {added:5} new {changed:5} changed {proposed:5} proposed {left:5} unchanged"


def _table(file: Path, name: str | None) -> Table:
    table = TABLE_OF_NAME[name] if name else table_of(file.name)
    if table is None:
        raise CommandError(f"{file.name} is named after no table: say which with --table")
    return table


def _user(name: str, table: Table) -> Any:
    if not name:
        return None
    user = get_user_model()._default_manager.filter(username=name, is_active=True).first()
    if user is None:
        raise CommandError(f"there is no active user {name}")
    if not may_import(table, user):
        raise CommandError(f"{name} may not import {table.name}")
    return user


def _choices(options: dict[str, Any], table: Table) -> Choices:
    chosen = {name: options[name] for name in ("sheet", "header", *SETTINGS)}
    values: dict[str, dict[str, str]] = {}
    for (name, text), code in (
        ((one.partition(":")[0], one.partition(":")[2]), code) for one, code in _pairs(options, "value")
    ):
        values.setdefault(name, {})[text] = code
    given = Choices(
        columns=dict(_pairs(options, "column")), fixed=dict(_pairs(options, "fixed")), values=values, **chosen
    )
    if not options["reading"]:
        return given
    known = kept(table)
    if options["reading"] not in known:
        raise CommandError(f"nothing is kept under {options['reading']!r}: {', '.join(known) or 'nothing at all'}")
    return given.over(known[options["reading"]])


def _pairs(options: dict[str, Any], name: str) -> list[tuple[str, str]]:
    found = []
    for text in options[name]:
        one, sign, other = text.rpartition("=") if name == "column" else text.partition("=")
        if not sign:
            raise CommandError(f"--{name} {text}: write {_PAIRS[name]}")
        found.append((one, other))
    return found


def _sent(file: Path) -> Sent:
    try:
        with file.open("rb") as opened:
            return Sent(file.name, opened.read(MOST_BYTES + 1))
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}") from error

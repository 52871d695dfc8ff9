"""Take over the data package of another instance: as drafts, with where each is from."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from flows.actions.apply_import import ImportRefused
from flows.actions.import_package import apply_package, judged_package
from flows.importing.bounds import MOST_BYTES
from flows.importing.faults import BadFiles
from flows.importing.lines import Unreadable
from flows.importing.packaged import Package, read_package
from flows.management.collector import without_collector


class Command(BaseCommand):
    """`manage.py import_package FILE.zip --from NAME --as USER`; all or nothing, and a second time nothing."""

    help = (
        "Take over the data package of another instance, as its /api/v1/dataset.zip gives it: new claims as drafts of "
        "a user, changes to what came from there before as proposals, its retractions followed. Nothing of our own is "
        "changed. All or nothing; the same file again changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, whose it is, in whose name, and whether only to look."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--from", dest="instance", required=True, metavar="NAME", help="The host of the instance.")
        parser.add_argument("--as", dest="user", required=True, metavar="USER", help="Whose drafts they become.")
        parser.add_argument("--show", action="store_true", help="Only say what it would do.")

    @without_collector()
    def handle(self, *args: Any, **options: Any) -> None:
        """Print what the package did; CommandError, and nothing written, where it is at fault."""
        user = get_user_model()._default_manager.filter(username=options["user"], is_active=True).first()
        if user is None:
            raise CommandError(f"there is no active user {options['user']}")
        package = _package(options["file"])
        try:
            self._import(package, options["instance"], user, show=options["show"])
        except BadFiles as error:
            for fault in error.faults:
                self.stderr.write(str(fault))
            if package.lists:
                lists = json.dumps(dict(package.lists), ensure_ascii=False)
                self.stderr.write(f'It has codes that we do not, for "lists" in subject.json: {lists}')
            count = len(error.faults)
            raise CommandError(f"{count} {'fault' if count == 1 else 'faults'}; nothing was imported") from error
        except ValidationError as error:
            raise CommandError(f"{' '.join(error.messages)} Nothing was imported") from error
        except ImportRefused as error:
            raise CommandError(f"{error}; nothing was imported") from error

    def _import(self, package: Package, instance: str, user: Any, *, show: bool) -> None:
        done = None if show else apply_package(package, instance, user)
        taken = done.taken if done else judged_package(package, instance, user)
        if taken.preview.faults:
            raise BadFiles(taken.preview.faults)
        for one in taken.preview.tables:
            changed, proposed = len(one.changed) - len(one.proposed), len(one.proposed)
            self.stdout.write(
                f"{one.table.name:18} {len(one.new):5} new {changed:5} changed {proposed:5} proposed "
                f"{one.unchanged:5} unchanged"
            )
        self._tell("Ours, and other than theirs: left as it is", taken.ours)
        if done is None:
            self._tell("Retracted there", tuple(one.code for one in taken.retracted))
            self.stdout.write("Nothing was written.")
            return
        self._tell("Retracted there, and so here", done.withdrawn)
        self._tell(f"Retracted there and public here, for somebody to retract, as {user} may not", done.to_retract)

    def _tell(self, words: str, codes: tuple[str, ...]) -> None:
        if codes:
            self.stdout.write(f"{words}: {len(codes):,} ({', '.join(codes[:10])}{' …' if len(codes) > 10 else ''})")


def _package(file: Path) -> Package:
    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
        return read_package(content)
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}") from error
    except Unreadable as error:
        value = f" ({error.value!r})" if error.value else ""
        allowed = f"; {', '.join(error.allowed)}" if error.allowed else ""
        raise CommandError(f"{file.name}: {error.message}{value}{allowed}. Nothing was imported") from error

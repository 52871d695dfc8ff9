"""What the environment and `.env` say, each setting read strictly: a spelling that nobody decided on stops the site.

An empty value is as good as none. Where a setting is wrong, one sentence names it, what it says and what it may say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

_SWITCH = {"true": True, "1": True, "yes": True, "on": True, "false": False, "0": False, "no": False, "off": False}
_DATABASES = ("sqlite", "postgres", "postgresql", "psql", "pgsql")
_LINE = re.compile(r"\A(?:export )?([A-Za-z_0-9]+)=")


class Environment:
    """The settings by their names; a file gives those that the environment does not name. ``known`` are those
    that were read."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.known: set[str] = set()
        self._env = environ.Env()
        if file.is_file():
            self._env.read_env(file)

    def text(self, name: str, default: str = "") -> str:
        """The setting as it is written."""
        self.known.add(name)
        return str(self._env.str(name, default="")) or default

    def switch(self, name: str, *, default: bool) -> bool:
        """Whether the setting is on."""
        said = self.text(name)
        if said and said.lower() not in _SWITCH:
            raise _refused(name, said, f"one of {', '.join(_SWITCH)}")
        return _SWITCH[said.lower()] if said else default

    def number(self, name: str, *, default: int, least: int = 0) -> int:
        """The setting as a whole number that is not below the least."""
        said = self.text(name)
        # By pattern: int() takes signs, spaces, underscores and the digits of every script.
        if said and (not re.fullmatch(r"[0-9]{1,10}", said) or int(said) < least):
            raise _refused(name, said, f"a whole number from {least} on")
        return int(said) if said else default

    def choice(self, name: str, choices: Iterable[str], *, default: str) -> str:
        """The setting as one of the choices, however its letters are written."""
        said = self.text(name, default)
        for each in choices:
            if each.lower() == said.lower():
                return each
        raise _refused(name, said, f"one of {', '.join(choices)}")

    def words(self, name: str, *, default: list[str]) -> list[str]:
        """The setting as a list, by commas."""
        said = self.text(name)
        return [word.strip() for word in said.split(",") if word.strip()] if said else default

    def web_address(self, name: str) -> str:
        """The setting as an address on the web, or nothing."""
        said = self.text(name)
        if said:
            _need_scheme(name, said, ("https", "http"))
        return said

    def database(self, name: str, *, default: str) -> dict[str, Any]:
        """The setting as Django's description of a database."""
        said = self.text(name, default)
        _need_scheme(name, said, _DATABASES)
        try:
            return dict(self._env.db_url_config(said))
        except ValueError:
            raise ImproperlyConfigured(
                f"{name} has a port that is no number: a slash in a password is written %2F."
            ) from None

    def cache(self, name: str, *, default: str) -> dict[str, Any]:
        """The setting as Django's description of a cache."""
        said = self.text(name, default)
        _need_scheme(name, said, self._env.CACHE_SCHEMES)
        return dict(self._env.cache_url_config(said))

    def refuse_unread(self) -> None:
        """Stop where the file names what no setting reads: most likely one is misspelt, and its default holds."""
        lines = self._file.read_text(encoding="utf-8").splitlines() if self._file.is_file() else []
        named = [match[1] for match in map(_LINE.match, lines) if match]
        for name in (each for each in named if each not in self.known):
            nearest = get_close_matches(name.upper(), sorted(self.known)) or sorted(self.known)
            raise ImproperlyConfigured(
                f"{self._file.name} names {name}, which no setting reads: did you mean {' or '.join(nearest)}? "
                "What other programs read belongs into the environment itself."
            )


def _need_scheme(name: str, said: str, schemes: Iterable[str]) -> None:
    """Refuse an address of another kind; without printing all of it, since it may hold a password."""
    scheme, separator, _ = said.partition("://")
    if not separator or scheme not in schemes:
        told = f"{scheme}://..." if separator else "no address"
        raise _refused(name, told, f"an address that begins with {', '.join(f'{each}://' for each in schemes)}")


def _refused(name: str, said: str, allowed: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} is {said!r}, and has to be {allowed}.")

"""What a coded list is made of: terms, closed codes that the type checker knows, and the list itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, Self, TypeVar

from flows.subject import FILE, subject


@dataclass(frozen=True, slots=True)
class Term:
    """One member of a list on which no code decides: the stored code, the words for people, the meaning in one line."""

    code: str
    label: str
    meaning: str


class Code(StrEnum):
    """A member of a closed list: the stored text itself, with the words for people and the meaning in one line.

    A member is a string, so it is stored, compared and serialised as its code. What it does (which figures a bound
    fills, say) is declared with it: a subclass takes its traits in ``__init__``, so a new member cannot leave one out,
    and whoever decides by a code ends with ``assert_never``, so the type checker names each place to decide.
    """

    label: str
    meaning: str

    def __new__(cls, code: str, label: str, meaning: str, *traits: Any) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        member.meaning = meaning
        return member

    @classmethod
    def of(cls, code: str) -> Self:
        """The member that is stored as this text; ValueError for a text of no member."""
        return cls(code)  # type: ignore[call-arg]

    @property
    def code(self) -> str:
        """The stored text, as a plain string."""
        return str(self.value)


AnyTerm_co = TypeVar("AnyTerm_co", bound=Term | Code, covariant=True)


@dataclass(frozen=True, slots=True)
class CodedList(Generic[AnyTerm_co]):
    """A list of terms under one name; iterates over its terms in their defined order.

    One that ``grows`` has terms of the subject after those of the code, and names a code that it does not know by
    itself: a record may have it from before.
    """

    name: str
    title: str
    meaning: str
    terms: tuple[AnyTerm_co, ...]
    grows: bool = False

    def __iter__(self) -> Iterator[AnyTerm_co]:
        return iter(self.terms)

    def __contains__(self, code: object) -> bool:
        return any(term.code == code for term in self.terms)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes in their defined order."""
        return tuple(term.code for term in self.terms)

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """Pairs of code and label, as form and model fields take them."""
        return tuple((term.code, term.label) for term in self.terms)

    def term(self, code: str) -> AnyTerm_co:
        """The term of a code; KeyError for a code that is not in the list, unless it grows."""
        for term in self.terms:
            if term.code == code:
                return term
        if self.grows:
            return Term(code, code.replace("-", " "), "")  # type: ignore[return-value]
        raise KeyError(f"{code!r} is not a {self.name}: one of {', '.join(self.codes)}")

    def label(self, code: str) -> str:
        """The words for a code; KeyError for a code that is not in the list, unless it grows."""
        return self.term(code).label


C = TypeVar("C", bound=Code)


def closed_list(name: str, title: str, meaning: str, codes: type[C]) -> CodedList[C]:
    """The list of every member of a closed code."""
    return CodedList(name, title, meaning, tuple(codes))


def open_list(name: str, title: str, meaning: str, *terms: tuple[str, str, str]) -> CodedList[Term]:
    """A list whose members only name what a record is: no code decides by them."""
    return CodedList(name, title, meaning, tuple(Term(*term) for term in terms))


def growing_list(name: str, title: str, meaning: str, *terms: tuple[str, str, str]) -> CodedList[Term]:
    """An open list with what the subject adds to it; ValueError for a code that is there already."""
    own = tuple(Term(one.code, one.label, one.meaning) for one in subject().lists.get(name, ()))
    found = CodedList(name, title, meaning, (*(Term(*term) for term in terms), *own), grows=True)
    if twice := sorted(code for code in found.codes if found.codes.count(code) > 1):
        raise ValueError(f"{FILE}: lists: {name} has {twice[0]!r} already")
    return found

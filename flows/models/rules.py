"""Fields and constraints that several tables share.

Note 1: a record's code is its primary key. Codes are what the seeds, the API, addresses and citations use,
they never change once public, and foreign keys then hold them directly: a list needs no join to print
``supplier=CODE``. Changing this later would mean rewriting every foreign key.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import CheckConstraint, F, Q

from flows.subject import LONGEST_TERM
from flows.vocabulary import Bound, CodedList

CODE_PATTERN = r"^[a-z0-9][a-z0-9.+-]*$"
_code_shape = RegexValidator(
    CODE_PATTERN,
    "A code is lower-case letters, digits, dots, pluses and hyphens, and begins with a letter or digit.",
    code="code",
)

HASH_PATTERN = r"^[0-9a-f]{64}$"
_hash_shape = RegexValidator(
    HASH_PATTERN, "A SHA-256 is 64 digits and letters from a to f, in lower case.", code="hash"
)


def code_field() -> models.CharField[str, str]:
    """The primary key: the record's public, permanent code."""
    return models.CharField(max_length=80, primary_key=True, validators=[_code_shape])


def coded_field(coded: CodedList, *, blank: bool = False, default: str | None = None) -> models.CharField[str, str]:
    """A field that takes the codes of one coded list; `coded_rule` holds the same in the database."""
    # A plain string: a migration would otherwise import the code it was written from.
    options: dict[str, Any] = {} if default is None else {"default": str(default)}
    return models.CharField(
        coded.title.lower(),
        max_length=LONGEST_TERM if coded.grows else max(len(code) for code in coded.codes),
        choices=list(coded.choices),
        blank=blank,
        **options,
    )


def amount_field(name: str) -> models.DecimalField[Any, Any]:
    """An exact quantity; empty means that nothing was stated."""
    return models.DecimalField(name, max_digits=20, decimal_places=4, null=True, blank=True)


def coded_rule(table: str, field: str, coded: CodedList, *, blank: bool = False) -> CheckConstraint:
    """The database's own copy of a coded list; of one that grows it holds that there is a code at all."""
    if coded.grows:
        return CheckConstraint(
            condition=~Q(**{field: ""}),
            name=f"{table}_{field}_said",
            violation_error_message=f"{coded.title} must be one of: {', '.join(coded.codes)}.",
        )
    allowed = Q(**{f"{field}__in": coded.codes})
    if blank:
        allowed |= Q(**{field: ""})
    return CheckConstraint(
        condition=allowed,
        name=f"{table}_{field}_coded",
        violation_error_message=f"{coded.title} must be one of: {', '.join(coded.codes)}.",
    )


def hash_field(name: str) -> models.CharField[str, str]:
    """The SHA-256 of a file; empty where it is not known."""
    return models.CharField(name, max_length=64, blank=True, validators=[_hash_shape])


def web_link_rule(table: str, field: str, *, blank: bool = False) -> CheckConstraint:
    """Links are http or https: a stored ``javascript:`` address would run in a reader's browser."""
    allowed = Q(**{f"{field}__startswith": "https://"}) | Q(**{f"{field}__startswith": "http://"})
    if blank:
        allowed |= Q(**{field: ""})
    return CheckConstraint(
        condition=allowed,
        name=f"{table}_{field}_http",
        violation_error_message="A link must begin with http:// or https://.",
    )


def order_rule(table: str, first: str, second: str, message: str) -> CheckConstraint:
    """The first value does not exceed the second where both are given."""
    return CheckConstraint(
        condition=Q(**{f"{first}__isnull": True})
        | Q(**{f"{second}__isnull": True})
        | Q(**{f"{first}__lte": F(second)}),
        name=f"{table}_{first}_{second}_order",
        violation_error_message=message,
    )


def not_negative_rule(table: str, *fields: str) -> CheckConstraint:
    """No quantity lies below zero."""
    condition = Q()
    for field in fields:
        condition &= Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": 0})
    return CheckConstraint(
        condition=condition, name=f"{table}_not_negative", violation_error_message="A quantity cannot be negative."
    )


def not_itself_rule(table: str, field: str, message: str) -> CheckConstraint:
    """A row does not point to itself."""
    return CheckConstraint(
        condition=Q(**{f"{field}__isnull": True}) | ~Q(**{field: F("code")}),
        name=f"{table}_{field}_not_itself",
        violation_error_message=message,
    )


def filled_rule(table: str, fillings: Mapping[Bound, tuple[str, ...]], fields: tuple[str, ...]) -> CheckConstraint:
    """Each bound fills exactly the figures that it stands for, and leaves the others empty."""
    condition = Q()
    for bound, filled in fillings.items():
        case = Q(bound=bound.code)
        for field in fields:
            case &= Q(**{f"{field}__isnull": field not in filled})
        condition |= case
    words = "; ".join(f"{bound}: {' and '.join(filled) or 'none'}" for bound, filled in fillings.items())
    return CheckConstraint(
        condition=condition,
        name=f"{table}_bound_fills",
        violation_error_message=f"The bound says which figures are filled ({words}); leave the others empty.",
    )

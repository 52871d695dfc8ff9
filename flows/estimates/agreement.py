"""How far two readers of the same documents agree: the share of cells alike, and alpha, which allows for chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of the ``cells`` that two readers filled, how many are ``alike``.

    ``alpha``, to two places, is 1 where all are, 0 where no more are than chance would make so, below where fewer; None
    where every cell holds one value, so that nothing could differ.
    """

    cells: int
    alike: int
    alpha: Decimal | None


def agreement(pairs: Collection[tuple[str, str]]) -> Agreement:
    """The agreement of two readers over the cells of one column; ValueError without any.

    Method: Krippendorff's alpha for nominal data, two observers and no missing values (K. Krippendorff, Content
    Analysis, 2004, chapter 11): one less the observed disagreement over that expected from the values given.
    """
    if not pairs:
        raise ValueError("no cell was read twice")
    alike = sum(first == second for first, second in pairs)
    given = Counter(value for pair in pairs for value in pair)
    values = given.total()
    expected = 1 - Fraction(sum(count * (count - 1) for count in given.values()), values * (values - 1))
    observed = 1 - Fraction(alike, len(pairs))
    alpha = Decimal(round((1 - observed / expected) * 100)) / 100 if expected else None
    return Agreement(len(pairs), alike, alpha)

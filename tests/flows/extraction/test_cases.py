"""The sentences that were read wrongly once, each with what an editor would enter of it."""

from pathlib import Path

import pytest

from flows.extraction.reader import Reader
from tests.flows.extraction.expected import Labelled, fields_of, judged, labelled
from tests.flows.extraction.seeds import vocabulary_of_seeds

CASES = labelled(Path(__file__).with_name("cases.txt"))
read = Reader(vocabulary_of_seeds())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_field_is_right_and_none_is_left_open(case: Labelled) -> None:
    found = judged(read(case.text, case.stated).drafts, case.claims)
    assert not found.missed
    assert not [fields_of(draft) for draft in found.nothing]
    for claim, draft, wrong, left_open in found.pairs:
        assert not wrong, (claim.line, fields_of(draft))
        assert not left_open, (claim.line, fields_of(draft))

"""What a story may name: claims that are on record and were stated by its day, and stated ratios for its ratios."""

from __future__ import annotations

import pytest

from flows.importing.preview import preview
from tests.flows.importing.seeds import changed
from tests.flows.importing.test_preview import faults

pytestmark = pytest.mark.django_db
STORY = "june-2024"


def test_the_story_of_the_seeds_breaks_no_rule() -> None:
    content, _ = changed("stories.csv", STORY, title="Another title")
    assert faults("stories.csv", content) == ()


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"claims": "nothing"}, "claims", "there is no claim nothing"),
        ({"claims": "rok-mnd-2024-07-24-152mm"}, "claims", "after the day of the story"),
        ({"ratios": "rok-mnd-2024-06-14-shells"}, "ratios", "is no stated ratio"),
        ({"claims": "rok-mnd-2024-06-14-shells;rok-mnd-2024-06-14-shells"}, "claims", "stands twice"),
        ({"right_supplier": "kp", "right_recipient": "ru"}, "", "two different flows"),
    ],
)
def test_a_story_that_cannot_be_is_refused_in_words(cells: dict[str, str], column: str, words: str) -> None:
    content, _ = changed("stories.csv", STORY, **cells)
    found = [fault for fault in faults("stories.csv", content) if not column or fault.column == column]
    assert any(words in fault.message for fault in found), found


def test_the_order_of_its_claims_is_kept() -> None:
    turned = "rok-mnd-2024-06-14-shells;article-2024-06-14-eu-1m;eu-2024-03-25-delivered-500k"
    content, _ = changed("stories.csv", STORY, claims=turned)
    (table,) = preview({"stories.csv": content}).tables
    assert turned in str(table)

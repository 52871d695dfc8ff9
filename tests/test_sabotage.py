"""The rules of `make sabotage` are up to date: a line that is gone breaks nothing, and would prove nothing."""

from __future__ import annotations

import pytest

from tests.bench.sabotage import ROOT, RULES, Sabotage


@pytest.mark.parametrize("sabotage", RULES, ids=lambda one: one.rule)
def test_the_line_and_the_tests_of_a_rule_exist(sabotage: Sabotage) -> None:
    assert sabotage.line in (ROOT / sabotage.file).read_text(encoding="utf-8")
    assert sabotage.line != sabotage.broken
    for path in sabotage.tests.split():
        assert (ROOT / path.partition("::")[0]).exists(), path


def test_no_rule_is_named_twice() -> None:
    names = [sabotage.rule for sabotage in RULES]
    assert sorted(set(names)) == sorted(names)

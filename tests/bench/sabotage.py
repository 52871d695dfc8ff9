"""Break one rule at a time in a copy of the code and see that the tests turn red: `make sabotage` prints it.

A rule whose breaking no test notices is held by nothing. Each entry names the rule, the line that holds it, what
it is replaced by, and the tests that must fail.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
COPIED = (
    *(
        "manage.py",
        "pyproject.toml",
        "README.md",
        "CHANGELOG.md",
        "Makefile",
        "requirements.txt",
        "requirements-dev.txt",
    ),
    *("seeds", "dashboard", "flows", "templates", "tests", ".env.example"),
)


@dataclass(frozen=True)
class Sabotage:
    """One rule broken: where, how, and by which tests it is held."""

    rule: str
    file: str
    line: str
    broken: str
    tests: str


LEDGER, TOTALS = "flows/estimates/ledger.py", "flows/estimates/totals.py"
PERIOD, QUOTIENT = "flows/estimates/period.py", "flows/estimates/quotient.py"
CONVERSION = "flows/estimates/conversion.py"
ESTIMATES, API = "tests/flows/estimates", "tests/flows/api/test_worked_answers.py"
PERIODS = "tests/flows/api/test_periods.py"
UNSEEN = "tests/dashboard/test_unseen.py"
CHARTS = "tests/dashboard/charts/test_time.py"
KNOWN, KNOWN_TESTS = "flows/queries/known.py", "tests/flows/queries/test_known.py"
REVIEW = "tests/flows/actions/test_review.py tests/flows/actions/test_editing.py"
ORIGINS, APPEARANCES = "flows/estimates/origins.py", "tests/flows/queries/test_appearances.py"
ADDITIONS = "tests/flows/actions/test_additions.py"
BESIDE = "tests/flows/actions/test_reference.py"
AT_THE_DESK = "tests/flows/admin/test_reference_review.py"
FLOW_PAGES = "tests/dashboard/pages/test_flow.py tests/dashboard/pages/test_flows.py"
AROUND = "tests/flows/measures/test_around.py"
GRADES = "tests/flows/estimates/test_ledger.py tests/flows/queries/test_graded.py tests/flows/api/test_grades.py"
WEAK = "tests/dashboard/charts/test_weak.py"
ACCOUNTS, INERT = "tests/dashboard/accounts", "tests/dashboard/test_inert.py"
EVIDENCE, EVIDENCE_TESTS = "flows/extraction/evidence.py", "tests/flows/extraction/test_evidence.py"
CHECKING = "tests/flows/actions/test_check_evidence.py"
RECONCILE, RECONCILE_TESTS = "flows/estimates/reconcile.py", "tests/flows/estimates/test_reconcile.py"
MOVED, MOVED_TESTS = "flows/estimates/moved.py", "tests/flows/estimates/test_moved.py"
RULES = (
    Sabotage(
        "nobody approves their own merge",
        "flows/actions/merge.py",
        "if by is None or by.pk == held.by_id:",
        "if by is None:",
        "tests/flows/actions/test_merge.py",
    ),
    Sabotage(
        "a merge joins no record to itself",
        "flows/actions/merge.py",
        "_raise(fault for row in held for fault in _faults_alone(row))",
        "",
        "tests/flows/actions/test_merge.py",
    ),
    Sabotage(
        "undoing a merge moves back only what still names the new row",
        "flows/actions/merge.py",
        'here = [one for one in references if merge.new in values.get(one.field, "").split(JOINT)]',
        "here = references",
        "tests/flows/actions/test_merge.py",
    ),
    Sabotage(
        "a merged row is in no list",
        "flows/queries/rows.py",
        'if column == "pk" and kind in MERGED:',
        "if False:",
        "tests/dashboard/middleware/test_merged.py",
    ),
    Sabotage(
        "the code of a merged row leads to the new one",
        "dashboard/settings.py",
        '    "dashboard.middleware.merged.Merged",\n',
        "",
        "tests/dashboard/middleware/test_merged.py",
    ),
    Sabotage(
        "nothing names a merged row any more",
        "flows/actions/checks.py",
        "    yield from _merged(row)\n",
        "",
        "tests/flows/actions/test_merge.py",
    ),
    Sabotage(
        "a placeholder is no title",
        "flows/importing/rules.py",
        'if row["title"] and _NO_TITLE.fullmatch(row["title"]):',
        'if row["title"] and False:',
        "tests/flows/importing/test_rules.py",
    ),
    Sabotage(
        "duplicates of sources do not go round in a circle",
        "flows/importing/checks.py",
        'yield from rules.no_cycles(together, "duplicate_of")',
        'yield from rules.no_cycles({}, "duplicate_of")',
        "tests/flows/importing/test_preview.py",
    ),
    Sabotage(
        "an older check of a link changes nothing",
        "flows/importing/link_checks.py",
        'check["link_checked_on"] < before)',
        "False)",
        "tests/flows/management/test_check_links.py",
    ),
    Sabotage(
        "a dead link says so",
        "dashboard/templatetags/reading.py",
        'return LinkState.of(source.link_state).warning if source.link_state else ""',
        'return ""',
        "tests/dashboard/pages/test_claim.py",
    ),
    Sabotage(
        "14 a part of a number is no figure",
        "flows/extraction/written_numbers.py",
        "[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+(?![0-9])(?:[.,][0-9]+)?(?!{_GAP}(?:mm|мм)\\b)",
        "[0-9]{{99}}",
        "tests/flows/extraction/test_written_numbers.py",
    ),
    Sabotage(
        "14 both ends of a range have to be found",
        EVIDENCE,
        "if all(found) else []",
        "if any(found) else []",
        EVIDENCE_TESTS,
    ),
    Sabotage(
        "14 a party counts only near the figure",
        EVIDENCE,
        "beside = any(self._sentence(place) in near for found in named for place in found)",
        "beside = True",
        EVIDENCE_TESTS,
    ),
    Sabotage(
        "14 a corrected claim has not been checked",
        "flows/queries/evidence.py",
        'same = [f"coalesce(c.{figure}, -1) = coalesce(said.{figure}, -1)" for figure in _FIGURES]',
        "same = []",
        CHECKING,
    ),
    Sabotage(
        "14 who entered a claim does not check it",
        "flows/actions/check_evidence.py",
        "for one in found if one.kept), batch_size",
        "for one in found), batch_size",
        CHECKING,
    ),
    Sabotage(
        "a release is made only where something was published",
        "flows/exporting/releases.py",
        "if only_if_due and every and not _differs(every[0].path, made):",
        "if False:",
        "tests/flows/exporting/test_releases.py",
    ),
    Sabotage(
        "two releases are compared field by field",
        "flows/exporting/release_changes.py",
        "elif digest != _digest(row, columns):",
        "elif False:",
        "tests/flows/exporting/test_releases.py",
    ),
    Sabotage(
        "14 a check of evidence is never changed",
        "flows/triggers.py",
        '_sealed("flows_evidencecheck",',
        '_sealed("flows_nothing",',
        CHECKING,
    ),
    Sabotage(
        "1 supersession: a later total replaces the earlier one",
        LEDGER,
        "if successor is not None:\n        return LeftOut",
        "if False:\n        return LeftOut",
        ESTIMATES,
    ),
    Sabotage(
        "1 a retracted claim replaces nothing",
        LEDGER,
        "claim.stance == Stance.ASSERTS and claim.status != Status.RETRACTED",
        "claim.stance == Stance.ASSERTS",
        ESTIMATES,
    ),
    Sabotage(
        "2 periods that meet do not add up",
        TOTALS,
        'if reason != "overlapping_period" or not _apart(one, two):',
        'if reason != "overlapping_period":',
        ESTIMATES,
    ),
    Sabotage(
        "2 claimants on one flow do not add up",
        TOTALS,
        "if one.claimant != other.claimant:",
        "if False:",
        ESTIMATES,
    ),
    Sabotage(
        "2 a bloc and its member do not add up",
        TOTALS,
        "if one.supplier != other.supplier:",
        "if False:",
        ESTIMATES,
    ),
    Sabotage(
        "2 a part is already inside the whole",
        TOTALS,
        "if code != claim.code and not _readings(claim, known[code]):",
        "if False:",
        ESTIMATES,
    ),
    Sabotage(
        "2 units are not mixed",
        TOTALS,
        'for name in ("stage", "basis", "unit"):',
        'for name in ("stage", "basis"):',
        ESTIMATES,
    ),
    Sabotage(
        "3 capacity is called what containers could hold",
        "flows/wording.py",
        "return f\"what {origin or 'the containers'} could hold\"",
        "return stage",
        "tests/flows/test_wording.py",
    ),
    Sabotage(
        "4 stages are not mixed",
        TOTALS,
        'for name in ("stage", "basis", "unit"):',
        'for name in ("basis", "unit"):',
        ESTIMATES,
    ),
    Sabotage(
        "5 either/or: the group falls as a whole",
        LEDGER,
        "if claim.alternative_group in fallen:",
        "if False:",
        ESTIMATES,
    ),
    Sabotage(
        "6 claimants that overlap count once",
        LEDGER,
        "return clashes.get(one, frozenset()) & left - {one}",
        "return frozenset()",
        ESTIMATES,
    ),
    Sabotage(
        "6 a span is open where a head is",
        "flows/estimates/interval.py",
        "min(lows) if len(lows) == len(members) else None",
        "min(lows) if lows else None",
        ESTIMATES,
    ),
    Sabotage(
        "7 a computed ratio says that the bases differ",
        "flows/estimates/quotient.py",
        "if left.basis != right.basis:",
        "if False:",
        ESTIMATES,
    ),
    Sabotage(
        "8 as known on: nothing stated later is read",
        LEDGER,
        "if as_of is None or c.claimed_on <= as_of",
        "if True",
        ESTIMATES,
    ),
    Sabotage(
        "8 time travel through the API",
        "flows/queries/known.py",
        "Q(claimed_on__lte=as_of) if table in CLAIM_TABLES else _KNOWN[table](as_of)",
        "Q()",
        "tests/flows/api",
    ),
    Sabotage(
        "9 a denial is a record and not a zero",
        LEDGER,
        "if claim.stance == Stance.DENIES:",
        "if False:",
        ESTIMATES,
    ),
    Sabotage(
        "9 no claims are an unknown total",
        TOTALS,
        "if not quantities:\n        return Quantity(Bound.UNQUANTIFIED)",
        "if False:\n        return Quantity()",
        ESTIMATES,
    ),
    Sabotage(
        "10 superseded travels with the number",
        "flows/wording.py",
        "if superseded_on is not None:",
        "if False:",
        "tests/flows/test_wording.py",
    ),
    Sabotage(
        "10 a context figure is quoted with its hedge",
        "flows/wording.py",
        'return bounded(quantity, lambda value: f"${spelled(value)}")',
        'return bounded(Quantity(Bound.EXACT, point=quantity.figure), lambda value: f"${spelled(value)}")',
        "tests/flows/test_wording.py tests/dashboard/pages/test_overview.py",
    ),
    Sabotage(
        "10 a hedge on record stays when an older file comes in",
        "flows/importing/rules.py",
        "if stored and set(Bound.of(stored).fills) == stated:",
        "if False:",
        "tests/flows/importing/test_growth.py",
    ),
    Sabotage(
        "10 a revision from before there was a bound is read with one",
        "flows/models/history.py",
        "if not isinstance(kept, dict) or kept.keys().isdisjoint(FIRST_NAMES):",
        "if True:",
        REVIEW,
    ),
    Sabotage(
        "11 a running total without an end ends when it was stated",
        PERIOD,
        "return cls(start, claim.claimed_on)",
        "return cls(start, None)",
        ESTIMATES,
    ),
    Sabotage(
        "11 heads cover by start: a total since 2025 hides none since 2023",
        LEDGER,
        "if start < newer:",
        "if newer == date.max:",
        ESTIMATES,
    ),
    Sabotage(
        "11 heads keep units apart: missiles hide no rounds",
        LEDGER,
        "series[claim.claimant, claim.stage, claim.unit]",
        'series[claim.claimant, claim.stage, ""]',
        ESTIMATES,
    ),
    Sabotage(
        "11 the database chooses heads by start too",
        "flows/queries/claim_groups.py",
        'Q(newer_start=None) | Q(start__lt=F("newer_start"))',
        "Q(newer_start=None)",
        "tests/flows/measures/test_flow_index.py",
    ),
    Sabotage(
        "13 the explorer shows figures for a period",
        "flows/queries/claim_groups.py",
        "(running & UNCOVERED) | figure",
        "running & UNCOVERED",
        "tests/flows/measures/test_flow_index.py",
    ),
    Sabotage(
        "11 spans are of one age",
        LEDGER,
        "newest[claim.stage, claim.unit] - claim.claimed_on > window",
        "False",
        ESTIMATES,
    ),
    Sabotage(
        "12 different periods are not comparable",
        QUOTIENT,
        "elif not alike(one, other):",
        "elif False:",
        ESTIMATES,
    ),
    Sabotage(
        "12 the ends of two periods count as much as their starts",
        PERIOD,
        "abs(one.start - other.start) <= most and abs(one.end - other.end) <= most",
        "abs(one.start - other.start) <= most",
        ESTIMATES,
    ),
    Sabotage(
        "12 an unknown period is not comparable",
        QUOTIENT,
        "if not one.is_known or not other.is_known:\n        yield Difference.UNKNOWN_PERIOD",
        "if not one.is_known or not other.is_known:\n        pass",
        ESTIMATES,
    ),
    Sabotage(
        "12 overlapping suppliers are not comparable",
        QUOTIENT,
        "if relations.same_goods(left, right):",
        "if left.supplier == right.supplier and relations.same_goods(left, right):",
        ESTIMATES,
    ),
    Sabotage(
        "12 a flow is not comparable with itself",
        QUOTIENT,
        "if relations.same_goods(left, right):",
        "if left.supplier != right.supplier and relations.same_goods(left, right):",
        ESTIMATES,
    ),
    Sabotage(
        "12 pairs that are not comparable stand below the others",
        QUOTIENT,
        "sorted(pairs, key=lambda pair: not pair.comparable)",
        "pairs",
        ESTIMATES,
    ),
    Sabotage(
        "13 figures for a period: the newest of each",
        LEDGER,
        "if claim.claimed_on >= newest.get(_series(claim), date.min)",
        "if True",
        ESTIMATES,
    ),
    Sabotage(
        "13 figures for a period: a part hides no whole",
        LEDGER,
        "if claim.part_of not in codes:\n            newest",
        "if True:\n            newest",
        ESTIMATES,
    ),
    Sabotage(
        "13 figures for a period: what crosses years is never split",
        PERIOD,
        "or self.start.year != self.end.year",
        "",
        ESTIMATES,
    ),
    Sabotage(
        "11 the label of a mark in a chart says the time",
        "dashboard/charts/marks.py",
        'label=f"{claim.claimant_name}, {figure} {period}".strip(),',
        'label=f"{claim.claimant_name}, {figure}",',
        CHARTS,
    ),
    Sabotage(
        "11 who said what, in short, says the time that it is about",
        "flows/wording.py",
        'return _joined(f"{claim.claimant_name}, {counted_words}", period_of(claim))',
        'return f"{claim.claimant_name}, {counted_words}"',
        "tests/flows/test_wording.py tests/dashboard/pages/test_arithmetic.py",
    ),
    Sabotage(
        "11 a figure without a time says so where an axis places it",
        "dashboard/charts/marks.py",
        "    if mark.period:\n        return mark\n    return replace(mark, untimed",
        "    return mark\n    return replace(mark, untimed",
        CHARTS,
    ),
    Sabotage(
        "11 figures with a time are named before those without",
        "dashboard/charts/field_labels.py",
        "            s.mark.untimed,\n",
        "",
        CHARTS,
    ),
    Sabotage(
        "11 a row of a figure keeps heading, stage and day",
        "dashboard/charts/figure_rows.py",
        'return f"{chart.lanes[mark.lane or 0].group}: {mark.label} ({mark.detail})"',
        "return mark.label",
        CHARTS,
    ),
    Sabotage(
        "11 a band says when its figure was stated",
        "dashboard/charts/bands.py",
        'lead = f"{mark.start}: {mark.label}, stated {mark.stated_on_words}{weak}"',
        'lead = f"{mark.start}: {mark.label}{weak}"',
        CHARTS,
    ),
    Sabotage(
        "11 a figure that is drawn beside its mark says the time",
        "dashboard/charts/sheet.py",
        "return [figure, brief(mark.period)] if mark.period else [figure]",
        "return [figure]",
        CHARTS,
    ),
    Sabotage(
        "13 figures for a period are drawn with the stages of a flow",
        "dashboard/charts/stages.py",
        "_drawable(answer.period_heads, stage, unit)",
        "()",
        CHARTS,
    ),
    Sabotage(
        "13 figures for a period are drawn among the totals of a flow",
        "dashboard/charts/movement.py",
        "elif mark.code in for_periods:",
        "elif False:",
        CHARTS,
    ),
    Sabotage(
        "13 figures for a period are drawn where two flows are compared",
        "dashboard/charts/comparison.py",
        "_moved(side.period_heads, unit)",
        "_moved((), unit)",
        CHARTS,
    ),
    Sabotage(
        "13 a figure for a period shares no scale with a running total",
        "dashboard/charts/periods.py",
        "for_periods=over_periods if both else None",
        "for_periods=None",
        CHARTS,
    ),
    Sabotage(
        "11 axes of time end with the day of the question",
        "dashboard/charts/kind.py",
        "ended = replace(chart, x=ending(chart.x, day))",
        "ended = chart",
        CHARTS,
    ),
    Sabotage(
        "11 page, figure, file and embedded chart of one address end with one day",
        "dashboard/pages/figures.py",
        "until(chart, as_of or today())",
        "until(chart, as_of) if as_of else chart",
        "tests/dashboard/pages/test_chart_time.py",
    ),
    Sabotage(
        "11 the band of a chart leaves older totals out",
        "flows/measures/course.py",
        "spans(heads(standing), question.age)",
        "spans(heads(standing), None)",
        CHARTS,
    ),
    Sabotage(
        "11 silence since the last statement is shaded",
        "dashboard/charts/time_axis.py",
        "last = chart.silent_from\n    if last is None:",
        "last = None\n    if last is None:",
        CHARTS,
    ),
    Sabotage(
        "17 a factor keeps its direction",
        CONVERSION,
        "return Interval(None, factor)",
        "return Interval(factor, factor)",
        ESTIMATES,
    ),
    Sabotage(
        "17 rounding goes outward",
        QUOTIENT,
        "rounded(interval.low, digits, ROUND_FLOOR)",
        "rounded(interval.low, digits)",
        ESTIMATES,
    ),
    Sabotage(
        "17 a computed floor is rounded down",
        QUOTIENT,
        "rounded(quantity.low, digits, ROUND_FLOOR)",
        "rounded(quantity.low, digits)",
        ESTIMATES,
    ),
    Sabotage(
        "17 another supplier's factor is marked",
        "flows/measures/conversion.py",
        "if any(factor.claim.supplier != claim.supplier for factor in used):",
        "if False:",
        "tests/flows/measures/test_arithmetic.py",
    ),
    Sabotage(
        "17 a floor is no top of a spread",
        CONVERSION,
        "None if Interval(high, None) in every else high,",
        "high,",
        ESTIMATES,
    ),
    Sabotage(
        "17 a stored quotient is rounded outward",
        CONVERSION,
        "if bounded.is_open and any(round(quotient, places) == named for places in _PLACES):",
        "if False:",
        ESTIMATES,
    ),
    Sabotage(
        "17 the stated total stands before the computed one",
        "flows/measures/conversion.py",
        "rounds = rounds or rounds_in(claim.quantity, per_container)",
        "rounds = rounds_in(claim.quantity, per_container)",
        "tests/flows/measures/test_arithmetic.py",
    ),
    Sabotage(
        "17 containers of something else are not converted",
        "flows/measures/conversion.py",
        "return claim.munition == HOLDING and bool(claim.quantity.figures)",
        "return bool(claim.quantity.figures)",
        "tests/flows/measures/test_arithmetic.py",
    ),
    Sabotage(
        "17 the other side's rate of fire is marked",
        CONVERSION,
        "if claim.recipient != rate.actor:",
        "if False:",
        ESTIMATES,
    ),
    Sabotage(
        "17 rounds that have not moved are marked",
        CONVERSION,
        "if not claim.stage.is_movement:",
        "if False:",
        ESTIMATES,
    ),
    Sabotage(
        "11 the text of a record names the parties and the time",
        "flows/exporting/tables.py",
        '"text": lambda claim, _: quote(claim, alone=True)',
        '"text": lambda claim, _: quote(claim)',
        "tests/flows/exporting/test_tables.py",
    ),
    Sabotage(
        "11 every record has its period in words",
        "flows/exporting/tables.py",
        '"period": lambda claim, _: period_of(claim)',
        '"period": lambda claim, _: ""',
        PERIODS,
    ),
    Sabotage(
        "12 the text of a computed ratio says why it is not comparable",
        "flows/api/answers.py",
        'f" (not comparable: {labels})" if labels else ""',
        '""',
        PERIODS,
    ),
    Sabotage(
        "12 a computed ratio has both its periods",
        "flows/api/answers.py",
        'one("right_period", PERIOD, lambda pair: pair.periods[1])',
        'one("right_period", PERIOD, lambda pair: pair.periods[0])',
        PERIODS,
    ),
    Sabotage(
        "13 only figures of like periods are paired",
        "flows/measures/supply_quotient.py",
        "if alike(Period.of(one), Period.of(other))",
        "",
        PERIODS,
    ),
    Sabotage(
        "13 the table of flows holds figures for a period",
        "flows/exporting/flow_heads.py",
        "_SHIPMENTS.rows((*heads, *period_heads, *undated), site), summary, strict=True",
        "_SHIPMENTS.rows(heads, site), summary, strict=False",
        "tests/flows/api/test_downloads.py",
    ),
    Sabotage(
        "13 the index of flows reads what has no stated time",
        "flows/queries/claim_groups.py",
        "(running & UNCOVERED) | figure | without)",
        "(running & UNCOVERED) | figure)",
        "tests/flows/measures/test_flow_index.py",
    ),
    Sabotage(
        "13 the table of flows says what has no stated time",
        "flows/exporting/flow_heads.py",
        '*["without-a-time"] * len(undated)',
        '*["for-a-period"] * len(undated)',
        "tests/flows/api/test_downloads.py",
    ),
    Sabotage(
        "11 older heads are marked in the table of flows",
        "flows/exporting/flow_heads.py",
        '"older-total" if claim.code in past else "running-total"',
        '"running-total"',
        "tests/flows/api/test_downloads.py",
    ),
    Sabotage(
        "11 the answer about a flow takes the window that was asked for",
        "flows/measures/flow.py",
        "by_age(chosen, question.age)",
        "by_age(chosen, type(question.age)(days=365))",
        PERIODS,
    ),
    Sabotage(
        "2 a refused sum names the periods that clash",
        TOTALS,
        'if code != "overlapping_period":',
        "if True:",
        "tests/flows/api/test_arithmetic.py",
    ),
    Sabotage(
        "17 cautions stand in the quotable words",
        "flows/api/arithmetic.py",
        "(factor, *(caution.label for caution in answer.cautions))",
        "(factor,)",
        "tests/flows/api/test_arithmetic.py",
    ),
    Sabotage(
        "visibility: only published and retracted claims are read",
        "flows/queries/rows.py",
        "rows.filter(status__in=PUBLIC_STATUSES)",
        "rows",
        UNSEEN,
    ),
    Sabotage(
        "visibility: the count of a list and of its search",
        "flows/queries/listing.py",
        "matching(question, public(question.table)).count()",
        "matching(question, MODELS[question.table][0]._default_manager.all()).count()",
        UNSEEN,
    ),
    Sabotage(
        "visibility: the feed",
        "flows/queries/changes.py",
        "models.Revision.objects.filter(values__status__in=PUBLIC_STATUSES)",
        "models.Revision.objects.all()",
        UNSEEN,
    ),
    Sabotage(
        "visibility: the data package",
        "flows/queries/package_rows.py",
        "    rows = visible(model)\n    if table in CLAIM_TABLES:\n        rows = rows.filter(status=Status.PUBLISHED)",
        "    rows = model._default_manager.all()",
        UNSEEN,
    ),
    Sabotage(
        "visibility: no retracted claim in the data package",
        "flows/queries/package_rows.py",
        "    if table in CLAIM_TABLES:\n        rows = rows.filter(status=Status.PUBLISHED)",
        "    pass",
        "tests/flows/exporting",
    ),
    Sabotage(
        "visibility: the sitemap",
        "flows/queries/codes.py",
        "public(table).order_by(*order)",
        "public(table).model._default_manager.order_by(*order)",
        UNSEEN,
    ),
    Sabotage(
        "visibility: the explorer counts what is public",
        "flows/queries/claim_groups.py",
        'rows = matching(question, public("shipments")).order_by()',
        'rows = matching(question, public("shipments").model._default_manager.all()).order_by()',
        UNSEEN,
    ),
    Sabotage(
        "time travel: the heads of the explorer",
        "flows/queries/claim_groups.py",
        'stands("shipments", question.as_of, question.grade)',
        'stands("shipments", None, question.grade)',
        "tests/flows/measures",
    ),
    Sabotage(
        "time travel: the data package refers to nothing of a later day",
        "flows/queries/package_rows.py",
        '{f"{name}__claimed_on__lte": as_of}',
        "{}",
        "tests/flows/exporting",
    ),
    Sabotage(
        "history: what readers had seen before is corrected, not new",
        "flows/queries/changes.py",
        'number__lt=OuterRef("number")',
        "number__lt=0",
        "tests/flows/queries",
    ),
    Sabotage(
        "visibility: the days of statements",
        "flows/queries/statement_days.py",
        "WHERE status IN ({_STATUSES})",
        "WHERE true",
        UNSEEN,
    ),
    Sabotage(
        "visibility: the version of the data and entity tags",
        "flows/queries/data_version.py",
        "WHERE {status} IN ({statuses})",
        "WHERE true",
        UNSEEN,
    ),
    Sabotage(
        "visibility: what is added beside claims waits",
        "flows/queries/rows.py",
        'return rows.exclude(**{f"{column}__in": waiting_codes(kind)})',
        "return rows",
        ADDITIONS,
    ),
    Sabotage(
        "visibility: what waits leaves the version of the data as it is",
        "flows/actions/values.py",
        "Status.DRAFT.code if waits(row) else",
        "Status.PUBLISHED.code if waits(row) else",
        "tests/flows/admin/test_additions.py",
    ),
    Sabotage(
        "review: what a public claim names is public with it",
        "flows/actions/review.py",
        "        publish_named(by)\n",
        "",
        ADDITIONS,
    ),
    Sabotage(
        "review: nobody approves their own claim",
        "flows/actions/review.py",
        "if by is None or by.pk in authors(claim):",
        "if by is None:",
        REVIEW,
    ),
    Sabotage(
        "review: nobody approves the change that they proposed",
        "flows/actions/propose.py",
        "if by is None or by.pk == held.by_id:",
        "if by is None:",
        REVIEW,
    ),
    Sabotage(
        "review: a rejection keeps its reason with the claim",
        "flows/actions/review.py",
        'claim.status, claim.review_note = "rejected", reason',
        'claim.status, claim.review_note = "rejected", "Mend it."',
        REVIEW,
    ),
    Sabotage(
        "review: a rejection keeps its reason in the history",
        "flows/actions/review.py",
        'write_on(claim, "rejected", by=by, note=reason)',
        'write_on(claim, "rejected", by=by)',
        REVIEW,
    ),
    Sabotage(
        "review: a retraction keeps its reason",
        "flows/actions/retract.py",
        '"retracted", reason.strip()',
        '"retracted", "An error."',
        REVIEW,
    ),
    Sabotage(
        "review: what is public is never changed in place",
        "flows/actions/record.py",
        "if public and (by is not None or isinstance(row, Claim)):",
        "if False:",
        BESIDE,
    ),
    Sabotage(
        "review: what is public is never deleted",
        "flows/actions/record.py",
        "            if is_public(row):",
        "            if False:",
        BESIDE,
    ),
    Sabotage(
        "review: a file of an editor's proposes what it changes in public rows",
        "flows/actions/apply_import.py",
        "proposed = {} if by is None else to_propose(one)",
        "proposed: dict[str, list[Values]] = {}",
        BESIDE,
    ),
    Sabotage(
        "review: nobody makes public what they added or changed",
        "flows/actions/additions.py",
        "for one in held if _wrote(by, one)]",
        "for one in held if False]",
        BESIDE,
    ),
    Sabotage(
        "review: nor with a claim of somebody else's",
        "flows/actions/additions.py",
        "if by is not None and _wrote(by, one):",
        "if False:",
        BESIDE,
    ),
    Sabotage(
        "review: a decision is about the change that was looked at",
        "flows/admin/reviewing.py",
        'request.POST.get("proposal", str(proposal.pk)) != str(proposal.pk)',
        "False",
        AT_THE_DESK,
    ),
    Sabotage(
        "review: what a change does is looked at and not written",
        "flows/admin/row_changes.py",
        "transaction.set_rollback(True)",
        "pass",
        AT_THE_DESK,
    ),
    Sabotage(
        "review: a figure is no typing error",
        "flows/queries/corrections.py",
        "_DIGITS.findall(one) == _DIGITS.findall(other) and ",
        "",
        AT_THE_DESK,
    ),
    Sabotage(
        "review: the short way ends after an hour",
        "flows/queries/corrections.py",
        "at__gte=timezone.now() - WINDOW,",
        "",
        AT_THE_DESK,
    ),
    Sabotage(
        "versions: whoever saves says which version they saw",
        "flows/actions/history.py",
        'if getattr(given, "version", stored.version) != stored.version:',
        "if False:",
        REVIEW,
    ),
    Sabotage(
        "versions: a form shows what somebody else saved meanwhile",
        "flows/admin/versions.py",
        "seen != self.instance.version:",
        "False:",
        "tests/flows/admin/test_writing.py",
    ),
    Sabotage(
        "history: every write leaves a revision",
        "flows/actions/history.py",
        "    revision(row, verb, by=by, approved_by=approved_by, note=note).save(force_insert=True)",
        "    revision(row, verb, by=by, approved_by=approved_by, note=note)",
        REVIEW,
    ),
    Sabotage(
        "history: a revision is never changed or deleted",
        "flows/triggers.py",
        "SELECT RAISE(ABORT, '{rule.message}'); END",
        "SELECT 1; END",
        REVIEW,
    ),
    Sabotage(
        "atomicity: an import is all or nothing",
        "flows/actions/apply_import.py",
        "with writing():",
        "if True:",
        "tests/flows/actions tests/flows/importing",
    ),
    Sabotage(
        "escaping: a formula in an exported text is disarmed",
        "flows/formula_text.py",
        "text.startswith(_BEGINS_A_FORMULA)",
        "False",
        "tests/flows/exporting",
    ),
    Sabotage(
        "escaping: text in a drawing is text",
        "dashboard/charts/element.py",
        "escape(_clean(child))",
        "_clean(child)",
        INERT,
    ),
    Sabotage(
        "escaping: text that hovers over a chart is text",
        "dashboard/charts/figure.py",
        'value.replace("<", "&lt;")',
        "value",
        INERT,
    ),
    Sabotage(
        "links are http or https, held by the database",
        "flows/migrations/0001_tables.py",
        '("url__startswith", "https://"), ("url__startswith", "http://"), _connector="OR"',
        '("url__startswith", ""), ("url__startswith", "http://"), _connector="OR"',
        INERT,
    ),
    Sabotage(
        "policy: nothing inline on any page",
        "dashboard/settings.py",
        '"script-src": [SELF],',
        '"script-src": [SELF, "\'unsafe-inline\'"],',
        "tests/dashboard/test_headers.py",
    ),
    Sabotage(
        "policy: refusals and redirects carry it too",
        "dashboard/middleware/headers.py",
        "response.headers.setdefault(name, value)",
        "pass",
        "tests/dashboard/test_headers.py",
    ),
    Sabotage(
        "throttle: sign-ins are counted by the real address",
        "dashboard/accounts/adapter.py",
        "return client_key(request)",
        'return str(request.headers.get("X-Forwarded-For", "192.0.2.1"))',
        ACCOUNTS,
    ),
    Sabotage(
        "second factor: a session has to have shown it",
        "dashboard/middleware/second_factor.py",
        "if not was_shown(request):",
        "if False:",
        ACCOUNTS,
    ),
    Sabotage(
        "second factor: a password does not take it off",
        "dashboard/accounts/adapter.py",
        'if method["id"] == "mfa_reauthenticate"]',
        "if False]",
        ACCOUNTS,
    ),
    Sabotage(
        "sessions: confirming who one is begins another",
        "dashboard/accounts/views.py",
        "self.request.session.cycle_key()",
        "pass",
        ACCOUNTS,
    ),
    Sabotage(
        "3 the page of a flow: figures for a period stand beside the running totals",
        "dashboard/pages/flow.py",
        "if claim.code in listed)",
        "if False)",
        FLOW_PAGES,
    ),
    Sabotage(
        "3 the opening of a flow: a figure for a period is a figure",
        "flows/headlines.py",
        "    if answer.period_heads:\n        yield",
        "    if False:\n        yield",
        FLOW_PAGES,
    ),
    Sabotage(
        "3 the explorer: the newest figure may be one for a period",
        "dashboard/pages/flows.py",
        "(*flow.heads, *flow.period_heads)",
        "flow.heads",
        FLOW_PAGES,
    ),
    Sabotage(
        "5 the page of a flow: a total that is older stands apart",
        "dashboard/pages/flow.py",
        "totals=tuple(reversed(answer.recent))",
        "totals=tuple(reversed(answer.heads))",
        FLOW_PAGES,
    ),
    Sabotage(
        "4 about the same goods: parties that overlap",
        "flows/measures/around.py",
        "(party, *relations.actors.get(party, ()))",
        "(party,)",
        AROUND,
    ),
    Sabotage(
        "4 about the same goods: what carries them",
        "flows/queries/claims_around.py",
        " | Q(munition__unit__in=CARRIER_UNITS)",
        "",
        AROUND,
    ),
    Sabotage(
        "4 about the same goods: a flow of which nothing stands is named",
        "flows/queries/claims_around.py",
        " | Q(place=1)",
        "",
        AROUND,
    ),
    Sabotage(
        "4 about the same goods: denials that are filed under them",
        "flows/measures/around.py",
        "if one.claim.stance.is_denial",
        "if False",
        AROUND,
    ),
    Sabotage(
        "4 about the same goods: as known on the day",
        "flows/queries/claims_around.py",
        "Q() if as_of is None else Q(claimed_on__lte=as_of)",
        "Q()",
        AROUND,
    ),
    Sabotage(
        "2 the comparison: pairs that are not comparable stand below",
        "dashboard/pages/compare.py",
        "tuple(pair for pair in told if pair.quotient.comparable)",
        "tuple(told)",
        "tests/dashboard/pages/test_compare.py",
    ),
    Sabotage(
        "8 why do these differ: an offered claim is about the same",
        "flows/measures/differences.py",
        "for name in LISTED[table].sides)",
        "for name in LISTED[table].sides[:0])",
        "tests/dashboard/pages/test_arithmetic.py",
    ),
    Sabotage(
        "10 a caution stands beside the number",
        "flows/wording.py",
        'return f"{words} ({labels})" if labels else words',
        "return words",
        "tests/dashboard/pages/test_arithmetic.py",
    ),
    Sabotage(
        "sessions: they end by themselves",
        "dashboard/settings.py",
        'env.number("SESSION_HOURS", default=12, least=1) * 3600',
        "10**7",
        ACCOUNTS,
    ),
    Sabotage(
        "roles: an administrator makes nobody a superuser",
        "dashboard/accounts/admin.py",
        "return fields if _is_superuser(request) else (*fields, *_BEYOND_ROLES)",
        "return fields",
        ACCOUNTS,
    ),
    Sabotage(
        "a span says that its heads count from different days",
        LEDGER,
        "last - first > timedelta(days=ALIKE_DAYS)",
        "False",
        f"{ESTIMATES}/test_ledger.py",
    ),
    Sabotage(
        "14 a figure that is derived from another claimant's has its origin",
        ORIGINS,
        "for other in (above_it, *(f",
        "for other in (None, *(f",
        f"{ESTIMATES}/test_origins.py",
    ),
    Sabotage(
        "14 one document that is the original of two claims is one origin",
        ORIGINS,
        "for document in claim.originals)):",
        "for document in claim.originals[:0])):",
        f"{ESTIMATES}/test_origins.py",
    ),
    Sabotage(
        "14 a document that does not hold the figure gives it no grade",
        "flows/queries/rows.py",
        'if one[1] == "f":',
        "if one[1]:",
        APPEARANCES,
    ),
    Sabotage(
        "known on: an appearance with its document",
        "flows/queries/rows.py",
        "if one[3:13] > day:",
        "if one[3:13] > '9999':",
        APPEARANCES,
    ),
    Sabotage(
        "an appearance that waits for review grades nothing",
        "flows/queries/rows.py",
        "AND w.public_at IS NULL))",
        "AND w.public_at IS NULL AND 1 = 0))",
        APPEARANCES,
    ),
    Sabotage(
        "an appearance is of a claim that is recorded",
        "flows/importing/checks.py",
        'if rows[code]["claim"] not in claims:',
        "if False:",
        "tests/flows/importing/test_preview.py",
    ),
    Sabotage(
        "an appearance reports one of the same claim",
        "flows/importing/rules.py",
        'if reported is not None and reported["claim"] != rows[code]["claim"]:',
        "if False:",
        "tests/flows/importing/test_preview.py",
    ),
    Sabotage(
        "only an original is called the first appearance",
        "dashboard/pages/linked_data.py",
        "if is_original(appearances[0]) else {}",
        "if appearances else {}",
        "tests/dashboard/pages/test_machine_readers.py",
    ),
    Sabotage(
        "known on: an event when it was reported, not when it happened",
        KNOWN,
        'return Q(known_on__lte=as_of) | Q(known_on=None, starts_on__lte=as_of) & published(as_of, "source")',
        "return Q(starts_on__lte=as_of)",
        KNOWN_TESTS,
    ),
    Sabotage(
        "known on: a route has the legs that had been named",
        "flows/queries/listing.py",
        "models.Leg.objects.filter(legs(as_of)) if as_of else models.Leg.objects.all()",
        "models.Leg.objects.all()",
        KNOWN_TESTS,
    ),
    Sabotage(
        "known on: the coincidence of June 2024 is told from its day on",
        "flows/measures/overview.py",
        "of_june = comparison_day(question.as_of) == COMPARISON_DAY",
        "of_june = True",
        "tests/dashboard/pages/test_compare.py",
    ),
    Sabotage(
        "known on: our notes are of today",
        "flows/queries/rows.py",
        "if as_of is not None: notes = ''",
        "pass",
        KNOWN_TESTS,
    ),
    Sabotage(
        "known on: no note is searched on a day",
        "flows/queries/listing.py",
        "_SEARCHED[table] if question.as_of is None else _SEARCHED_ON_A_DAY[table]",
        "_SEARCHED[table]",
        KNOWN_TESTS,
    ),
    Sabotage(
        "known on: the package has no notes of today",
        "flows/queries/package_rows.py",
        'found["notes"] = Value("")',
        "pass",
        "tests/flows/exporting/test_package.py",
    ),
    Sabotage(
        "known on: a place has its role from its document on",
        KNOWN,
        'by_then = Q(source=None) | published(as_of, "source")',
        'by_then = Q(code=F("code"))',
        KNOWN_TESTS,
    ),
    Sabotage(
        "known on: independence counts only what was known",
        "flows/queries/catalogue.py",
        "if since is None or as_of is None or since <= as_of:",
        "if True:",
        KNOWN_TESTS,
    ),
    Sabotage(
        "known on: a claim does not lie in one that was stated later",
        "flows/queries/rows.py",
        "if part_of and as_of is not None and _whole_stated_on > as_of: part_of = None",
        "pass",
        KNOWN_TESTS,
    ),
    Sabotage(
        "known on: the package holds what was known",
        "flows/queries/package_rows.py",
        'return rows.filter(evidence(as_of) if table == "sources" else known(described.name, as_of))',
        "return rows.filter(claimed_on__lte=as_of) if table in CLAIM_TABLES else rows",
        "tests/flows/exporting/test_package.py",
    ),
    Sabotage(
        "known on: the walk sees a choice that nobody had named",
        "flows/queries/recorded_flows.py",
        'public("shipments") if as_of is None else public("shipments").filter(claimed_on__lte=as_of)',
        'public("shipments")',
        "tests/dashboard/test_as_known_on.py",
    ),
    Sabotage(
        "known on: nothing is known of tomorrow",
        "flows/questions/parameters.py",
        "if found > latest:",
        "if False:",
        "tests/flows/questions/test_reading.py",
    ),
    Sabotage(
        "grades: a claim below the grade does not stand",
        LEDGER,
        "if not claim.is_graded(grade):",
        "if False:",
        GRADES,
    ),
    Sabotage(
        "grades: a claim below the grade supersedes nothing",
        LEDGER,
        " and counts(c) and c.is_graded(grade)}",
        " and counts(c)}",
        GRADES,
    ),
    Sabotage(
        "grades: nor does it in a list",
        "flows/queries/rows.py",
        'graded(grade, "successor", as_of)',
        'graded(Reliability.F, "successor", as_of)',
        GRADES,
    ),
    Sabotage(
        "grades: what stands of a grade is graded so, in the database too",
        "flows/queries/listing.py",
        "stands = Q(status=Status.PUBLISHED) & graded(grade, as_of=as_of)",
        "stands = Q(status=Status.PUBLISHED)",
        f"{GRADES} tests/flows/queries/test_standing.py",
    ),
    Sabotage(
        "grades: a weak statement is not of a sound grade",
        "flows/vocabulary/closed.py",
        "if self.is_weak or not credibility.is_weak",
        "if True",
        GRADES,
    ),
    Sabotage(
        "grades: a denial is one at any grade",
        "flows/queries/claims_around.py",
        "graded(grade, as_of=as_of) | Q(stance=Stance.DENIES) if grade else Q()",
        "graded(grade)",
        GRADES,
    ),
    Sabotage(
        "grades: an end of a span that weak claims alone state is named",
        LEDGER,
        "return found if all(claim.is_weak for claim in found) else ()",
        "return ()",
        GRADES,
    ),
    Sabotage(
        "grades: the mark of a weak claim differs",
        "dashboard/charts/shapes.py",
        "if mark.weak:",
        "if False:",
        WEAK,
    ),
    Sabotage(
        "grades: and in the figure for exploring",
        "dashboard/charts/figure_marks.py",
        "if mark.weak and not mark.worded]",
        "if False]",
        WEAK,
    ),
    Sabotage(
        "grades: what a grade takes out of a picture is listed",
        "dashboard/charts/marks.py",
        "if mark.left_out is LeftOut.BELOW_GRADE",
        "if False",
        WEAK,
    ),
    Sabotage(
        "grades: what is computed from weak evidence says so",
        CONVERSION,
        "if claim.is_weak or rate.is_weak:",
        "if False:",
        ESTIMATES,
    ),
    Sabotage(
        "entry: what is told as so is not of a time to come",
        "flows/importing/rules.py",
        "if (day := row.get(field)) is not None and day > latest:",
        "if False and (day := row.get(field)):",
        "tests/flows/importing/test_rules.py",
    ),
    Sabotage(
        "two clocks: a pinned question reads the past of the tables",
        "flows/queries/recorded.py",
        '        if not sql.startswith(("SELECT", *_OPENINGS)):',
        "        if True:",
        "tests/dashboard/test_recorded.py",
    ),
    Sabotage(
        "two clocks: links of a pinned page are pinned",
        "flows/questions/parameters.py",
        "    if moment is not None and AS_OF.name in values:",
        "    if False:",
        "tests/dashboard/test_recorded.py",
    ),
    Sabotage(
        "two clocks: today is the day of the moment",
        "flows/clock.py",
        "    return moment.at.date() if moment else datetime.now(UTC).date()",
        "    return datetime.now(UTC).date()",
        "tests/flows/test_clock.py",
    ),
    Sabotage(
        "two clocks: what readers cannot see ends no moment",
        "flows/actions/writing.py",
        "            if data_version().name != before:",
        "            if True:",
        "tests/dashboard/test_recorded.py",
    ),
    Sabotage(
        "two clocks: a change ends the version before it",
        "flows/past.py",
        'for event, body in (("insert", begin), ("update", end + begin), ("delete", end)):',
        'for event, body in (("insert", begin), ("update", begin), ("delete", end)):',
        "tests/flows/test_past.py",
    ),
    Sabotage(
        "two clocks: revisions of later are left out",
        "flows/queries/recorded.py",
        "WHERE id <= ({newest})",
        "WHERE id <> ({newest})",
        "tests/flows/test_past.py",
    ),
    Sabotage(
        "reconcile: the fewest changes come first",
        RECONCILE,
        "for changes in range(MOST_CHANGES + 1):",
        "for changes in reversed(range(MOST_CHANGES + 1)):",
        RECONCILE_TESTS,
    ),
    Sabotage(
        "reconcile: an open end brings no figure nearer",
        RECONCILE,
        "high = interval.high if interval.high is not None else interval.low",
        "high = interval.high if interval.high is not None else Decimal(10**12)",
        RECONCILE_TESTS,
    ),
    Sabotage(
        "reconcile: ways through claims that stand come first",
        RECONCILE,
        "return way.superseded, way.meeting.distance,",
        "return 0, way.meeting.distance,",
        RECONCILE_TESTS,
    ),
    Sabotage(
        "reconcile: a tranche is no count of all carriers",
        RECONCILE,
        "return same and count.part_of is None and",
        "return same and",
        RECONCILE_TESTS,
    ),
    Sabotage(
        "reconcile: different units never meet",
        RECONCILE,
        "by_unit.get(state.unit, ())",
        "[one for some in by_unit.values() for one in some]",
        RECONCILE_TESTS,
    ),
    Sabotage(
        "reconcile: claims about other parties are not reconciled",
        RECONCILE,
        "if are_apart(left, right, relations or Nesting()):",
        "if False:",
        RECONCILE_TESTS,
    ),
    Sabotage(
        "changes: the first day itself is before",
        MOVED,
        "if claim.code not in knew and claim.code not in below",
        "if claim.code not in below",
        MOVED_TESTS,
    ),
    Sabotage(
        "changes: a claim below the grade was not stated for those who ask for it",
        MOVED,
        'if one.reason == "below_grade"',
        "if False",
        MOVED_TESTS,
    ),
    Sabotage(
        "changes: only the record corrects",
        MOVED,
        "tuple(_corrected(knew, after.known)) if of_record else ()",
        "tuple(_corrected(knew, after.known))",
        MOVED_TESTS,
    ),
    Sabotage(
        "changes: a day in the future is refused",
        "flows/measures/changes.py",
        "if edge.day > today():",
        "if False:",
        "tests/flows/api/test_changes.py",
    ),
    Sabotage(
        "headlines: readings of one statement alone exclude one another",
        "flows/headlines.py",
        "statements.setdefault((claim.claimed_on, claim.derived_from), [])",
        "statements.setdefault((comparison.day, None), [])",
        "tests/dashboard/pages/test_grades.py",
    ),
)


def fails(tests: str, tree: Path) -> bool:
    """Whether any of the tests fails in the tree as it is."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests.split()]
    done = subprocess.run(command, cwd=tree, capture_output=True, check=False, env={**os.environ, "LOCAL": "true"})
    return done.returncode != 0


def red(sabotage: Sabotage, tree: Path) -> bool:
    """Whether the tests fail once the rule is broken; the tree is as before afterwards."""
    path = tree / sabotage.file
    source = path.read_text(encoding="utf-8")
    if sabotage.line not in source:
        raise SystemExit(f"{sabotage.rule}: its line is no longer in {sabotage.file}; correct this list")
    path.write_text(source.replace(sabotage.line, sabotage.broken), encoding="utf-8")
    try:
        return fails(sabotage.tests, tree)
    finally:
        path.write_text(source, encoding="utf-8")


def main(*words: str) -> None:
    """Break each rule in turn, or those alone whose names begin with a word that is given; exit with an error where the
    tests stay green."""
    rules = [one for one in RULES if not words or one.rule.startswith(words)]
    held = 0
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        for name in COPIED:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, tree / name)
        shutil.copy(ROOT / ".env", tree / ".env")
        for tests in sorted({sabotage.tests for sabotage in rules}):
            if fails(tests, tree):
                raise SystemExit(f"{tests}: fails before any rule is broken, so it would prove nothing")
        for sabotage in rules:
            is_red = red(sabotage, tree)
            held += is_red
            print(f"{'red  ' if is_red else 'GREEN'}  {sabotage.rule}", flush=True)
    print(f"{held} of {len(rules)} broken rules turn the tests red")
    sys.exit(held < len(rules))


if __name__ == "__main__":
    main(*sys.argv[1:])

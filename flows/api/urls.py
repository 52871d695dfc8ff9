"""Every address of the API, under /api/v1/."""

from __future__ import annotations

from django.urls import path, re_path

from flows.api.views.arithmetic import (
    Conversion,
    ConversionTable,
    DaysOfFire,
    DaysOfFireTable,
    Differences,
    DifferencesTable,
    Reconcile,
    ReconcileTable,
    Totals,
    TotalsTable,
)
from flows.api.views.balance import Balance, BalanceTable
from flows.api.views.balance_years import BothSides, BothSidesTable
from flows.api.views.changes import Changes, ChangesTable
from flows.api.views.comparison import Comparison, ComparisonInBrief, ComparisonTable
from flows.api.views.contents import Contents, Nothing
from flows.api.views.disagree import Disagree, DisagreeTable
from flows.api.views.document import Docs, Schema
from flows.api.views.flows import FlowDetail, FlowList, FlowTable, FlowWorkbook
from flows.api.views.pace import Pace, PaceTable
from flows.api.views.package import Dataset, ReleaseComparison, ReleaseFile, ReleaseList
from flows.api.views.records import RecordDetail, RecordList, RecordTable, RecordWorkbook
from flows.api.views.search import Search, SearchTable
from flows.api.views.series import SeriesOfFlow, SeriesTable
from flows.api.views.share import Share, ShareTable
from flows.api.views.timeline import Timeline, TimelineTable
from flows.api.views.updates import Updates
from flows.api.views.years import Years, YearsTable
from flows.exporting.tables import TABLES

app_name = "api"

_records = [
    pattern
    for table in TABLES
    for pattern in (
        path(f"{table}/", RecordList.as_view(table=table), name=table),
        path(f"{table}.csv", RecordTable.as_view(table=table), name=f"{table}-csv"),
        path(f"{table}.xlsx", RecordWorkbook.as_view(table=table), name=f"{table}-xlsx"),
        path(f"{table}/<str:code>/", RecordDetail.as_view(table=table), name=f"{table}-one"),
    )
]

urlpatterns = [
    path("", Contents.as_view(), name="contents"),
    *_records,
    path("flows/", FlowList.as_view(), name="flows"),
    path("flows.csv", FlowTable.as_view(), name="flows-csv"),
    path("flows.xlsx", FlowWorkbook.as_view(), name="flows-xlsx"),
    path("flows/<str:supplier>/<str:recipient>/<str:munition>/", FlowDetail.as_view(), name="flow"),
    path("compare/", Comparison.as_view(), name="compare"),
    path("compare/brief/", ComparisonInBrief.as_view(), name="compare-brief"),
    path("compare.csv", ComparisonTable.as_view(), name="compare-csv"),
    path("totals/", Totals.as_view(), name="totals"),
    path("totals.csv", TotalsTable.as_view(), name="totals-csv"),
    path("differences/", Differences.as_view(), name="differences"),
    path("differences.csv", DifferencesTable.as_view(), name="differences-csv"),
    path("conversion/", Conversion.as_view(), name="conversion"),
    path("conversion.csv", ConversionTable.as_view(), name="conversion-csv"),
    path("days-of-fire/", DaysOfFire.as_view(), name="days-of-fire"),
    path("days-of-fire.csv", DaysOfFireTable.as_view(), name="days-of-fire-csv"),
    path("balance/", Balance.as_view(), name="balance"),
    path("balance.csv", BalanceTable.as_view(), name="balance-csv"),
    path("balance-years/", BothSides.as_view(), name="balance-years"),
    path("balance-years.csv", BothSidesTable.as_view(), name="balance-years-csv"),
    path("reconcile/", Reconcile.as_view(), name="reconcile"),
    path("reconcile.csv", ReconcileTable.as_view(), name="reconcile-csv"),
    path("changes/", Changes.as_view(), name="changes"),
    path("changes.csv", ChangesTable.as_view(), name="changes-csv"),
    path("updates/", Updates.as_view(), name="updates"),
    path("years/", Years.as_view(), name="years"),
    path("years.csv", YearsTable.as_view(), name="years-csv"),
    path("share/", Share.as_view(), name="share"),
    path("share.csv", ShareTable.as_view(), name="share-csv"),
    path("pace/", Pace.as_view(), name="pace"),
    path("pace.csv", PaceTable.as_view(), name="pace-csv"),
    path("disagree/", Disagree.as_view(), name="disagree"),
    path("disagree.csv", DisagreeTable.as_view(), name="disagree-csv"),
    path("search/", Search.as_view(), name="search"),
    path("search.csv", SearchTable.as_view(), name="search-csv"),
    path("timeline/", Timeline.as_view(), name="timeline"),
    path("timeline.csv", TimelineTable.as_view(), name="timeline-csv"),
    path("series/", SeriesOfFlow.as_view(), name="series"),
    path("series.csv", SeriesTable.as_view(), name="series-csv"),
    path("releases/", ReleaseList.as_view(), name="releases"),
    path("releases/compare/", ReleaseComparison.as_view(), name="compare-releases"),
    path("releases/<str:day>.zip", ReleaseFile.as_view(), name="release"),
    path("dataset.zip", Dataset.as_view(), name="dataset"),
    path("schema/", Schema.as_view(), name="schema"),
    path("docs/", Docs.as_view(), name="docs"),
    # Only what ends as our addresses end: without the slash, Django first tries the address with it.
    re_path(r"^(?P<path>[\s\S]*/)\Z", Nothing.as_view(), name="nothing"),
    re_path(r"^(?P<path>[\s\S]*\.(?:csv|json|zip|xlsx))\Z", Nothing.as_view(), name="no-file"),
]

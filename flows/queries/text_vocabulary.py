"""The names by which texts are read, with what the records make likely: from the tables as they stand. Six queries."""

from __future__ import annotations

from flows import models, records
from flows.extraction.findings import Vocabulary
from flows.extraction.vocabulary import vocabulary
from flows.queries.rows import records_of


def text_vocabulary() -> Vocabulary:
    """The vocabulary for reading an article: every actor, munition and claimant, and the pairs recorded so far.

    What waits to become public is among them: it is the desk that reads.
    """
    return vocabulary(
        records_of(models.Actor.objects.all(), records.Actor),
        records_of(models.Munition.objects.all(), records.Munition),
        records_of(models.Claimant.objects.all(), records.Claimant),
        flows=models.Shipment.objects.order_by().values_list("supplier_id", "recipient_id").distinct(),
        balances=models.Ratio.objects.order_by().values_list("favours_id", "over_id").distinct(),
        indicators=models.Indicator.objects.order_by().values_list("name", flat=True).distinct(),
    )

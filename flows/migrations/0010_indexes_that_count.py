"""Claims are counted by kind and by source from an index alone; two narrower indexes go, and one that began another.

Note 1: as in 0009, the indexes of foreign keys go by themselves, so that SQLite keeps the table and its triggers.
"""

from django.db import migrations, models

_INDEXES = {"claimant": "flows_shipment_claimant_id_0a858947", "source": "flows_shipment_source_id_51b016c6"}
_HELP = {"claimant": "The institution that said it.", "source": "The document it was read in."}


def _field(name: str) -> migrations.AlterField:
    field: models.ForeignKey = models.ForeignKey(
        db_index=False, on_delete=models.PROTECT, related_name="shipments", to=f"flows.{name}"
    )
    return migrations.AlterField("shipment", name, field)


class Migration(migrations.Migration):
    dependencies = [("flows", "0009_fewer_indexes")]

    operations = [
        migrations.AddIndex(
            "shipment",
            models.Index(
                fields=["supplier", "recipient", "munition", "stage", "basis", "claimant", "status", "claimed_on"],
                name="shipment_kind",
            ),
        ),
        migrations.AddIndex("shipment", models.Index(fields=["source", "status"], name="shipment_source")),
        migrations.RemoveIndex("shipment", "shipment_flow"),
        migrations.SeparateDatabaseAndState(
            state_operations=[_field("claimant"), _field("source")],
            database_operations=[
                # PostgreSQL keeps a second one of each, for searches by the beginning of a text.
                migrations.RunSQL(
                    [f'DROP INDEX IF EXISTS "{index}"', f'DROP INDEX IF EXISTS "{index}_like"'],
                    f'CREATE INDEX "{index}" ON "flows_shipment" ("{column}_id")',
                )
                for column, index in _INDEXES.items()
            ],
        ),
    ]

"""Three indexes of claims about flows go: each is the beginning of a wider one, and every import had to keep both.

Note 1: Django would rebuild the table on SQLite, and lose its triggers; an index can go by itself.
"""

from django.db import migrations, models

_INDEXES = {
    "munition_id": "flows_shipment_munition_id_4742600c",
    "recipient_id": "flows_shipment_recipient_id_2c3cc1fb",
    "supplier_id": "flows_shipment_supplier_id_50aab9b3",
}


def _field(name: str, to: str, related_name: str) -> migrations.AlterField:
    field: models.ForeignKey = models.ForeignKey(
        db_index=False, on_delete=models.PROTECT, related_name=related_name, to=to
    )
    return migrations.AlterField("shipment", name, field)


class Migration(migrations.Migration):
    dependencies = [("flows", "0008_additions")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                _field("munition", "flows.munition", "shipments"),
                _field("recipient", "flows.actor", "shipments_in"),
                _field("supplier", "flows.actor", "shipments_out"),
            ],
            database_operations=[
                # PostgreSQL keeps a second one of each, for searches by the beginning of a text.
                migrations.RunSQL(
                    [f'DROP INDEX IF EXISTS "{index}"', f'DROP INDEX IF EXISTS "{index}_like"'],
                    f'CREATE INDEX "{index}" ON "flows_shipment" ("{column}")',
                )
                for column, index in _INDEXES.items()
            ],
        )
    ]

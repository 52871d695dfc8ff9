"""Files of a data set that stand beside its tables and tell of them; no import takes them."""

from __future__ import annotations

CHANGES = "changes.csv"
"""Each change to a row that had been released: of which release, the column, the old and the new value, and why."""
RELEASED = "released.csv"
"""What the release before held: a line for each row, of a claim with what it says."""
READINGS = "readings.csv"
"""What two coders, apart, read in the documents of a sample of claims."""
BESIDE = (CHANGES, RELEASED, READINGS)
CODES = "codes.csv"
"""In packages: each code of each coded list, with its label and its meaning."""
COLUMNS = "columns.csv"
"""In packages: each column of each table, here and in the API, with its unit, its list, and whether it is computed."""
CODEBOOK = (CODES, COLUMNS)

"""The public, read-only API: reads the question, asks a query or a measure, prints the answer."""

"""What may be concluded from claims, as pure functions over records: no database, no web, no third party."""

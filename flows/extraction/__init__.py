"""From the text of an article to what it states: numbers with their bounds and units, days, names, draft claims.

Pure and transparent: patterns and lists that can be read, no model and no network. What could mean two things is
marked as ambiguous and never guessed; every guess in a draft carries its reason.
"""

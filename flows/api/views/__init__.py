"""The views, one kind of address a file: read the question, ask, print."""

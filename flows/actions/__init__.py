"""The only writes: each a verb, whole or not at all, checked before the database checks it again."""

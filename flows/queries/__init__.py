"""The only reads: each file answers one question from the tables with a fixed number of SQL queries.

What comes back are records. Nothing that is not public (drafts, submissions, rejections) is ever read here.
"""

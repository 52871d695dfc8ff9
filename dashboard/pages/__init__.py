"""The public pages: one short view a file, each a question, a measure, a chart and a template.

A view reads its question leniently: what is wrong with an address becomes a notice on the page, and the
rest is answered. The views' names are those of the templates under ``templates/pages/``.
"""

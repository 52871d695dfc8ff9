"""Records as named columns: one declaration a column, from which CSV rows, JSON bodies and their schema follow.

A column that is declared once cannot carry a number in one form and lose its bound in another.
"""

"""The published numbers, one a file: title, unit, definition, method, caveats, and the function that computes it."""

from flows.measures.definition import Definition
from flows.measures.flow import FlowAnswer
from flows.measures.supply_quotient import CompareAnswer

__all__ = ["CompareAnswer", "Definition", "FlowAnswer"]

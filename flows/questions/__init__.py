"""Questions: what a page, its chart, its CSV and its API twin are asked, as one frozen value.

A question is read from a query string and printed back to one, so an address is the whole state of an answer.
"""

from flows.questions.flow import CompareQuestion, Flow, FlowQuestion
from flows.questions.listing import LISTINGS, Listing, ListQuestion
from flows.questions.parameters import BadQuestion, Fault, Parameter, day

__all__ = [
    "LISTINGS",
    "BadQuestion",
    "CompareQuestion",
    "Fault",
    "Flow",
    "FlowQuestion",
    "ListQuestion",
    "Listing",
    "Parameter",
    "day",
]

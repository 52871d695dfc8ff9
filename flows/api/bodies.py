"""Answers as JSON bodies. What a record looks like is declared with its columns in `flows.exporting`."""

from __future__ import annotations

from typing import Any

from flows.estimates.ledger import LeftOut, Span
from flows.estimates.quotient import Quotient
from flows.exporting.tables import TABLES
from flows.measures import CompareAnswer, FlowAnswer
from flows.measures.supply_quotient import DEFINITION as SUPPLY_QUOTIENT
from flows.measures.timeline import Step, Timeline
from flows.questions import Flow
from flows.questions.parameters import write
from flows.vocabulary import Bound
from flows.wording import quote, to_one

API = "/api/v1/"


def record_body(table: str, record: Any, site: str) -> dict[str, Any]:
    """One record of a table; ``site`` begins every address in it."""
    return TABLES[table].body(record, site)


def flow_body(answer: FlowAnswer, site: str) -> dict[str, Any]:
    """One flow on one day: the question, the heads in full, what stands and what does not, spans, claimants, links."""
    question = answer.question
    return {
        "supplier": question.flow.supplier,
        "recipient": question.flow.recipient,
        "munition": question.flow.munition,
        "as_of": question.as_of,
        "stage": list(question.stages),
        "basis": list(question.bases),
        "heads": [record_body("shipments", head, site) for head in answer.heads],
        "standing": sorted(claim.code for claim in answer.ledger.standing),
        "left_out": [left_out_body(out) for out in answer.ledger.left_out],
        "denials": [claim.code for claim in answer.ledger.denials],
        "span": [_span(span) for span in answer.spans],
        "claimants": answer.claimants,
        "supplier_name": answer.supplier.name,
        "recipient_name": answer.recipient.name,
        "munition_name": answer.munition.name,
        "links": _flow_links(answer, site),
    }


def compare_body(answer: CompareAnswer, site: str) -> dict[str, Any]:
    """Both flows, the computed ratio of each pair of heads, and apart from them what was stated."""
    question = answer.question
    query = question.query()
    return {
        "as_of": question.as_of,
        "stage": list(question.stages),
        "basis": list(question.bases),
        "left": flow_body(answer.left, site),
        "right": flow_body(answer.right, site),
        "ratios": [quotient_body(pair) for pair in answer.quotients],
        "stated": [record_body("ratios", ratio, site) for ratio in answer.stated],
        "note": " ".join(SUPPLY_QUOTIENT.caveats),
        "links": {
            "self": f"{site}{API}compare/?{query}",
            "page": f"{site}/compare/?{query}",
        },
    }


def timeline_body(answer: Timeline, site: str) -> dict[str, Any]:
    """The steps of one flow in order of their days."""
    about = answer.question.about
    return {
        "supplier": about.flow.supplier,
        "recipient": about.flow.recipient,
        "munition": about.flow.munition,
        "as_of": about.as_of,
        "stage": list(about.stages),
        "basis": list(about.bases),
        "steps": [_step(step, site) for step in answer.steps],
        "links": {
            "self": f"{site}{API}timeline/?{answer.question.query()}",
            "flow": _flow_address(about.flow, about.query(), site),
        },
    }


def left_out_body(out: LeftOut) -> dict[str, Any]:
    """A claim that does not stand, with the reason and the claim behind it where there is one."""
    body = {"code": out.claim.code, "reason": out.reason}
    return {**body, "by": out.by} if out.by else body


def _span(span: Span) -> dict[str, Any]:
    return {
        "stage": span.stage,
        "unit": span.unit,
        "low": span.low,
        "high": span.high,
        "lowest_stated": span.lowest,
        "highest_stated": span.highest,
    }


def quotient_body(pair: Quotient) -> dict[str, Any]:
    """One claim over another, with everything that stands against it."""
    left, right = quote(pair.left), quote(pair.right)
    if pair.ratio.bound == Bound.UNQUANTIFIED:
        text = f"no ratio follows from two claims: {left} over {right}"
    else:
        text = f"{to_one(pair.ratio)}, computed from two claims and stated by nobody: {left} over {right}"
    return {
        "left": pair.left.code,
        "right": pair.right.code,
        "left_text": left,
        "right_text": right,
        "bound": pair.ratio.bound,
        "low": pair.ratio.low,
        "point": pair.ratio.point,
        "high": pair.ratio.high,
        "text": text,
        "comparable": pair.comparable,
        "reasons": [
            {"code": reason.code, "label": reason.label, "meaning": reason.meaning} for reason in pair.differences
        ],
    }


def _step(step: Step, site: str) -> dict[str, Any]:
    claim = record_body("shipments", step.claim, site)
    return {
        "on": step.on,
        "code": claim["code"],
        "claimant": claim["claimant"],
        "event": step.event,
        **{
            name: claim[name]
            for name in ("bound", "low", "point", "high", "unit", "munition", "stage", "basis", "stance")
        },
        "superseded_by": step.ended_by,
        **{name: claim[name] for name in ("temporal", "status", "text", "url", "claimant_name")},
    }


def _flow_links(answer: FlowAnswer, site: str) -> dict[str, str]:
    question = answer.question
    flow, query = question.flow, question.query()
    claims = write({**question.filters(), "as_of": question.as_of})
    return {
        "self": _flow_address(flow, query, site),
        "page": f"{site}/flows/{flow}/" + (f"?{query}" if query else ""),
        "timeline": f"{site}{API}timeline/?flow={flow}" + (f"&{query}" if query else ""),
        "claims": f"{site}{API}shipments/?{claims}",
        "csv": f"{site}{API}shipments.csv?{claims}",
    }


def _flow_address(flow: Flow, query: str, site: str) -> str:
    return f"{site}{API}flows/{flow}/" + (f"?{query}" if query else "")

"""The shapes of all answers as JSON Schema, by name: records from their columns, the rest beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.estimates.quotient import DIFFERENCE
from flows.exporting.columns import Column
from flows.exporting.table import Table
from flows.exporting.tables import TABLES
from flows.measures.timeline import STEP
from flows.vocabulary import BASIS, BOUND, LEFT_OUT, STAGE, STANCE, STATUS, TEMPORAL, UNIT, CodedList

Schema = dict[str, Any]

_TYPES = {
    "text": "string",
    "link": "string",
    "day": "string",
    "codes": "array",
    "whole": "integer",
    "number": "number",
}
_FORMATS = {"day": "date", "link": "uri"}


def components() -> dict[str, Schema]:
    """Every named shape of the API."""
    named: dict[str, Schema] = {}
    for table in TABLES.values():
        named[table.item] = record(table)
        named[f"{table.item}List"] = page(table.item)
        if table.parts:
            named[table.parts.item] = _fields(table.parts.columns, table.parts.meaning)
    return {**named, **_flow_shapes(), **_comparison_shapes(), **_timeline_shapes(), **_own_shapes()}


def ref(name: str) -> Schema:
    """A reference to a named shape."""
    return {"$ref": f"#/components/schemas/{name}"}


def record(table: Table) -> Schema:
    """The shape of one record of a table."""
    shape = _fields(table.columns, table.meaning)
    if table.parts:
        shape["properties"][table.parts.field] = {"type": "array", "items": ref(table.parts.item)}
        shape["required"].append(table.parts.field)
    return shape


def page(item: str) -> Schema:
    """The shape of one page of a list."""
    shape = _object(
        f"One page of a list of {item} records.",
        next=_nullable("string", "Address of the next page.", format="uri"),
        previous=_nullable("string", "Address of the page before.", format="uri"),
        results=_array(ref(item)),
    )
    shape["properties"]["count"] = {
        "type": "integer",
        "minimum": 0,
        "description": "How many match in all; only where count=true was asked for.",
    }
    return shape


def column_shape(column: Column) -> Schema:
    """The shape of one field."""
    kind = _TYPES[column.kind]
    shape: Schema = {"type": [kind, "null"] if column.nullable else kind, "description": column.meaning}
    if column.kind in _FORMATS:
        shape["format"] = _FORMATS[column.kind]
    if column.kind == "codes":
        shape["items"] = {"type": "string"}
    if column.allowed:
        shape["enum"] = [*column.allowed, None] if column.nullable else list(column.allowed)
    return shape


def _fields(columns: tuple[Column, ...], meaning: str) -> Schema:
    return _object(meaning, **{column.name: column_shape(column) for column in columns})


def _flow_shapes() -> dict[str, Schema]:
    return {
        "Flow": _object(
            "What is claimed about one flow on a day; the munition with all that is under it in the tree.",
            **_named_flow(),
            **_chosen(),
            heads=_array(
                ref("Shipment"),
                "For each claimant and stage, the newest running total that stands, with the other readings of its "
                "group. Never to be added up: they describe the same flow.",
            ),
            standing=_array({"type": "string"}, "Codes of all claims that stand, sorted."),
            left_out=_array(ref("LeftOut"), "Every other claim stated by the day, with the reason."),
            denials=_array({"type": "string"}, "Codes of the denials; they carry no number."),
            span=_array(ref("Span"), "What the heads span, for each stage and unit."),
            claimants={
                "type": "integer",
                "minimum": 0,
                "description": "How many independent claimants there are among the heads.",
            },
            supplier_name=_string("Who supplies, in words."),
            recipient_name=_string("Who receives, in words."),
            munition_name=_string("The kind of thing in words."),
            links=_links("self", "page", "timeline", "claims", "csv"),
        ),
        "FlowList": page("Flow"),
        "LeftOut": _optional(
            _object("A claim that does not stand.", code=_string("Its code."), reason=_coded(LEFT_OUT)),
            by=_string("Code of the claim that replaced it, or that replaced the other reading of its group."),
        ),
        "Span": _object(
            "What the heads of one stage and unit span.",
            stage=_coded(STAGE),
            unit=_coded(UNIT),
            low=_amount("The low end of all heads together; null where any of them is open below."),
            high=_amount("The high end of all heads together; null where any of them is open above."),
            lowest_stated=_amount("The smallest figure that any head states: an end of what was said."),
            highest_stated=_amount("The largest figure that any head states: an end of what was said."),
        ),
    }


def _comparison_shapes() -> dict[str, Schema]:
    return {
        "Comparison": _object(
            "Two flows side by side. Stated ratios are claims of their own and never merged with computed ones.",
            **_chosen(),
            left=ref("Flow"),
            right=ref("Flow"),
            ratios=_array(ref("ComputedRatio"), "One for every pair of heads."),
            stated=_array(ref("Ratio"), "Ratios that claimants stated between the two recipients."),
            note=_string("Why a computed ratio does not confirm a stated one, nor the other way round."),
            links=_links("self", "page"),
        ),
        "ComputedRatio": _object(
            "One claim over another: arithmetic that nobody stated, and no ratio of fire.",
            left=_string("Code of the claim above the line."),
            right=_string("Code of the claim below the line."),
            left_text=_string("The claim above the line, as it may be quoted."),
            right_text=_string("The claim below the line, as it may be quoted."),
            bound=_coded(BOUND),
            low=_amount("The floor of the ratio."),
            point=_amount("The ratio where both claims give one figure."),
            high=_amount("The ceiling of the ratio."),
            text=_string("The ratio with both claims, as it may be quoted."),
            comparable={
                "type": "boolean",
                "description": "Whether unit, stage, basis, kind of period and munition match on both sides.",
            },
            reasons=_array(ref("Difference"), "What differs between the two sides."),
        ),
        "Difference": _object(
            DIFFERENCE.meaning,
            code=_coded(DIFFERENCE),
            label=_string("The difference in a few words."),
            meaning=_string("The difference in one line."),
        ),
    }


def _timeline_shapes() -> dict[str, Schema]:
    return {
        "Timeline": _object(
            "The steps of one flow in order of their days. Between two steps nothing new was stated.",
            **_named_flow(),
            **_chosen(),
            steps=_array(ref("Step")),
            links=_links("self", "flow"),
        ),
        "Step": _object(
            "A day on which a claim was stated or ceased to stand.",
            on={"type": "string", "format": "date", "description": "The day."},
            code=_string("Code of the claim."),
            claimant=_string("Code of the institution that asserts."),
            event=_coded(STEP),
            bound=_coded(BOUND),
            low=_amount("The stated floor."),
            point=_amount("The one stated figure."),
            high=_amount("The stated ceiling."),
            unit=_coded(UNIT),
            munition=_string("Code of the kind of thing."),
            stage=_coded(STAGE),
            basis=_coded(BASIS),
            stance=_coded(STANCE),
            superseded_by=_nullable("string", "Code of the claim that ended it by the day asked for."),
            temporal=_coded(TEMPORAL),
            status=_coded(STATUS),
            text=_string("The quotable phrase."),
            url=_string("The page of the claim.", format="uri"),
            claimant_name=_string("The claimant, as in a sentence."),
        ),
    }


def _own_shapes() -> dict[str, Schema]:
    term = _object("One code.", code=_string("The code."), label=_string("In words."), meaning=_string("In one line."))
    return {
        "Problem": _optional(
            _object(
                "What went wrong (RFC 9457).",
                type=_string("Address that explains this kind of problem.", format="uri"),
                title=_string("The kind of problem."),
                status={"type": "integer", "description": "The HTTP status."},
                detail=_string("What is wrong with this request."),
                instance=_string("The address that was asked for."),
            ),
            errors=_array(ref("ParameterError"), "Every fault of the question."),
            nearest=_array({"type": "string"}, "What there is that looks most like what was asked for."),
            available=_array({"type": "string"}, "The media types in which the answer is given."),
        ),
        "ParameterError": _object(
            "What is wrong with one parameter.",
            parameter=_string("Its name; empty where the query as a whole is at fault."),
            value=_string("The value given, cut where it is long."),
            detail=_string("What is wrong with it."),
            allowed=_array({"type": "string"}, "What would do, as far as it can be listed."),
        ),
        "Contents": _object(
            "What this API holds.",
            title=_string("Its name."),
            description=_string("What it is."),
            endpoints=_array(
                _optional(
                    _object(
                        "One address.",
                        name=_string("Its name."),
                        url=_string("The address; braces mark what to fill in."),
                        meaning=_string("What it answers."),
                    ),
                    csv=_string("The same as CSV.", format="uri"),
                )
            ),
            problems=_array(
                _object(
                    "One kind of problem.",
                    type=_string("Its address.", format="uri"),
                    status={"type": "integer", "description": "The HTTP status."},
                    title=_string("In words."),
                    meaning=_string("When it is given."),
                )
            ),
            coded_lists=_array(
                _object(
                    "One coded list.",
                    name=_string("Its name."),
                    title=_string("In words."),
                    meaning=_string("What it says."),
                    terms=_array(term),
                )
            ),
        ),
    }


def _named_flow() -> dict[str, Schema]:
    return {
        "supplier": _string("Code of the party that supplies."),
        "recipient": _string("Code of the party that receives."),
        "munition": _string("Code of the kind of thing."),
    }


def _chosen() -> dict[str, Schema]:
    return {
        "as_of": _nullable("string", "The day of the answer; null is today.", format="date"),
        "stage": _array(_coded(STAGE), "The stages asked for; empty is all."),
        "basis": _array(_coded(BASIS), "The bases asked for; empty is all."),
    }


def _object(meaning: str, /, **properties: Schema) -> Schema:
    return {"type": "object", "description": meaning, "properties": properties, "required": list(properties)}


def _optional(shape: Schema, **properties: Schema) -> Schema:
    return {**shape, "properties": {**shape["properties"], **properties}}


def _array(items: Schema, meaning: str = "") -> Schema:
    return {"type": "array", "items": items, **({"description": meaning} if meaning else {})}


def _string(meaning: str, **more: Any) -> Schema:
    return {"type": "string", "description": meaning, **more}


def _nullable(kind: str, meaning: str, **more: Any) -> Schema:
    return {"type": [kind, "null"], "description": meaning, **more}


def _amount(meaning: str) -> Schema:
    return _nullable("number", meaning)


def _coded(coded_list: CodedList) -> Schema:
    return {"type": "string", "enum": list(coded_list.codes), "description": coded_list.meaning}


def _links(*names: str) -> Schema:
    links: Mapping[str, Schema] = {name: _string("An address.", format="uri") for name in names}
    return _object("Where to go from here.", **links)

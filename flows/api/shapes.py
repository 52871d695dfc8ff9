"""The shapes of all answers as JSON Schema, by name: records from their columns, the rest beside them."""

from __future__ import annotations

from flows.api.arithmetic_shapes import arithmetic_shapes
from flows.api.shape_parts import (
    Schema,
    amount,
    an_object,
    array,
    chosen,
    coded,
    explained,
    links,
    named_flow,
    nullable,
    optional,
    ref,
    string,
)
from flows.estimates.quotient import DIFFERENCE
from flows.exporting.columns import Column
from flows.exporting.table import Table
from flows.exporting.tables import TABLES
from flows.measures.timeline import STEP
from flows.vocabulary import BASIS, BOUND, LEFT_OUT, STAGE, STANCE, STATUS, TEMPORAL, UNIT

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
    return {
        **named,
        **_flow_shapes(),
        **_comparison_shapes(),
        **_timeline_shapes(),
        **arithmetic_shapes(),
        **_own_shapes(),
    }


def record(table: Table) -> Schema:
    """The shape of one record of a table."""
    shape = _fields(table.columns, table.meaning)
    if table.parts:
        shape["properties"][table.parts.field] = {"type": "array", "items": ref(table.parts.item)}
        shape["required"].append(table.parts.field)
    return shape


def page(item: str) -> Schema:
    """The shape of one page of a list."""
    shape = an_object(
        f"One page of a list of {item} records.",
        next=nullable("string", "Address of the next page.", format="uri"),
        previous=nullable("string", "Address of the page before.", format="uri"),
        results=array(ref(item)),
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
        shape |= explained(column.allowed)
    return shape


def _fields(columns: tuple[Column, ...], meaning: str) -> Schema:
    return an_object(meaning, **{column.name: column_shape(column) for column in columns})


def _flow_shapes() -> dict[str, Schema]:
    return {
        "Flow": an_object(
            "What is claimed about one flow on a day; the munition with all that is under it in the tree.",
            **named_flow(),
            **chosen(),
            heads=array(
                ref("Shipment"),
                "For each claimant and stage, the newest running total that stands, with the other readings of its "
                "group. Never to be added up: they describe the same flow.",
            ),
            standing=array({"type": "string"}, "Codes of all claims that stand, sorted."),
            left_out=array(ref("LeftOut"), "Every other claim stated by the day, with the reason."),
            denials=array({"type": "string"}, "Codes of the denials; they carry no number."),
            span=array(ref("Span"), "What the heads span, for each stage and unit."),
            claimants={
                "type": "integer",
                "minimum": 0,
                "description": "How many independent claimants there are among the heads.",
            },
            supplier_name=string("Who supplies, in words."),
            recipient_name=string("Who receives, in words."),
            munition_name=string("The kind of thing in words."),
            links=links("self", "page", "timeline", "claims", "csv"),
        ),
        "FlowList": page("Flow"),
        "LeftOut": optional(
            an_object("A claim that does not stand.", code=string("Its code."), reason=coded(LEFT_OUT)),
            by=string("Code of the claim that replaced it, or that replaced the other reading of its group."),
        ),
        "Span": an_object(
            "What the heads of one stage and unit span.",
            stage=coded(STAGE),
            unit=coded(UNIT),
            low=amount("The low end of all heads together; null where any of them is open below."),
            high=amount("The high end of all heads together; null where any of them is open above."),
            lowest_stated=amount("The smallest figure that any head states: an end of what was said."),
            highest_stated=amount("The largest figure that any head states: an end of what was said."),
        ),
    }


def _comparison_shapes() -> dict[str, Schema]:
    return {
        "Comparison": an_object(
            "Two flows side by side. Stated ratios are claims of their own and never merged with computed ones.",
            **chosen(),
            left=ref("Flow"),
            right=ref("Flow"),
            ratios=array(ref("ComputedRatio"), "One for every pair of heads."),
            stated=array(ref("Ratio"), "Ratios that claimants stated between the two recipients."),
            note=string("Why a computed ratio does not confirm a stated one, nor the other way round."),
            links=links("self", "page"),
        ),
        "ComputedRatio": an_object(
            "One claim over another: arithmetic that nobody stated, and no ratio of fire.",
            left=string("Code of the claim above the line."),
            right=string("Code of the claim below the line."),
            left_text=string("The claim above the line, as it may be quoted."),
            right_text=string("The claim below the line, as it may be quoted."),
            bound=coded(BOUND),
            low=amount("The floor of the ratio."),
            point=amount("The ratio where both claims give one figure."),
            high=amount("The ceiling of the ratio."),
            text=string("The ratio with both claims, as it may be quoted."),
            comparable={
                "type": "boolean",
                "description": "Whether unit, stage, basis, kind of period and munition match on both sides.",
            },
            reasons=array(ref("Difference"), "What differs between the two sides."),
        ),
        "Difference": an_object(
            DIFFERENCE.meaning,
            code=coded(DIFFERENCE),
            label=string("The difference in a few words."),
            meaning=string("The difference in one line."),
        ),
    }


def _timeline_shapes() -> dict[str, Schema]:
    return {
        "Timeline": an_object(
            "The steps of one flow in order of their days. Between two steps nothing new was stated.",
            **named_flow(),
            **chosen(),
            steps=array(ref("Step")),
            links=links("self", "flow"),
        ),
        "Step": an_object(
            "A day on which a claim was stated or ceased to stand.",
            on={"type": "string", "format": "date", "description": "The day."},
            code=string("Code of the claim."),
            claimant=string("Code of the institution that asserts."),
            event=coded(STEP),
            bound=coded(BOUND),
            low=amount("The stated floor."),
            point=amount("The one stated figure."),
            high=amount("The stated ceiling."),
            unit=coded(UNIT),
            munition=string("Code of the kind of thing."),
            stage=coded(STAGE),
            basis=coded(BASIS),
            stance=coded(STANCE),
            superseded_by=nullable("string", "Code of the claim that ended it by the day asked for."),
            temporal=coded(TEMPORAL),
            status=coded(STATUS),
            text=string("The quotable phrase."),
            url=string("The page of the claim.", format="uri"),
            claimant_name=string("The claimant, as in a sentence."),
        ),
    }


def _own_shapes() -> dict[str, Schema]:
    term = an_object("One code.", code=string("The code."), label=string("In words."), meaning=string("In one line."))
    return {
        "Problem": optional(
            an_object(
                "What went wrong (RFC 9457).",
                type=string("Address that explains this kind of problem.", format="uri"),
                title=string("The kind of problem."),
                status={"type": "integer", "description": "The HTTP status."},
                detail=string("What is wrong with this request."),
                instance=string("The address that was asked for."),
            ),
            errors=array(ref("ParameterError"), "Every fault of the question."),
            reasons=array(ref("Reason"), "Why claims do not add up."),
            nearest=array({"type": "string"}, "What there is that looks most like what was asked for."),
            available=array({"type": "string"}, "The media types in which the answer is given."),
        ),
        "ParameterError": an_object(
            "What is wrong with one parameter.",
            parameter=string("Its name; empty where the query as a whole is at fault."),
            value=string("The value given, cut where it is long."),
            detail=string("What is wrong with it."),
            allowed=array({"type": "string"}, "What would do, as far as it can be listed."),
        ),
        "ReleaseList": an_object(
            "The data packages that were released, the newest first.",
            results=array(
                an_object(
                    "One released data package.",
                    day={"type": "string", "format": "date", "description": "The day that names it."},
                    url=string("Where it is.", format="uri"),
                    bytes={"type": "integer", "minimum": 0, "description": "Its size."},
                    sha256=string("Its checksum, in hexadecimal digits."),
                )
            ),
        ),
        "Contents": an_object(
            "What this API holds.",
            title=string("Its name."),
            description=string("What it is."),
            endpoints=array(
                optional(
                    an_object(
                        "One address.",
                        name=string("Its name."),
                        url=string("The address; braces mark what to fill in."),
                        meaning=string("What it answers."),
                    ),
                    csv=string("The same as CSV.", format="uri"),
                    xlsx=string("The same as a workbook.", format="uri"),
                )
            ),
            problems=array(
                an_object(
                    "One kind of problem.",
                    type=string("Its address.", format="uri"),
                    status={"type": "integer", "description": "The HTTP status."},
                    title=string("In words."),
                    meaning=string("When it is given."),
                )
            ),
            coded_lists=array(
                an_object(
                    "One coded list.",
                    name=string("Its name."),
                    title=string("In words."),
                    meaning=string("What it says."),
                    terms=array(term),
                )
            ),
        ),
    }

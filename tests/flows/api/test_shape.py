"""A field of an answer: declared once, it is in the body and in the schema, or in neither."""

from __future__ import annotations

from types import SimpleNamespace

from flows.api.shape import Shape, address, amount, links, many, nullable, one, optional, string, texts

INSIDE = Shape("Inside", "Part of it.", (string("code", "Its code."), amount("low", "The floor.", "figures.low")))
PLAIN = Shape("", "Without a name.", (string("word", "A word.", str.upper),))
WHOLE = Shape(
    "Whole",
    "All of it.",
    (
        one("first", INSIDE),
        nullable(one("second", INSIDE)),
        many("words", PLAIN, "Some words."),
        optional(texts("more", "What there may be.")),
        address("url", "Where it is.", lambda answer: f"/{answer.first.code}/"),
        links(self=lambda answer: f"/api/{answer.first.code}/"),
    ),
)
ONE = SimpleNamespace(code="a", figures=SimpleNamespace(low=None))


def test_a_body_holds_what_each_field_reads() -> None:
    answer = SimpleNamespace(first=ONE, second=None, words=["x"], more=None)
    assert WHOLE.body(answer, "https://here") == {
        "first": {"code": "a", "low": None},
        "second": None,
        "words": [{"word": "X"}],
        "url": "https://here/a/",
        "links": {"self": "https://here/api/a/"},
    }
    assert WHOLE.body(SimpleNamespace(**{**vars(answer), "more": []}))["more"] == []


def test_a_schema_names_the_same_fields() -> None:
    schema = WHOLE.schema
    assert list(schema["properties"]) == ["first", "second", "words", "more", "url", "links"]
    assert schema["required"] == ["first", "second", "words", "url", "links"]
    inside = {"$ref": "#/components/schemas/Inside"}
    assert schema["properties"]["first"] == inside
    assert schema["properties"]["second"] == {"anyOf": [inside, {"type": "null"}]}
    assert schema["properties"]["words"]["items"] == PLAIN.schema
    assert INSIDE.schema["properties"]["low"]["type"] == ["number", "null"]
    assert schema["properties"]["links"]["properties"]["self"]["format"] == "uri"

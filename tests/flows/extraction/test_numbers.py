"""Numbers as people write them: one reading or none."""

from decimal import Decimal

import pytest

from flows.extraction.numbers import Ambiguous, entered


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4.8 million", "4800000"),
        ("4,800,000", "4800000"),
        ("4 800 000", "4800000"),
        ("4\N{THIN SPACE}800\N{THIN SPACE}000", "4800000"),
        ("4.8M", "4800000"),
        ("4.8m", "4800000"),
        ("500k", "500000"),
        ("1.2bn", "1200000000"),
        ("1.234 million", "1234000"),
        ("10,000", "10000"),
        ("10000", "10000"),
        ("24.5", "24.5"),
        ("0.125", "0.125"),
        ("1.2340", "1.234"),
        ("0", "0"),
        ("one million", "1000000"),
        ("half a million", "500000"),
        ("two and a half million", "2500000"),
        ("twenty-five thousand", "25000"),
        ("three hundred and fifty thousand", "350000"),
        (" 7 ", "7"),
    ],
)
def test_a_number_with_one_reading_is_read(text: str, value: str) -> None:
    assert entered(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("4.800", "could mean 4,800 or 4.8"),
        ("1.234", "could mean 1,234 or 1.2340"),
        ("1.234,5", "more than one way"),
        ("12.345.678", "more than one way"),
        ("1,5", "more than one way"),
        ("1,5 million", "more than one way"),
        ("0,500", "more than one way"),
        ("1,2345", "more than one way"),
        ("-5", "not a number"),
        ("1e6", "not a number"),
        ("4_800", "not a number"),
        ("٤٨", "not a number"),
        ("４８", "not a number"),
        ("NaN", "not a number"),
        ("up to 5", "go into the bound"),
        ("5 or 6", "not a number"),
        ("", "not a number"),
        ("5 million million", "not a number"),
    ],
)
def test_a_number_with_two_readings_or_none_is_refused_with_a_sentence(text: str, why: str) -> None:
    with pytest.raises(Ambiguous, match=why) as refused:
        entered(text)
    assert str(refused.value).endswith(".")

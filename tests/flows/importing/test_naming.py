"""The names that are near to one that is not on record."""

import pytest

from flows.importing import stored
from flows.importing.naming import Names, names_of

pytestmark = pytest.mark.django_db


def names(table: str) -> Names:
    return names_of(stored.names_on_record(table))


@pytest.mark.parametrize(
    ("table", "text", "nearest"),
    [
        ("munitions", "152 mm shell", "artillery-round-152mm"),
        ("munitions", "152mm shells", "artillery-round-152mm"),
        ("munitions", "155 mm rounds", "artillery-round-155mm"),
        ("munitions", "155 millimetre artillery shell", "artillery-round-155mm"),
        ("munitions", "122-mm rocket", "rocket-122mm"),
        ("munitions", "artilery rounds", "artillery-round"),
        ("actors", "Rheinmetal", "rheinmetall"),
        ("actors", "Czech initative", "cz-initiative"),
        ("claimants", "Ministry of Defence of Ukraine", "ua-mod"),
    ],
)
def test_the_nearest_by_name_and_alias_with_calibre_and_kind(table: str, text: str, nearest: str) -> None:
    assert names(table).nearest(text)[0] == nearest


def test_another_calibre_is_another_thing() -> None:
    near = names("munitions").nearest("130 mm artillery rounds")
    assert "artillery-round" in near
    assert all("mm" not in code for code in near), near
    assert names("munitions").nearest("no such thing") == ()


def test_they_are_called_by_name_and_code() -> None:
    assert names("munitions").called("artillery-round-152mm") == "152 mm artillery round (artillery-round-152mm)"
    assert names("actors").called("no-such") == "no-such"

"""The collector rests during bulk work, and is as it was afterwards, whatever happens meanwhile."""

import gc

import pytest

from flows.management.collector import without_collector


def test_it_is_off_inside_and_as_before_after() -> None:
    assert gc.isenabled()
    with without_collector():
        assert not gc.isenabled()
        with without_collector():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_is_on_again_after_an_error() -> None:
    with pytest.raises(ValueError, match="a bad row"), without_collector():
        raise ValueError("a bad row")
    assert gc.isenabled()

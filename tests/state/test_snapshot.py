from __future__ import annotations

import pytest

from modules.specification.errors import LandingZoneError
from modules.state.snapshot import Notice, State, snapshot
from tests.state.states import LINEAGE, state

NOTICE = Notice(moved_to="s3://acme/x.tfstate", lineage=LINEAGE, serial=3)


def test_a_state_is_known_by_lineage_and_serial() -> None:
    read = snapshot(state(7), "here")

    assert isinstance(read, State)
    assert (read.lineage, read.serial, read.content) == (LINEAGE, 7, state(7))


@pytest.mark.parametrize("content", [b"", b" \n"])
def test_an_empty_place_has_nothing(content: bytes) -> None:
    assert snapshot(content, "here") is None


def test_a_notice_reads_as_it_was_written() -> None:
    assert snapshot(NOTICE.written(), "here") == NOTICE


def test_a_notice_counts_though_the_rest_of_a_state_is_left_behind_it() -> None:
    """A kill may come between writing a notice and cutting off what it was written over."""
    written = NOTICE.written()

    assert snapshot(written + state()[len(written) :] + state(), "here") == NOTICE


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"version": 4}', b"null", state() + b"}", state()[:-1]])
def test_what_is_neither_is_refused(content: bytes) -> None:
    with pytest.raises(LandingZoneError, match="what lies in the place of a state cannot be read"):
        snapshot(content, "here")

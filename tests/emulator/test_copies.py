"""Copies of an emulator: they begin with all that it has, and go on by themselves."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from modules.emulator.served import ServedAws
from modules.emulator.server import EmbeddedAws
from tests.emulator.connection import connect
from tests.support.waiting import becomes

pytestmark = pytest.mark.emulator

ACCOUNT = "340000000002"


@pytest.fixture(scope="module")
def original() -> Iterator[EmbeddedAws]:
    with EmbeddedAws() as running:
        made(running, "of-both")
        yield running


def made(aws: ServedAws, name: str) -> None:
    connect(aws, "sqs", ACCOUNT, "eu-west-1").create_queue(QueueName=name)


def names(aws: ServedAws) -> set[str]:
    listed = connect(aws, "sqs", ACCOUNT, "eu-west-1").list_queues().get("QueueUrls", [])
    return {url.rpartition("/")[2] for url in listed}


def accepts(port: int) -> bool:
    with socket.socket() as connection:
        return connection.connect_ex(("127.0.0.1", port)) == 0


def test_a_copy_begins_with_all_that_there_is_and_neither_sees_what_the_other_does_then(original: EmbeddedAws) -> None:
    with original.copied() as copy, original.copied() as other:
        made(copy, "of-the-copy")
        made(other, "of-the-other")
        made(original, "of-the-original")

        assert names(copy) == {"of-both", "of-the-copy"}
        assert names(other) == {"of-both", "of-the-other"}
        assert names(original) == {"of-both", "of-the-original"}


def test_a_copy_can_be_copied_and_counts_the_same(original: EmbeddedAws) -> None:
    with original.copied() as copy, copy.copied() as second:
        assert second.inventory() == original.inventory()
        assert second.environment(ACCOUNT)["AWS_ACCESS_KEY_ID"] == original.environment(ACCOUNT)["AWS_ACCESS_KEY_ID"]


def test_a_copy_ends_with_its_block_and_the_original_goes_on(original: EmbeddedAws) -> None:
    with original.copied() as copy:
        assert accepts(copy.port)

    assert becomes(lambda: not accepts(copy.port))
    assert accepts(original.port)


def test_copies_end_with_their_original() -> None:
    with EmbeddedAws() as original:
        copying = original.copied()
        port = copying.__enter__().port
        assert accepts(port)

    assert becomes(lambda: not accepts(port))
    copying.__exit__(None, None, None)

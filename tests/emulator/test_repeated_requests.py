"""A request that is repeated because its answer was lost changes nothing a second time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from modules.emulator.repeated_requests import RepeatedRequests


class Counting:
    """Answers with how often it was asked."""

    def __init__(self, status: str = "200 OK") -> None:
        self.asked = 0
        self.status = status

    def __call__(self, _: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        self.asked += 1
        start_response(self.status, [("X-Asked", str(self.asked))])
        return [str(self.asked).encode()]


def ask(application: RepeatedRequests, call: str | None, attempt: int = 1) -> tuple[str, list[tuple[str, str]], bytes]:
    told: list[tuple[str, list[tuple[str, str]]]] = []
    environ: WSGIEnvironment = {"HTTP_AMZ_SDK_REQUEST": f"attempt={attempt}; max=3"}
    if call:
        environ["HTTP_AMZ_SDK_INVOCATION_ID"] = call

    def start(status: str, headers: list[tuple[str, str]], _: object = None, /) -> Callable[[bytes], object]:
        told.append((status, headers))
        return lambda _: None

    body = b"".join(application(environ, start))
    (status, headers) = told[-1]
    return status, headers, body


def test_a_second_attempt_of_a_call_that_succeeded_gets_its_answer_and_does_nothing() -> None:
    counting = Counting()
    application = RepeatedRequests(counting)

    assert ask(application, "one") == ask(application, "one", 2) == ("200 OK", [("X-Asked", "1")], b"1")
    assert counting.asked == 1


@pytest.mark.parametrize("status", ["400 Bad Request", "503 Service Unavailable"])
def test_a_second_attempt_of_a_call_that_failed_is_done(status: str) -> None:
    application = RepeatedRequests(Counting(status))

    assert ask(application, "one")[2] == b"1"
    assert ask(application, "one", 2)[2] == b"2"


def test_another_call_is_done_whatever_its_attempt() -> None:
    application = RepeatedRequests(Counting())

    assert [ask(application, call, attempt)[2] for call, attempt in [("one", 1), ("two", 2), ("one", 1)]] == [
        b"1", b"2", b"3",
    ]  # fmt: skip


def test_a_request_of_no_sdk_is_done_every_time() -> None:
    application = RepeatedRequests(Counting())

    assert [ask(application, None, 2)[2] for _ in range(2)] == [b"1", b"2"]


def test_only_the_latest_answers_are_remembered() -> None:
    counting = Counting()
    application = RepeatedRequests(counting)
    for number in range(600):
        ask(application, str(number))

    assert ask(application, "0", 2)[2] == b"601"
    assert ask(application, "599", 2)[2] == b"600"

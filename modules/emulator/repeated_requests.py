"""Answers a request that an SDK repeats because the first answer was lost, as it was answered first.

SDKs name each call in `amz-sdk-invocation-id`, the same in every attempt, and count attempts in `amz-sdk-request` (AWS
SDKs and Tools Reference Guide, "Retry behavior"). Without this a lost answer to a creation makes two of a thing, or the
repetition is refused because the thing is there already. What failed is done again, as ever; and so is what a file of
faults loses, where AWS would do it again: where the request has no token by which the service knows it.
"""

from __future__ import annotations

import re
import sys
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from modules.emulator.lost_answers import is_done_again

_REMEMBERED = 512
"""How many answers are remembered: a repetition comes within seconds."""

_LARGEST = 1 << 16
"""Bytes of the largest answer that is remembered, so that no more than 32 MiB are held. Those to changes have a few
thousand."""

_ATTEMPT = re.compile(r"attempt=(\d+)")


@dataclass(frozen=True, slots=True)
class _Answer:
    status: str
    headers: list[tuple[str, str]]
    body: bytes


class RepeatedRequests:
    """Wraps an application, and remembers what it answered to calls that succeeded."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application
        self._answers: OrderedDict[str, _Answer] = OrderedDict()
        self._lock = Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        call = environ.get("HTTP_AMZ_SDK_INVOCATION_ID")
        if not call:
            return self._application(environ, start_response)
        answer = self._remembered(call, environ) or self._asked(call, environ)
        start_response(answer.status, answer.headers)
        return [answer.body]

    def _remembered(self, call: str, environ: WSGIEnvironment) -> _Answer | None:
        attempt = _ATTEMPT.search(environ.get("HTTP_AMZ_SDK_REQUEST", ""))
        if attempt is None or attempt[1] == "1":
            return None
        with self._lock:
            answer = self._answers.get(call)
        if answer is not None:
            sys.stderr.write(f"attempt {attempt[1]} of {call}: the first answer was lost, and is given again\n")
        return answer

    def _asked(self, call: str, environ: WSGIEnvironment) -> _Answer:
        responses: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], _: Any = None) -> Callable[[bytes], object]:
            responses.append((status, headers))
            return lambda _: None

        body = b"".join(self._application(environ, start))
        status, headers = responses[-1]
        answer = _Answer(status, headers, body)
        if status.startswith("2") and len(body) <= _LARGEST and not is_done_again(environ):
            with self._lock:
                self._answers[call] = answer
                while len(self._answers) > _REMEMBERED:
                    self._answers.popitem(last=False)
        return answer

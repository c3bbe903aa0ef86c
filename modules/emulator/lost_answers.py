"""Answers that are lost on their way: the operation is done, and the connection breaks."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_LOST = "landing-zone.lost"
_ANSWERED_AGAIN = "landing-zone.answered-again"


def lose(environ: WSGIEnvironment, *, is_answered_again: bool) -> None:
    """Have the answer to a request lost.

    Args:
        environ: Of the request.
        is_answered_again: Whether the service answers a repetition as it answered first, instead of doing it again.

    """
    environ[_LOST] = True
    environ[_ANSWERED_AGAIN] = is_answered_again


def is_done_again(environ: WSGIEnvironment) -> bool:
    """Whether a repetition of the request is done again, since its answer is lost and the service does not know it."""
    return bool(environ.get(_LOST)) and not environ[_ANSWERED_AGAIN]


class LosingAnswers:
    """Wraps an application, and breaks the connection where the answer is to be lost."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request, or break its connection."""
        answer = self._application(environ, start_response)
        if environ.get(_LOST):
            environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
            raise ConnectionAbortedError  # which the server takes for a client that has gone
        return answer

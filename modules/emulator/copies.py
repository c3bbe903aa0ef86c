"""Copies of the emulator as it is: each goes on from there by itself, in a process of its own.

What takes minutes to set up is so set up once, and each test, or each change that is tried, begins with all of it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


class WithCopies:
    """Wraps an application, and answers for copies at a path of its own, which is none of AWS's.

    Nobody may ask for anything else meanwhile: what another request holds would be held in the copy for ever.

    Args:
        application: What answers for AWS.
        serve: Serves an application in the process of a copy, and never returns; the file descriptor is for its port.

    """

    PATH = "/landing-zone/copies"

    def __init__(self, application: WSGIApplication, serve: Callable[[WSGIApplication, int], object]) -> None:
        self._application = application
        self._serve = serve

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        if environ.get("PATH_INFO") != self.PATH:
            return self._application(environ, start_response)
        pid, port = self._copy()
        start_response("200 OK", [("Content-Type", "application/json")])
        return [json.dumps({"pid": pid, "port": port}).encode()]

    def _copy(self) -> tuple[int, int]:
        reads, writes = os.pipe()
        pid = os.fork()
        if not pid:
            os.close(reads)
            self._serve(self, writes)
            os._exit(1)
        os.close(writes)
        with os.fdopen(reads) as answer:
            return pid, int(answer.readline())

"""The emulator's own process: `python -m modules.emulator.serve [--detached] [--faults=PATH]`.

It tells its port on standard output, in one line, once it accepts connections; all else that it says goes to
standard error. Unless detached it ends when standard input closes, which happens however its parent ends.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from flask import Flask
from moto.moto_server.werkzeug_app import (
    BackendRequest,
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import make_server

from modules.emulator import extensions, not_emulated, own_requests
from modules.emulator.copies import WithCopies
from modules.emulator.inventory import WithInventory
from modules.emulator.lost_answers import LosingAnswers
from modules.emulator.moto_additions import lead_paths
from modules.emulator.repeated_requests import RepeatedRequests

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

    from modules.emulator.faults import Faults

HOST = "127.0.0.1"


class _Dispatcher(DomainDispatcherApplication):
    """moto's, which looks through the folders of its package for the service of every single request."""

    def __init__(self, create_app: Callable[[str | None], Flask]) -> None:
        super().__init__(create_app)
        self._backend_of = cache(super().get_backend_for_host)

    def get_backend_for_host(self, host: str | None) -> Any:
        """Find who answers for a host, which stays the same."""
        return self._backend_of(host)


def application(faults: Faults | None = None) -> DomainDispatcherApplication:
    """Build moto server's WSGI application, with the project's extensions, and with faults on request."""
    extensions.register()
    own_requests.answer_with(_Dispatcher(partial(_service_app, None)))
    return _Dispatcher(partial(_service_app, faults))


def main() -> None:
    """Serve until the parent ends, or for ever."""
    answer = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for copies
    answers = LosingAnswers(WithInventory(RepeatedRequests(application(_faults()))))
    _serve(WithCopies(answers, _serve), answer)


def _serve(answers: WSGIApplication, answer: int) -> None:
    """Serve on a free port, which is told once connections are accepted."""
    if "--detached" not in sys.argv:
        Thread(target=_end_with_parent, daemon=True).start()
    server = make_server(HOST, 0, answers, threaded=True, request_handler=MotoRequestHandler)
    os.environ["MOTO_PORT"] = str(server.port)  # where moto sends requests to itself
    with os.fdopen(answer, "w") as output:
        print(server.port, file=output)
    server.serve_forever()


def _faults() -> Faults | None:
    paths = [Path(argument.partition("=")[2]) for argument in sys.argv if argument.startswith("--faults=")]
    if not paths:
        return None
    from modules.emulator.faults import load  # noqa: PLC0415 - what reads YAML is not for every start

    return load(paths[0])


def _service_app(faults: Faults | None, service: str | None) -> Flask:
    """Build what answers for one service; moto's dispatcher passes None for a service that it does not know."""
    if service:
        lead_paths(service)
    app = create_backend_app(service) if service else _empty_app()
    not_emulated.answer_errors(app)
    if faults and service != "moto_api":
        from modules.emulator.fault_injection import inject  # noqa: PLC0415 - as above

        inject(app, faults)
    return app


def _empty_app() -> Flask:
    app = Flask(__name__, static_folder=None)
    app.request_class = BackendRequest
    return app


def _end_with_parent() -> None:
    while os.read(sys.stdin.fileno(), 1024):  # not of Python's file, which a copy of this process finds locked
        pass
    os._exit(0)  # nothing is worth saving: the state is in memory


if __name__ == "__main__":
    main()

"""The service that HCP Terraform asks: it answers at once, and gives the result when the gate has one."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import UTC, datetime

import requests
from werkzeug import Request, Response
from werkzeug.exceptions import RequestEntityTooLarge

from modules.run_task.run_judgement import Judge, Judgement
from modules.run_task.task_request import SIGNATURE_HEADER, TaskRequest, is_signed
from modules.specification.errors import LandingZoneError

_MOST_BYTES = 2**20
"""Of a request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunTaskService:
    """A WSGI application.

    Args:
        key: The HMAC key that the task is registered with in HCP Terraform.
        judge: Judges runs.
        executor: Works on requests that are answered; how many at once is up to it.
        tell: Is told what became of each run.

    """

    key: str
    judge: Judge
    executor: Executor
    tell: Callable[[str], None]

    def __call__(self, environ: dict[str, object], start_response: object) -> object:
        """Answer a request, as WSGI has it (PEP 3333)."""
        return self.answer(Request(environ))(environ, start_response)

    def answer(self, request: Request) -> Response:
        """Answer 200 to what is taken, 401 to what is not signed, 400 and 413 to what is no request of a run task."""
        request.max_content_length = _MOST_BYTES
        if request.method != "POST":
            return Response("POST what a run task is asked\n", status=405, headers={"Allow": "POST"})
        try:
            body = request.get_data()
        except RequestEntityTooLarge:
            return Response(f"more than {_MOST_BYTES} bytes\n", status=413)
        if not is_signed(body, request.headers.get(SIGNATURE_HEADER, ""), self.key):
            return Response("the signature does not fit the key\n", status=401)
        try:
            task = TaskRequest.read(body)
        except LandingZoneError as error:
            return Response(f"{error}\n", status=400)
        if not task.is_test:
            self.executor.submit(self._work, task)
        return Response(status=200)

    def _work(self, task: TaskRequest) -> None:
        run = f"{task.workspace_name} {task.run_id}"
        try:
            self._give(task, "running", "checkov is at work")
            judgement = self._judged(task)
            self._give(task, "passed" if judgement.passed else "failed", judgement.message)
        except (LandingZoneError, requests.RequestException) as error:
            what = error.what if isinstance(error, LandingZoneError) else type(error).__name__
            self.tell(f"{run}: the result could not be given: {what}")
        else:
            self.tell(f"{run}: {'passed' if judgement.passed else 'failed'}: {judgement.message}")

    def _judged(self, task: TaskRequest) -> Judgement:
        try:
            return self.judge.judge(task, today=datetime.now(UTC).date())
        except Exception as error:  # noqa: BLE001 - a run must not go on because its judge fell over
            return Judgement(passed=False, message=f"the gate could not be run: {type(error).__name__}: {error}")

    def _give(self, task: TaskRequest, status: str, message: str) -> None:
        self.judge.host.answer(task, status=status, message=message)

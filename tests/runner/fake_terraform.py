"""Stands in for Terraform: says what the real one says in `-json` (as 1.11.4 says it), in the time it is told.

What it shall do stands in the workspace's `behaviour.json`; what it did goes to the file FAKE_TERRAFORM_CALLS names.
"""
# ruff: noqa: T201 - a command line prints

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

stop_requested = False


def main() -> int:
    command = sys.argv[1]
    if command == "version":
        print(json.dumps({"terraform_version": os.environ.get("FAKE_TERRAFORM_VERSION", "1.11.4")}))
        return 0
    signal.signal(signal.SIGINT, remember_stop)
    behaviour: dict[str, Any] = json.loads(Path("behaviour.json").read_text())
    if command == "show":
        print(json.dumps(shown(behaviour, plan=len(sys.argv) > 3)))
        return 0
    if command == "state":
        print("" if behaviour.get("never_applied") else json.dumps({"serial": 1, "lineage": "one"}))
        return 0
    note("start", command)
    for _ in range(behaviour.get("locked", 0)):
        say("state_lock_acquire")
    code = {"init": init, "plan": plan, "apply": apply, "untaint": untaint}[command](behaviour)
    note("end", command)
    return code


def shown(behaviour: dict[str, Any], *, plan: bool) -> Any:
    if plan and "show_plan_with_imports" in behaviour and Path("recovered.tf.json").exists():
        return behaviour["show_plan_with_imports"]
    return behaviour.get("show_plan" if plan else "show_state", {})


def init(behaviour: dict[str, Any]) -> int:
    Path(".terraform").mkdir(exist_ok=True)
    time.sleep(behaviour.get("init_seconds", 0))
    if "init_error" in behaviour:
        print(f"\nError: {behaviour['init_error']}\n\nand more about it")
        return 1
    return 0


def plan(behaviour: dict[str, Any]) -> int:
    if "-refresh-only" in sys.argv:
        return refresh(behaviour)
    if behaviour.get("crashes"):
        print("panic: runtime error: invalid memory address or nil pointer dereference\n\ngoroutine 30 [running]:")
        return 2  # of the Go runtime
    for option in sys.argv:
        if option.startswith("-out="):
            Path(option.removeprefix("-out=")).write_text("a plan")
    for address in behaviour.get("drifted", []):
        say("resource_drift", change={"resource": {"addr": address}, "action": "update"})
    for address in behaviour.get("gone", []):
        say("resource_drift", change={"resource": {"addr": address}, "action": "delete"})
    if "plan_diagnostic" in behaviour:
        return fail(behaviour["plan_diagnostic"])
    for planned in behaviour.get("planned", []):  # address, type, action
        address, kind, action = planned
        say("planned_change", change={"resource": {"addr": address, "resource_type": kind}, "action": action})
    add = behaviour["resources"]
    summarize("plan", add, behaviour.get("changed", {}))
    return 2 if add else 0


def refresh(behaviour: dict[str, Any]) -> int:
    if "refresh_diagnostic" in behaviour:
        return fail(behaviour["refresh_diagnostic"])
    if not behaviour.get("never_applied"):
        say("refresh_complete", hook={"resource": {"addr": "aws_s3_bucket.b0"}})
    for address in behaviour.get("drifted", []):
        say("resource_drift", change={"resource": {"addr": address}, "action": "update"})
    summarize("plan", 0)
    return 2 if behaviour.get("drifted") or behaviour.get("outputs_drifted") else 0


def apply(behaviour: dict[str, Any]) -> int:
    if "fails_at_first" in behaviour and not Path(".terraform/failed").exists():
        Path(".terraform/failed").touch()
        return fail(behaviour["fails_at_first"])
    add = behaviour["resources"]
    if "-auto-approve" in sys.argv:
        summarize("plan", add)
    for number in range(add):
        if "diagnostic" in behaviour and number == 1:
            return fail(behaviour["diagnostic"])
        hook = {"resource": {"addr": f"aws_s3_bucket.b{number}"}, "action": "create"}
        say("apply_start", hook=hook)
        meet(behaviour.get("meets"))
        time.sleep(behaviour["seconds"] / add)
        say("apply_complete", hook=hook)
        if stop_requested:
            return fail({"severity": "error", "summary": "execution halted", "detail": ""})
    summarize("apply", add)
    return 0


def meet(workspace: str | None) -> None:
    """Go on when another workspace is being applied as well; or after a minute, and then they never met."""
    for _ in range(3000 if workspace else 0):
        record = json.dumps({"what": "start", "command": "apply", "workspace": workspace})[:-1]
        if record in Path(os.environ["FAKE_TERRAFORM_CALLS"]).read_text():
            return
        time.sleep(0.02)


def untaint(_behaviour: dict[str, Any]) -> int:
    print(f"Resource instance {sys.argv[-1]} has been successfully untainted.")
    return 0


def summarize(operation: str, add: int, others: dict[str, int] | None = None) -> None:
    counts = {"add": add, "change": 0, "import": 0, "remove": 0} | (others or {})
    say("change_summary", changes={**counts, "operation": operation})


def fail(diagnostic: dict[str, Any]) -> int:
    say("diagnostic", level="error", diagnostic=diagnostic)
    return 1


def say(type_: str, level: str = "info", **content: object) -> None:
    message = {"@level": level, "@module": "terraform.ui", "type": type_, **content}
    print(json.dumps(message), flush=True)


def note(what: str, command: str) -> None:
    record = {
        "what": what,
        "command": command,
        "workspace": Path.cwd().name,
        "pid": os.getpid(),
        "options": [argument for argument in sys.argv[2:] if argument.startswith("-")],
        "profile": os.environ.get("AWS_PROFILE", ""),
    }
    with Path(os.environ["FAKE_TERRAFORM_CALLS"]).open("a") as calls:
        calls.write(json.dumps(record) + "\n")


def remember_stop(_number: int, _frame: object) -> None:
    global stop_requested  # noqa: PLW0603 - a signal handler has nowhere else to put it
    if stop_requested:
        os._exit(99)  # the real one abandons its work on a second SIGINT
    stop_requested = True


if __name__ == "__main__":
    sys.exit(main())

"""`run-task`: the gate as a service that HCP Terraform asks before it plans."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from modules.commands.console import err
from modules.commands.validate import load_environments
from modules.deployment.spec import CloudBackendSpec
from modules.environment import PROJECT
from modules.landing_zone import LandingZone
from modules.specification.errors import LandingZoneError
from modules.specification.printing import printable

KEY_VARIABLE = "RUN_TASK_HMAC_KEY"
"""The environment variable with the key that the task is registered with."""
_SHORTEST_KEY = 32
"""Characters: a key that can be guessed lets anybody have a run passed over."""


def serve(names: Sequence[str], *, host: str, port: int, parallel: int) -> None:
    """Answer HCP Terraform until somebody stops it.

    Args:
        names: The environments whose runs are judged; all that have their workspaces in HCP Terraform where none is
            named.
        host: The address to listen on.
        port: The port.
        parallel: How many runs are judged at once.

    Raises:
        LandingZoneError: an environment is not in HCP Terraform, or two are in two organizations; there is no key; the
            address is taken.

    """
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - not before it is needed

    from werkzeug.serving import make_server  # noqa: PLC0415 - takes its time

    from modules.run_task.hcp_terraform import HcpTerraform  # noqa: PLC0415
    from modules.run_task.run_judgement import Judge  # noqa: PLC0415
    from modules.run_task.service import RunTaskService  # noqa: PLC0415

    zones = _in_hcp_terraform(load_environments(names), is_chosen=bool(names))
    backend = _backend(zones)
    judge = Judge(
        organization=backend.organization,
        tag_keys={name: zone.organization.tag_keys for name, zone in zones.items()},
        host=HcpTerraform(backend.hostname),
        policies=PROJECT / "policies" / "checkov",
    )
    key = _key()
    with ThreadPoolExecutor(max_workers=parallel, thread_name_prefix="run-task") as executor:
        service = RunTaskService(key=key, judge=judge, executor=executor, tell=_tell)
        try:
            server = make_server(host, port, service, threaded=True)
        except (OSError, SystemExit) as error:
            raise LandingZoneError(
                "the address must be free",
                got=f"{host}:{port}: {error}",
                why="HCP Terraform, or what stands before this service, asks there",
                fix="name another one: --host, --port",
            ) from error
        try:
            _tell(f"judging runs of {', '.join(zones)} at http://{host}:{server.port}/; Ctrl-C ends it")
            server.serve_forever()
        except KeyboardInterrupt:
            _tell("ended; runs that are being judged get their results first")
        finally:
            server.server_close()


def _in_hcp_terraform(zones: Mapping[str, LandingZone], *, is_chosen: bool) -> dict[str, LandingZone]:
    chosen = {name: zone for name, zone in zones.items() if isinstance(zone.deployment.backend, CloudBackendSpec)}
    others = [name for name in zones if name not in chosen]
    if not chosen or (is_chosen and others):
        raise LandingZoneError(
            "an environment whose runs are judged must have its workspaces in HCP Terraform",
            got=f"{', '.join(others)}: {', '.join(zones[name].deployment.backend.type for name in others)}",
            why="HCP Terraform asks this service, and gives it what was uploaded",
            fix="write `type: cloud` in deployment.backend; elsewhere `main.py check` is the gate",
        )
    return chosen


def _backend(zones: Mapping[str, LandingZone]) -> CloudBackendSpec:
    backends = [zone.deployment.backend for zone in zones.values()]
    places = {(each.hostname, each.organization): each for each in backends if isinstance(each, CloudBackendSpec)}
    if len(places) > 1:
        raise LandingZoneError(
            "environments that one service judges must be in one organization of HCP Terraform",
            got=", ".join(f"{hostname}/{organization}" for hostname, organization in places),
            why="the key is that of one registration, and a run is known by its organization",
            fix="name the environments of one organization, and run the service again for the others",
        )
    (backend,) = places.values()
    return backend


def _key() -> str:
    key = os.environ.get(KEY_VARIABLE, "")
    if len(key) < _SHORTEST_KEY:
        raise LandingZoneError(
            f"{KEY_VARIABLE} must have the key that the run task is registered with",
            got=f"{len(key)} characters" if key else "nothing",
            why=f"without it anybody could ask; below {_SHORTEST_KEY} characters it can be guessed",
            fix="make one with `openssl rand -hex 32`, give it to HCP Terraform as the task's HMAC key, and put it "
            "into the environment of this service",
        )
    return key


def _tell(line: str) -> None:
    err.print(printable(line), markup=False, soft_wrap=True)

"""What some workspaces have in their environment beside that of all others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from modules.runner.deploy import deploy
from modules.runner.plan import plan
from modules.runner.refresh import refresh
from tests.runner.landing_zone_folder import LandingZoneFolder
from tests.runner.recorder import Recorder

_OWN = {"staging-accounts": {"AWS_PROFILE": "management"}, "staging-identity": {"AWS_PROFILE": "identity"}}
_SHARED = {"AWS_PROFILE": "shared"}


def _refresh(*arguments: Any, **options: Any) -> object:
    return refresh(*arguments, judge=lambda _workspace, _shown: (), **options)


@pytest.mark.parametrize(("run", "command"), [(plan, "plan"), (deploy, "apply"), (_refresh, "plan")])
def test_terraform_has_it_in_that_workspace_and_in_no_other(
    landing_zone: LandingZoneFolder, run: Callable[..., object], command: str
) -> None:
    environ: Mapping[str, str] = {**landing_zone.environ, **_SHARED}
    run(landing_zone.outdir, "staging", environ=environ, environ_of=_OWN, parallel=2, progress=Recorder())
    for each in ("init", command):
        profiles = {call["workspace"]: call["profile"] for call in landing_zone.calls(each)}
        assert profiles == {workspace: _OWN.get(workspace, _SHARED)["AWS_PROFILE"] for workspace in profiles}
        assert {*_OWN} <= {*profiles}

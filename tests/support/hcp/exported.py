"""The workspaces that `export hcp` asks for, made in the stand-in as the exported root module makes them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from tests.support.hcp.callers import new_id
from tests.support.hcp.stand_in import HcpStandIn


def make_exported(hcp: HcpStandIn, manifest: Path, *, variables: Mapping[str, str]) -> None:
    """Make the project and every workspace; each shares its state with those that read it, and with no others.

    Args:
        hcp: Where.
        manifest: `workspaces.json` of the export.
        variables: What the project's variable set has for the environment of runs: how they reach AWS.

    """
    exported = json.loads(manifest.read_text())
    project = new_id("prj")
    hcp.organization.projects[project] = exported["project"]
    for name, runs in exported["workspaces"].items():
        parallelism = {"TFE_PARALLELISM": "1"} if runs["is_serial"] else {}
        hcp.workspace(name, {**variables, **parallelism}).project = project
    for name, runs in exported["workspaces"].items():
        for producer in runs["reads"]:
            hcp.share(producer, name)

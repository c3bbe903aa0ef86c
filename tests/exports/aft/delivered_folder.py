"""What synthesis writes for AFT, by hand: shapes that call modules, and accounts that have them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from modules.exports.aft.delivered import Shape
from modules.landing_zone import LandingZone
from tests.support.aft import delivered_to
from tests.support.written import write_workspace

TAGS = {"Owner": '${local.account["tag-Owner"]}', "Team": '${local.account["tag-Team"]}'}
STATES = {
    "accounts": {"backend": "local", "config": {"path": "../../../state/staging/staging-accounts.tfstate"}},
    "hub": {"backend": "remote", "config": {"workspaces": {"name": "staging-network-eu-west-1"}}},
}
BASELINE = {"account-baseline": {"source": "./modules/account-baseline", "providers": {"aws": "aws"}}}


def document(calls: Mapping[str, Any] | None = None, *, tags: Mapping[str, str] = TAGS, **parts: Any) -> dict[str, Any]:
    """Give the document of a shape that has the baseline, and further calls."""
    home = {"region": "eu-west-1", "max_retries": 9, "default_tags": [{"tags": tags}], "assume_role": []}
    return {
        "//": {"metadata": {}},
        "data": {"terraform_remote_state": STATES},
        "module": {**BASELINE, **(calls or {})},
        "provider": {"aws": [home, {**home, "alias": "us-east-1", "region": "us-east-1"}]},
        "terraform": {"backend": {"local": {}}},
        **parts,
    }


def shape(name: str = "team-dev", calls: Mapping[str, Any] | None = None, **parts: Any) -> Shape:
    """Give a shape in memory, with a file for every module that it calls."""
    content = document(calls, **parts)
    return Shape(name, content, dict(_files(content)))


def calling(*modules: str) -> dict[str, Any]:
    """Give calls of modules under their own names."""
    return {name: {"source": f"./modules/{name}", "providers": {"aws": "aws"}} for name in modules}


def write_delivered(
    output: Path, zone: LandingZone, shapes: Mapping[str, Mapping[str, Any]], of: Mapping[str, str], default: str
) -> None:
    """Write what AFT delivers.

    Args:
        output: The output folder.
        zone: The environment, whose accounts all get a shape.
        shapes: The document of each shape.
        of: The shape of accounts, by key.
        default: The shape of all others.

    """
    folder = output / "aft" / "staging"
    accounts = {
        account.key: {"shape": of.get(account.key, default), "fields": {"key": account.key}}
        for account in delivered_to(zone)
    }
    files = {"accounts.json": json.dumps(accounts)}
    for name, content in shapes.items():
        files[f"shapes/{name}/cdk.tf.json"] = json.dumps(content)
        files |= {f"shapes/{name}/{path}": text for path, text in _files(content)}
    write_workspace(output, "staging-organization", {"terraform": {"backend": {"local": {"path": "x"}}}})
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


def _files(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    sources = [call["source"].removeprefix("./") for call in content["module"].values()]
    return [(f"{source}/cdk.tf.json", json.dumps({"output": {"name": {"value": source}}})) for source in sources]

"""What holds of everything that is synthesized, whatever its environment says."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from typing import Any

from modules.environment import Environment
from modules.landing_zone import LandingZone
from modules.network.plan.attachments import attachments
from modules.specification.reserved_text import token_in
from modules.workspaces.writing.synthesis import synthesize

_MARK = re.compile("[\ue000-\uf8ff]")
_ASSOCIATION = "aws_ec2_transit_gateway_route_table_association"


def check_synthesis(name: str, zone: LandingZone) -> None:
    """Synthesize an environment, and look at what every environment's workspaces must have.

    Raises:
        AssertionError: something of it is missing, or is not what the user wrote.

    """
    environment = Environment(name, zone)
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "cdktf.out"
        synthesize([environment], output)
        for path in output.rglob("*"):
            if path.is_file():
                text = path.read_text(encoding="utf-8")
                assert not _MARK.search(text), f"a place without its value in {path.name}"
                assert token_in(text) is None, f"a token in {path.name}"
        stacks = output / "stacks"
        for account in zone.roster:
            document = _document(stacks / f"{name}-account-{account.key}")
            for provider in document["provider"]["aws"]:
                written = provider["default_tags"][0]["tags"]
                assert _as_terraform_reads(written) == environment.tags(account), account.key
        for hub in zone.network.hubs if zone.network else ():
            wanted = len(attachments(zone.network, zone.roster, hub)) if zone.network else 0
            parts = [_document(path) for path in stacks.glob(f"{name}-network-{hub}-attachments*")]
            assert wanted == sum(len(one["resource"][_ASSOCIATION]) for one in parts), hub


def _document(workspace: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((workspace / "cdk.tf.json").read_text(encoding="utf-8"))
    return found


def _as_terraform_reads(tags: dict[str, str]) -> dict[str, str]:
    return {_evaluated(key): _evaluated(value) for key, value in tags.items()}


def _evaluated(text: str) -> str:
    return text.replace("$${", "${").replace("%%{", "%{")

"""A synthesized folder and a fake Terraform to run over it."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FAKE_TERRAFORM = Path(__file__).with_name("fake_terraform.py")

DEPENDENCIES = {
    "organization": [],
    "accounts": ["organization"],
    "identity": ["organization"],
    "account-network": ["accounts"],
    "account-fraud-dev": ["accounts"],
}


@dataclass(frozen=True)
class LandingZoneFolder:
    """What synthesis would have written for environment `staging`, and what the fake Terraform did with it."""

    root: Path
    dependencies: Mapping[str, Sequence[str]] = field(default_factory=lambda: DEPENDENCIES)

    @property
    def outdir(self) -> Path:
        return self.root / "cdktf.out"

    @property
    def environ(self) -> dict[str, str]:
        return {"PATH": str(self.root / "bin"), "FAKE_TERRAFORM_CALLS": str(self.root / "calls.jsonl")}

    def write(self, **behaviours: dict[str, Any]) -> None:
        """Write every workspace; behaviours by name, with `_` for `-`."""
        stacks = {f"staging-{name}": self._write(name, behaviours) for name in self.dependencies}
        (self.outdir / "manifest.json").write_text(json.dumps({"version": "0.21.0", "stacks": stacks}))
        terraform = self.root / "bin" / "terraform"
        terraform.parent.mkdir(exist_ok=True)
        terraform.write_text(f'#!/bin/sh\nexec "{sys.executable}" -S -E "{FAKE_TERRAFORM}" "$@"\n')
        terraform.chmod(0o755)

    def folder(self, name: str) -> Path:
        return self.outdir / "stacks" / f"staging-{name}"

    def log(self, name: str) -> str:
        return (self.root / "logs" / "staging" / f"staging-{name}.log").read_text()

    def calls(self, command: str = "apply", what: str = "start") -> list[dict[str, Any]]:
        """Read what the fake did, oldest first; `at` is the place among all that it did."""
        path = Path(self.environ["FAKE_TERRAFORM_CALLS"])
        lines = path.read_text().splitlines() if path.exists() else []
        records = [{**json.loads(line), "at": number} for number, line in enumerate(lines)]
        return [record for record in records if record["command"] == command and record["what"] == what]

    def applied(self) -> list[str]:
        """Name the workspaces on which apply was started, oldest first."""
        return [call["workspace"].removeprefix("staging-") for call in self.calls()]

    def forget_calls(self) -> None:
        Path(self.environ["FAKE_TERRAFORM_CALLS"]).unlink(missing_ok=True)

    def _write(self, name: str, behaviours: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
        folder = self.folder(name)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "cdk.tf.json").write_text(
            json.dumps({"terraform": {}, "provider": {"aws": [{"region": "eu-west-1"}]}})
        )
        behaviour = {"resources": 2, "seconds": 0.02} | behaviours.get(name.replace("-", "_"), {})
        (folder / "behaviour.json").write_text(json.dumps(behaviour))
        dependencies = [f"staging-{needed}" for needed in self.dependencies[name]]
        return {"workingDirectory": f"stacks/staging-{name}", "dependencies": dependencies}

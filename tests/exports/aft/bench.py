"""Exports of a small environment, one behind the other, to one folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from modules.environment import PROJECT, Environment
from modules.exports.aft.export import Exported, export
from modules.landing_zone import LandingZone
from tests.exports.aft.delivered_folder import calling, document, write_delivered
from tests.support.aft import vended_by_aft

SHAPES = {
    "team-dev": document(calling("boundary", "team-account")),
    "others": document(calling("boundary")),
    "emptied": document(calling("boundary")),
}
POLICIES = PROJECT / "policies" / "checkov"


class Bench:
    """What is exported, and where to."""

    def __init__(self, folder: Path) -> None:
        self.output, self.to = folder / "cdktf.out", folder / "repositories"
        self.zone = _vended_by_aft()
        self.shapes: dict[str, Mapping[str, Any]] = dict(SHAPES)
        self.of = {"fraud-dev": "team-dev"}

    @property
    def environment(self) -> Environment:
        """What the environment says, with its name."""
        return Environment("staging", self.zone)

    def export(self, *, accept_moves: bool = False) -> Exported:
        """Export what the environment says."""
        write_delivered(self.output, self.zone, self.shapes, self.of, "others")
        return export(self.environment, self.output, self.to, policies=POLICIES, accept_moves=accept_moves)

    def say(self, *keys: str, value: Any) -> None:
        """Say something else in the environment, at some path of its YAML."""
        written = self.written
        section = written
        for key in keys[:-1]:
            section = section.setdefault(key, {})
        section[keys[-1]] = value
        self.zone = LandingZone.model_validate_json(json.dumps(written))

    def forget(self, *keys: str) -> None:
        """Take something out of the environment."""
        written = self.written
        section = written
        for key in keys[:-1]:
            section = section[key]
        del section[keys[-1]]
        self.zone = LandingZone.model_validate_json(json.dumps(written))

    @property
    def written(self) -> dict[str, Any]:
        """What the environment says."""
        return self.zone.model_dump(mode="json", exclude_defaults=True)

    def files(self) -> dict[str, bytes]:
        """Give every file of the folder, by path."""
        paths = (path for path in self.to.rglob("*") if path.is_file())
        return {path.relative_to(self.to).as_posix(): path.read_bytes() for path in paths}

    def request(self, key: str) -> dict[str, Any]:
        """Give the request of an account."""
        content = json.loads((self.to / "aft-account-request" / "terraform" / f"{key}.tf.json").read_text())
        found: dict[str, Any] = content["module"][key]
        return found

    def invoked(self) -> list[list[dict[str, str]]]:
        """Give the tags of every choice of every input, in the order of inputs."""
        paths = sorted((self.to / "aft-invoke").glob("*.json"))
        return [item["target_value"] for path in paths for item in json.loads(path.read_text())["include"]]


@cache
def _vended_by_aft() -> LandingZone:
    return vended_by_aft()

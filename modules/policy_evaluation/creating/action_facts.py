"""What IAM's own reference data says of actions: which kinds of resource they work on, and which keys AWS sends."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from modules.policy_evaluation.simulating import node
from modules.specification.errors import LandingZoneError

SCRIPT = Path(__file__).with_name("action_facts.mjs")
_REQUEST_TAG = "aws:requesttag/"


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """One action."""

    resources: Mapping[str, str]
    """The ARN of each kind of resource that it works on, with `${...}` for what varies, by the kind's name."""
    keys: frozenset[str]
    """Its condition keys, in small letters."""

    @property
    def takes_tags(self) -> bool:
        """Whether a request for it carries the tags of what it creates."""
        return any(key.startswith(_REQUEST_TAG) for key in self.keys)


def action_facts(actions: Collection[str]) -> dict[str, ActionFacts]:
    """Look up actions, by their names, in one run of Node.

    Raises:
        LandingZoneError: there is no such action, or Node cannot run.

    """
    names = sorted(actions)
    found = {}
    for name, known in zip(names, node.run(SCRIPT, names), strict=True):
        if known is None:
            raise LandingZoneError(
                "there is no such action",
                got=name,
                why="what creates a resource is put to the organization's policies as AWS would see it",
                fix="write it as the Service Authorization Reference has it",
            )
        found[name] = ActionFacts(known["resources"], frozenset(key.lower() for key in known["keys"]))
    return found

"""What a plan would create, in the words that a search for it needs: values, account and region."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from modules.synthesized.accounts import REACHING_ROLE
from modules.synthesized.documents import read_content

_REFERENCE = re.compile(r"\$\{data\.terraform_remote_state\.([\w-]+)\.outputs\.(\w+)(?:\[\"([^\"]+)\"\])?\}")
_VARIABLE = re.compile(r"\$\{var\.(\w+)\}")
_MODULE = re.compile(r"module\.([\w-]+)\.")

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCreation:
    """A resource that Terraform would create. Values that are known only after apply are left out."""

    address: str
    type: str
    values: Json
    region: str | None
    role_arn: str | None
    known_ids: tuple[str, ...]
    """Ids of this type, account and region that the workspace's state holds already."""

    default_tags: Mapping[str, str] = field(default_factory=dict)
    """What the provider adds to the tags of everything that it makes."""

    def identity(self, id_: str) -> tuple[str, str | None, str | None, str]:
        """Tell an import id from an equal one: a name may be taken in each Region, account and by each type."""
        return self.type, self.region, self.role_arn, id_


def planned_creations(plan: Json, folder: Path) -> dict[str, PlannedCreation]:
    """Read a plan, as `terraform show -json` tells it, by address.

    Args:
        plan: The plan.
        folder: Of the workspace: its configuration says in which account and region each provider works.

    """
    configuration = dict(read_content(folder))
    states = [values for values in _prior(plan) if values.get("type") == "terraform_remote_state"]
    outputs = {state["name"]: state["values"].get("outputs") or {} for state in states}
    known = list(_known(plan, configuration, outputs))
    return {
        change["address"]: PlannedCreation(
            address=change["address"],
            type=change["type"],
            values={name: value for name, value in (change["change"]["after"] or {}).items() if value is not None},
            **(place := _connection(configuration, change["address"], outputs)),
            default_tags=_default_tags(configuration, change["address"]),
            known_ids=tuple(id_ for type_, at, id_ in known if type_ == change["type"] and at in (None, place)),
        )
        for change in plan.get("resource_changes", [])
        if change["change"]["actions"] == ["create"] and change["mode"] == "managed"
    }


def _known(
    plan: Json, configuration: Json, outputs: Mapping[str, Json]
) -> Iterator[tuple[str, dict[str, str | None] | None, str]]:
    """Give type, place and id of what the state holds. Of what has left the configuration no place is known."""
    for resource in _prior(plan):
        if resource.get("mode", "managed") == "managed":
            try:
                place = _connection(configuration, resource["address"], outputs)
            except KeyError:
                place = None
            yield resource["type"], place, str(resource["values"].get("id"))


def tainted(state: Json) -> list[str]:
    """List what a state, as `terraform show -json` tells it, has as created and not ready: a plan replaces it."""
    resources = _resources(state.get("values", {}).get("root_module", {}))
    return [resource["address"] for resource in resources if resource.get("tainted")]


def _prior(plan: Json) -> Iterator[Json]:
    return _resources(plan.get("prior_state", {}).get("values", {}).get("root_module", {}))


def _resources(module: Json) -> Iterator[Json]:
    yield from module.get("resources", [])
    for child in module.get("child_modules", []):
        yield from _resources(child)


def _connection(configuration: Json, address: str, outputs: Mapping[str, Json]) -> dict[str, str | None]:
    provider = _provider(configuration, address)
    role = _role(configuration, provider)
    if role:
        role = _REFERENCE.sub(lambda match: _output(outputs, match), role)
        role = _VARIABLE.sub(lambda match: str(configuration["variable"][match[1]]["default"]), role)
    return {"region": provider.get("region"), "role_arn": role}


def _role(configuration: Json, provider: Json) -> str | None:
    """Return the role that a provider assumes, or that leads to its account from here where it is given credentials."""
    if assumed := provider.get("assume_role"):
        return str(assumed[0]["role_arn"])
    reaching = configuration.get("locals", {}).get(REACHING_ROLE)
    return f"arn:aws:iam::{provider['allowed_account_ids'][0]}:role/{reaching}" if reaching else None


def _default_tags(configuration: Json, address: str) -> dict[str, str]:
    blocks: list[Json] = _provider(configuration, address).get("default_tags", [])
    return dict(blocks[0]["tags"]) if blocks else {}


def _provider(configuration: Json, address: str) -> Json:
    """Find the provider's block. Modules lie one below the workspace, and have one provider each."""
    if module := _MODULE.match(address):
        named = configuration["module"][module[1]].get("providers", {}).get("aws", "aws")
    else:
        type_, name = address.partition("[")[0].split(".")
        named = configuration["resource"][type_][name].get("provider", "aws")
    alias = named.partition(".")[2] or None
    blocks: list[Json] = configuration.get("provider", {}).get("aws", [])
    return next((block for block in blocks if block.get("alias") == alias), {})


def _output(outputs: Mapping[str, Json], match: re.Match[str]) -> str:
    value = outputs[match[1]][match[2]]
    return str(value[match[3]] if match[3] else value)

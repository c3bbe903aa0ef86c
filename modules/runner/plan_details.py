"""What the resources of a plan are called, whose they are, and what forces their replacement.

Names are read in the synthesized document. Of what is destroyed it says nothing any more, and what forces a replacement
is in no event of Terraform's: where anything is lost, and only there, `terraform show` tells both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from modules.runner.planned_change import LOSING, PlannedChange
from modules.runner.protection import is_refused, loss
from modules.runner.terraform.events import ResourcePlanned
from modules.runner.terraform.run import PLAN_FILE, TerraformRun
from modules.specification.errors import LandingZoneError
from modules.synthesized.documents import Document, DocumentReader

KINDS = Path(__file__).parents[2] / "policies" / "kinds_in_words.yaml"

_TITLES = ("name", "display_name", "bucket", "domain_name", "function_name", "repository", "tag_key")
"""Arguments that say what people call a resource, the better one first; its `Name` tag comes before all."""
_MARKS = ("email", "cidr_block", "cidr", "destination_cidr_block")
"""Arguments that people know a resource by, beside its name."""
_INDEX = re.compile(r"\[[^\]]*\]")
_REFERENCE = "${"
_REASONS = {
    "tainted": "it was left half made",
    "requested": "that was asked for",
    "replace_triggered_by": "what it hangs on is replaced",
}
"""Terraform's words for what forces a replacement, where it is no argument."""
_READING = "read"
"""The action of a data source: nothing changes."""

Attributes = Mapping[str, Any]


@cache
def _kinds() -> Mapping[str, str]:
    loaded: dict[str, str] = YAML(typ="safe").load(KINDS)
    return loaded


def planned_changes(
    run: TerraformRun,
    planned: Sequence[ResourcePlanned],
    *,
    allowed: Sequence[str],
    owners: Mapping[str, str],
) -> tuple[PlannedChange, ...]:
    """Tell what a plan does, resource by resource.

    Args:
        run: Terraform in the workspace, whose folder has the plan.
        planned: What Terraform would do.
        allowed: Addresses, or globs of addresses, that may be destroyed.
        owners: Accounts and teams of the specification in words, by key: `account fraud-dev`.

    """
    changes = [each for each in planned if each.action != _READING]
    if not changes:
        return ()
    written = dict(_written(run.folder))
    shown = _shown(run) if any(each.action in LOSING for each in changes) else {}
    return tuple(
        PlannedChange(
            address=each.address,
            action=each.action,
            type=each.type,
            kind=kind_in_words(each.type),
            name=_name(written.get(_INDEX.sub("", each.address), {}), shown.get(each.address, {})),
            owner=_owner(each.address, run.folder.name, owners),
            protected=loss(each),
            because=_because(each, shown.get(each.address, {})),
            is_gone=each.is_gone,
            is_refused=is_refused(each, allowed),
        )
        for each in changes
    )


def kind_in_words(type_: str) -> str:
    """Name a type of Terraform's as AWS does: `VPC` for `aws_vpc`."""
    return _kinds().get(type_, type_.removeprefix("aws_").replace("_", " "))


def _written(folder: Path) -> Iterator[tuple[str, Attributes]]:
    """Give what is written of each resource, by address without indexes."""
    try:
        yield from _bodies(DocumentReader().workspace(folder.name, folder))
    except (LandingZoneError, OSError):
        return  # Terraform has planned it: names are missing, and nothing else


def _bodies(document: Document, prefix: str = "") -> Iterator[tuple[str, Attributes]]:
    for type_, named in document.blocks("resource").items():
        yield from ((f"{prefix}{type_}.{name}", body) for name, body in named.items())
    for call, module in document.modules.items():
        yield from _bodies(module, f"{prefix}module.{call}.")


def _shown(run: TerraformRun) -> Mapping[str, Attributes]:
    """Return each change of the plan's JSON by address; none where Terraform does not show it."""
    try:
        changes = (run.shown(PLAN_FILE) or {}).get("resource_changes", [])
    except (OSError, json.JSONDecodeError):
        return {}
    return {change["address"]: change["change"] for change in changes}


def _name(written: Attributes, shown: Attributes) -> str:
    was = _not_sensitive(shown.get("before"), shown.get("before_sensitive"))
    known = {**was, **_literal(written), **_not_sensitive(shown.get("after"), shown.get("after_sensitive"))}
    tags = known.get("tags")
    titles = [tags.get("Name") if isinstance(tags, Mapping) else None, *(known.get(key) for key in _TITLES)]
    title = next(filter(_is_text, titles), None)
    marks = (known[key] for key in _MARKS if _is_text(known.get(key)))
    found = dict.fromkeys(filter(None, [title, *marks])) or dict.fromkeys(filter(_is_text, [known.get("description")]))
    return ", ".join(found)


def _not_sensitive(values: Any, sensitive: Any) -> Attributes:
    if not isinstance(values, Mapping) or sensitive is True:
        return {}
    hidden = sensitive if isinstance(sensitive, Mapping) else {}
    return {key: value for key, value in values.items() if value is not None and not hidden.get(key)}


def _literal(written: Attributes) -> Attributes:
    return {key: value for key, value in written.items() if _REFERENCE not in json.dumps(value)}


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value) and _REFERENCE not in value


def _because(planned: ResourcePlanned, shown: Attributes) -> str:
    if planned.action != "replace":
        return ""
    paths = shown.get("replace_paths") or ()
    return ", ".join(dict.fromkeys(".".join(map(str, path)) for path in paths)) or _REASONS.get(planned.reason, "")


def _owner(address: str, workspace: str, owners: Mapping[str, str]) -> str:
    """Find the account or team that a whole part of the address names, or else the end of the workspace's name."""
    parts = re.split(r"[._]", _INDEX.sub("", address))
    named = [key for key in parts if key in owners] or list(_endings(workspace, owners))
    return owners[max(named, key=len)] if named else ""


def _endings(workspace: str, owners: Iterable[str]) -> Iterator[str]:
    return (key for key in owners if workspace.endswith(f"-{key}"))

"""What others apply, and no deploy: the workspaces of accounts that Account Factory for Terraform vends.

Beside each of them there is one for each shape, in which references to an account's fields stand in the places of its
values: what AFT's customizations are made of. `accounts.json` has each account's shape and fields.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from itertools import count
from typing import Any, NamedTuple

from modules.naming import DELIVERED_ACCOUNTS, DELIVERED_SHAPES, delivered_folder
from modules.workspaces.base.deployment import Addition
from modules.workspaces.base.template import Template
from modules.workspaces.writing.documents import Files, SynthesizedStack, written
from modules.workspaces.writing.modules import called_by
from modules.workspaces.writing.silent_loss import SilentLossError

KEY_FIELD = "key"
"""The field that has an account's own key."""


class Delivery(NamedTuple):
    """The workspaces of one shape."""

    stack: SynthesizedStack
    addition: Addition
    workspaces: tuple[str, ...]
    """The id of each member's, in the order of the addition's members."""


def delivered_files(environment: str, deliveries: Iterable[Delivery], modules: Mapping[str, Files]) -> Files:
    """Return the files below the output folder that say what AFT delivers in an environment; none where it does not.

    Raises:
        SilentLossError: two values of an account would have one field.

    """
    folder = delivered_folder(environment)
    files: Files = {}
    accounts: dict[str, Any] = {}
    shapes: set[str] = set()
    for delivery in deliveries:
        shape = _unlike(shapes, str(delivery.addition.label))
        shapes.add(shape)
        fields = _fields(delivery)
        references = {name: f'${{local.account["{field}"]}}' for name, field in fields.items()}
        for path, text in written(delivery.stack.document).items():
            files[f"{folder}/{DELIVERED_SHAPES}/{shape}/{path}"] = Template(text).referring_to(references)
        for path, text in called_by(delivery.stack.document, modules):
            files[f"{folder}/{DELIVERED_SHAPES}/{shape}/{path}"] = text
        for workspace, values in zip(delivery.workspaces, delivery.addition.members, strict=True):
            own = {field: values[name] for name, field in fields.items()}
            accounts[own[KEY_FIELD]] = {"shape": shape, "workspace": workspace, "fields": own}
    if accounts:
        files[f"{folder}/{DELIVERED_ACCOUNTS}"] = json.dumps(accounts, indent=2, ensure_ascii=False) + "\n"
    return files


def without(delivered: Mapping[str, Any], stacks: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entries of stacks, which wait for what delivered ones would wait for: nobody applies these here."""
    if not delivered:
        return dict(stacks)
    return {id_: {**entry, "dependencies": list(_applied(entry, delivered))} for id_, entry in stacks.items()}


def _applied(entry: Mapping[str, Any], delivered: Mapping[str, Any]) -> dict[str, None]:
    """Return all that an entry waits for, in order, with what stands behind delivered ones in their places."""
    found: dict[str, None] = {}
    for id_ in entry["dependencies"]:
        found |= _applied(delivered[id_], delivered) if id_ in delivered else {id_: None}
    return found


def _unlike(others: AbstractSet[str], label: str) -> str:
    """Return a label, or it with the first number from 2 on by which no other is called."""
    numbered = (f"{label}-{number}" for number in count(2))
    return label if label not in others else next(name for name in numbered if name not in others)


def _fields(delivery: Delivery) -> dict[str, str]:
    """Return the field of each value that the workspaces wait for, by the name of its marker."""
    used = Template.of(delivery.stack.document).names
    key = Template(delivery.addition.constructed.node.id).names
    fields = {name: KEY_FIELD if name in key else _field(name) for name in sorted(used | key)}
    if len(set(fields.values())) < len(fields):
        raise SilentLossError(f"two values of an account share a field: {', '.join(fields)}")
    return fields


def _field(name: str) -> str:
    """Return the field of a marker: its kind and its key with a hyphen between, and other signs by their numbers."""
    return re.sub(r"[^A-Za-z0-9_-]", lambda sign: f".{ord(sign[0]):x}.", name.replace(" ", "-", 1))

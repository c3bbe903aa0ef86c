"""What synthesis wrote for AFT: the workspace of each shape of accounts, and what differs between accounts of one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from modules.naming import DELIVERED_ACCOUNTS, DELIVERED_SHAPES, delivered_folder, workspace_id
from modules.synthesized.documents import DOCUMENT, read_content
from modules.synthesized.manifest import not_synthesized, read_manifest


@dataclass(frozen=True, slots=True)
class DeliveredAccount:
    """An account that AFT delivers to."""

    shape: str
    fields: Mapping[str, str]
    """What its workspace reads as `local.account["<field>"]`."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The workspace of all accounts of one shape."""

    name: str
    document: Mapping[str, Any]
    files: Mapping[str, str]
    """Text of everything beside the document, modules among it, by path below the shape's folder."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """All that one environment has AFT deliver."""

    accounts: Mapping[str, DeliveredAccount]
    """By key, in the order of the YAML."""
    shapes: Mapping[str, Shape]
    """By name; each is that of some account."""
    organization: Mapping[str, Any]
    """The document of the workspace `organization`."""


def read_delivered(output: Path, environment: str) -> Delivered:
    """Read what AFT delivers in an environment.

    Args:
        output: The folder that synthesis writes to.
        environment: The environment's name.

    Raises:
        LandingZoneError: it is not synthesized, or not whole.

    """
    folder = output / delivered_folder(environment)
    try:
        listed = json.loads((folder / DELIVERED_ACCOUNTS).read_bytes())
        accounts = {key: DeliveredAccount(account["shape"], account["fields"]) for key, account in listed.items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise not_synthesized(environment, got=f"{folder / DELIVERED_ACCOUNTS}: {error}") from error
    names = dict.fromkeys(account.shape for account in accounts.values())
    organization = read_manifest(output, environment)[workspace_id(environment, "organization")]
    return Delivered(
        accounts, {name: _shape(folder / DELIVERED_SHAPES / name) for name in names}, read_content(organization.folder)
    )


def _shape(folder: Path) -> Shape:
    document = read_content(folder)
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path != folder / DOCUMENT)
    files = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    return Shape(folder.name, document, files)

"""Where access to states is limited: whom each workspace works with them as, and what is read of whom."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from modules.deployment.bootstrap_spec import BOOTSTRAP
from modules.deployment.spec import S3BackendSpec
from modules.deployment.state_names import s3_key
from modules.deployment.state_roles import StateRole, assuming
from modules.environment import Environment
from modules.landing_zone import LandingZone
from modules.landing_zone.known_ids import known_ids
from modules.landing_zone.workspace_classes import classes_of_workspaces
from modules.synthesized.documents import Document
from modules.synthesized.environment import Synthesized
from modules.workspaces.base.workspace import REMOTE_STATE
from modules.workspaces.foundation.bootstrap import StateUse

Content = dict[str, Any]


def with_state_roles(content: Content, workspace: str, zone: LandingZone) -> Content:
    """Return a workspace's document with the roles that it works with states as; as it is, where that is not limited.

    What is read of others is read as the reader, in plans and in applies: nothing of it is written. The workspace that
    makes the roles works without them, so that it can make them, and mend them.

    Args:
        content: The document, with markers.
        workspace: The workspace's id, with markers.
        zone: What its environment says.

    """
    if zone.deployment.state_access is None or workspace.endswith(f"-{BOOTSTRAP}"):
        return content
    account_id = zone.organization.management_account.id
    own = content["terraform"]["backend"]["s3"]
    writer = {**own, "assume_role": assuming(StateRole.WRITER, account_id, workspace)}
    changed = {**content, "terraform": {**content["terraform"], "backend": {"s3": writer}}}
    if states := content.get("data", {}).get(REMOTE_STATE):
        reader = assuming(StateRole.READER, account_id, workspace)
        read = {name: {**state, "config": {**state["config"], "assume_role": reader}} for name, state in states.items()}
        changed["data"] = {**content["data"], REMOTE_STATE: read}
    return changed


def state_use(environment: Environment, documents: Iterable[tuple[str, str]]) -> StateUse:
    """Return what the workspaces of an environment read of each other.

    Args:
        environment: The environment.
        documents: The document of each workspace, by its id.

    """
    zone = environment.zone
    contents: dict[str, Content] = {id_: json.loads(text) for id_, text in documents}
    if not isinstance(zone.deployment.backend, S3BackendSpec):
        raise TypeError(f"states of {zone.deployment.backend.type}")
    by_key = {s3_key(zone.deployment.backend, environment.name, id_): id_ for id_ in contents}
    reads = {id_: [by_key[key] for key in _keys_read(content)] for id_, content in contents.items()}
    if zone.delivery is None:
        return StateUse(reads)
    documents_read = {id_: Document(id_, content) for id_, content in contents.items()}
    synthesized = Synthesized(environment.name, documents_read, known_ids(zone))
    accounts = {account.key: account for account in zone.every_account}
    return StateUse(reads, classes_of_workspaces(synthesized, accounts))


def _keys_read(content: Mapping[str, Any]) -> Iterator[str]:
    for state in content.get("data", {}).get(REMOTE_STATE, {}).values():
        yield state["config"]["key"]

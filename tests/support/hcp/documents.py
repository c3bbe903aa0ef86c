"""What the API shows of a thing: documents of JSON:API, with the attributes that the CLI reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.support.hcp.configuration import ConfigurationVersion
from tests.support.hcp.run import CANCELABLE, CONFIRMABLE, Phase, Run
from tests.support.hcp.states import StateVersion
from tests.support.hcp.workspace import Variable, Workspace

Json = dict[str, Any]
Link = Callable[[str], str]
"""Makes an address of a path."""


def document(type_: str, id_: str, attributes: Json, **relations: tuple[str, str] | None) -> Json:
    """Return a resource object; a relation is a type and an id, and its name has hyphens for underscores."""
    related = {
        name.replace("_", "-"): {"data": {"type": to[0], "id": to[1]} if to and to[1] else None}
        for name, to in relations.items()
    }
    return {"type": type_, "id": id_, "attributes": attributes, "relationships": related}


def page(items: list[Json]) -> Json:
    """Return a list with all its items on one page."""
    pagination = {"current-page": 1, "next-page": None, "prev-page": None, "total-pages": 1, "total-count": len(items)}
    return {"data": items, "meta": {"pagination": pagination}}


def workspace_document(workspace: Workspace, organization: str, *, for_run: bool) -> Json:
    """Show a workspace; a run may do nothing with it but read and write its state."""
    may = ("lock", "unlock", "force-unlock", "queue-run", "queue-apply", "queue-destroy", "update", "update-variable")
    attributes = {
        **workspace.settings,
        "name": workspace.name,
        "locked": workspace.locked_by is not None,
        "locked-reason": workspace.locked_reason,
        "operations": workspace.settings["execution-mode"] == "remote",
        "permissions": {f"can-{action}": not for_run for action in (*may, "destroy", "read-settings")},
        "actions": {"is-destroyable": not for_run},
        "working-directory": "",
        "tag-names": [],
    }
    return document(
        "workspaces",
        workspace.id,
        attributes,
        organization=("organizations", organization),
        project=("projects", workspace.project),
        current_run=("runs", workspace.current_run),
    )


def variable_document(variable: Variable) -> Json:
    """Show a variable, and of one that is sensitive no value."""
    value = None if variable.sensitive else variable.value
    attributes = {"key": variable.key, "value": value, "category": variable.category, "sensitive": variable.sensitive}
    return document("vars", variable.id, attributes)


def configuration_document(configuration: ConfigurationVersion, link: Link) -> Json:
    """Show a configuration version, with the address to upload to."""
    attributes = {
        "status": configuration.status,
        "speculative": configuration.speculative,
        "provisional": configuration.provisional,
        "auto-queue-runs": False,
        "source": "terraform",
        "upload-url": link(f"/uploads/configurations/{configuration.id}"),
    }
    return document("configuration-versions", configuration.id, attributes)


def run_document(run: Run) -> Json:
    """Show a run."""
    attributes = {
        "status": run.status,
        "has-changes": run.plan.has_changes,
        "auto-apply": run.auto_apply,
        "save-plan": run.save_plan,
        "plan-only": run.plan_only,
        "is-destroy": "-destroy" in run.options,
        "refresh-only": "-refresh-only" in run.options,
        "position-in-queue": 0,
        "source": "tfe-api",
        "actions": {
            "is-cancelable": run.status in CANCELABLE,
            "is-confirmable": run.status in CONFIRMABLE,
            "is-discardable": run.status in CONFIRMABLE,
            "is-force-cancelable": False,
        },
        "permissions": {"can-apply": True, "can-cancel": True, "can-discard": True},
    }
    return document(
        "runs",
        run.id,
        attributes,
        plan=("plans", run.plan.id),
        apply=("applies", run.apply.id),
        workspace=("workspaces", run.workspace),
        configuration_version=("configuration-versions", run.configuration.id),
    )


def phase_document(type_: str, phase: Phase, link: Link) -> Json:
    """Show a plan or an apply."""
    attributes = {
        "status": phase.status,
        "has-changes": phase.has_changes,
        "generated-configuration": False,
        "log-read-url": link(f"/logs/{phase.id}"),
    }
    return document(type_, phase.id, attributes)


def state_document(version: StateVersion, link: Link) -> Json:
    """Show a version of a state, with the addresses to upload it to and to download it from."""
    attributes = {
        "serial": version.serial,
        "status": "pending" if version.is_pending else "finalized",
        "resources-processed": not version.is_pending,
        "hosted-state-upload-url": link(f"/uploads/states/{version.id}"),
        "hosted-json-state-upload-url": link(f"/uploads/json-states/{version.id}"),
        "hosted-state-download-url": link(f"/downloads/states/{version.id}"),
        "hosted-json-state-download-url": link(f"/downloads/json-states/{version.id}"),
    }
    return document("state-versions", version.id, attributes, run=("runs", version.run))


def output_documents(version: StateVersion, *, with_secrets: bool = False) -> list[Json]:
    """Show the outputs in a state; a sensitive one has its value only where it is asked for by itself."""
    return [
        document(
            "state-version-outputs",
            f"wsout-{version.id.partition('-')[2]}-{name}",
            {
                "name": name,
                "sensitive": output.get("sensitive", False),
                "detailed-type": output["type"],
                "type": output["type"] if isinstance(output["type"], str) else output["type"][0],
                "value": output["value"] if with_secrets or not output.get("sensitive") else None,
            },
        )
        for name, output in version.content["outputs"].items()
    ]

"""Stacks that fail: what was created is deleted again, what was changed is changed back, and events say why.

Behaviour from the AWS CloudFormation User Guide, "Stack failure options" and "Stack status codes". A stack that cannot
be deleted stays. moto is done at once, so nobody waits.
"""

from __future__ import annotations

from typing import Any

from moto.cloudformation.models import CloudFormationBackend, Event, Stack, cloudformation_backends

from modules.emulator.services.cloudformation import resource_changes
from modules.emulator.services.cloudformation.failures import ResourceFailed
from modules.emulator.services.cloudformation.resource_changes import delete_created

_outputs = Stack.outputs.fget
_NOTHING_THERE = ("CREATE_PENDING", "ROLLBACK", "DELETE")


def install() -> None:
    """Put these in the place of moto's."""
    resource_changes.install()
    Stack.create_resources, Stack.update, Stack.delete = create_resources, update, delete
    Stack.outputs, Stack.exports = property(outputs), property(exports)
    Stack.stack_resources = property(stack_resources)
    CloudFormationBackend.delete_stack = delete_stack


def create_resources(stack: Any) -> None:
    """Create what the template has, or nothing."""
    stack.status = "CREATE_IN_PROGRESS"
    try:
        ready = stack.resource_map.create(stack.template_dict)
        stack.description = stack.template_dict.get("Description")
        _export(stack)
    except ResourceFailed as failure:
        _tell(stack, "CREATE", failure)
        stack.status = "ROLLBACK_IN_PROGRESS"
        stack._add_stack_event(stack.status, resource_status_reason=_listed([failure], "create"))  # noqa: SLF001 - moto's own way
        _finish(stack, "ROLLBACK", delete_created(stack.resource_map, stack.template_dict["Resources"], ("Retain",)))
        return
    if ready:
        stack.mark_creation_complete()


def update(
    stack: Any,
    template: str,
    role_arn: str | None = None,
    parameters: dict[str, Any] | None = None,
    tags: dict[str, str] | None = None,
) -> None:
    """Change what the template changes, or nothing."""
    previous = (stack.template, stack.parameters, stack.tags)
    wanted = (template, stack.parameters if parameters is None else parameters, stack.tags if tags is None else tags)
    stack._add_stack_event("UPDATE_IN_PROGRESS", resource_status_reason="User Initiated")  # noqa: SLF001 - as above
    try:
        _change(stack, *wanted)
    except ResourceFailed as failure:
        _tell(stack, "UPDATE", failure)
        stack._add_stack_event(  # noqa: SLF001 - as above
            "UPDATE_ROLLBACK_IN_PROGRESS", resource_status_reason=_listed([failure], "update")
        )
        _roll_back(stack, *previous)
        return
    except Exception:
        stack.tags = previous[2]
        raise
    stack.role_arn = role_arn or stack.role_arn
    _finish(stack, "UPDATE", [])


def _change(stack: Any, template: str, parameters: dict[str, Any], tags: dict[str, str]) -> None:
    stack.tags = tags
    stack.resource_map.update(stack.parse_template(template), parameters)
    stack.template, stack.parameters = template, parameters
    stack.template_dict = stack.parse_template(template)
    stack.output_map = stack._create_output_map()  # noqa: SLF001 - as above


def _roll_back(stack: Any, template: str, parameters: dict[str, Any], tags: dict[str, str]) -> None:
    try:
        _change(stack, template, parameters, tags)
    except ResourceFailed as failure:
        _finish(stack, "UPDATE_ROLLBACK", [failure])
    else:
        _finish(stack, "UPDATE_ROLLBACK", [])


def delete(stack: Any) -> None:
    """Delete what the stack made, but what is to be retained."""
    stack._add_stack_event("DELETE_IN_PROGRESS", resource_status_reason="User Initiated")  # noqa: SLF001 - as above
    failures = delete_created(stack.resource_map, stack.resource_map._resource_json_map)  # noqa: SLF001 - as above
    for failure in failures:
        _tell(stack, "DELETE", failure)
    _finish(stack, "DELETE", failures)


def delete_stack(backend: CloudFormationBackend, name_or_stack_id: str) -> None:
    """Delete a stack, which stays where that fails. One that is not there is deleted already."""
    stack: Any = next(
        (found for found in backend.stacks.values() if name_or_stack_id in (found.stack_id, found.name)), None
    )
    if stack is None:
        return
    exported = [name for name, export in backend.exports.items() if export.exporting_stack_id == stack.stack_id]
    stack.delete()
    if stack.status == "DELETE_COMPLETE":
        backend.deleted_stacks[stack.stack_id] = backend.stacks.pop(stack.stack_id)
        for name in exported:
            backend.exports.pop(name, None)


def outputs(stack: Any) -> Any:
    """List the outputs, of a stack that has any."""
    return None if stack.status.startswith(_NOTHING_THERE) else _outputs(stack)


def exports(stack: Any) -> Any:
    """List what other stacks may import, of a stack that has its resources."""
    return [] if stack.status.startswith(_NOTHING_THERE) else stack.output_map.exports


def stack_resources(stack: Any) -> list[Any]:
    """List the resources that are there. moto would create the others."""
    resources = stack.resource_map
    there = resources._parsed_resources  # noqa: SLF001 - as above
    return [there[logical_id] for logical_id in resources.resources if there.get(logical_id) is not None]


def _export(stack: Any) -> None:
    backend = cloudformation_backends[stack.account_id][stack.region_name]
    for export in stack.exports:
        if export.name in backend.exports:
            raise ResourceFailed(
                stack.name, stack.cloudformation_type(), f"Export with name {export.name} is already exported"
            )
    backend.exports.update({export.name: export for export in stack.exports})


def _tell(stack: Any, verb: str, failure: ResourceFailed) -> None:
    stack.events.append(
        Event(
            stack_id=stack.stack_id,
            stack_name=stack.name,
            logical_resource_id=failure.logical_id,
            physical_resource_id="",
            resource_type=failure.type,
            resource_status=f"{verb}_FAILED",
            resource_status_reason=failure.reason,
            resource_properties=None,
        )
    )


def _finish(stack: Any, verb: str, failures: list[ResourceFailed]) -> None:
    stack.status = f"{verb}_FAILED" if failures else f"{verb}_COMPLETE"
    reason = _listed(failures, "delete") if failures else None
    stack._add_stack_event(stack.status, resource_status_reason=reason)  # noqa: SLF001 - as above


def _listed(failures: list[ResourceFailed], verb: str) -> str:
    named = ", ".join(failure.logical_id for failure in failures)
    return f"The following resource(s) failed to {verb}: [{named}]."

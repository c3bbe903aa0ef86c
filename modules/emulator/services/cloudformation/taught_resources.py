"""Resources of types that moto's CloudFormation lacks, as it calls them: classes with certain methods.

Behaviour from the AWS CloudFormation User Guide, "Update behaviors of stack resources": what cannot be updated is
replaced, and one with a name of its own is not replaced under the same name.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import Any, ClassVar

from moto.core.common_models import CloudFormationModel

from modules.emulator.services.cloudformation import resource_types
from modules.emulator.services.cloudformation.requests_of_a_resource import ResourceRequests, all_tags
from modules.emulator.services.cloudformation.resource_type import ResourceType


def teach() -> None:
    """Make moto know every type of `resource_types/`: it finds the direct subclasses of its model."""
    for module in sorted(found.name for found in pkgutil.iter_modules(resource_types.__path__)):
        for type_ in import_module(f"{resource_types.__name__}.{module}").RESOURCE_TYPES:
            type(type_.type.replace("::", ""), (TaughtResource, CloudFormationModel), {"type": type_})


class TaughtResource:
    """A resource of a stack, and the methods by which moto's CloudFormation makes it."""

    type: ClassVar[ResourceType]

    def __init__(self, requests: ResourceRequests) -> None:
        self.requests = requests

    @classmethod
    def cloudformation_type(cls) -> str:
        """Tell the type's name in a template."""
        return cls.type.type

    @classmethod
    def cloudformation_name_type(cls) -> str:
        """Tell the property that holds the name."""
        return cls.type.name

    @classmethod
    def has_cfn_attr(cls, attr: str) -> bool:
        """Tell whether `Fn::GetAtt` may ask for it."""
        return attr in cls.type.attributes

    @classmethod
    def create_from_cloudformation_json(
        cls, resource_name: str, cloudformation_json: dict[str, Any], account_id: str, region_name: str, **kwargs: Any
    ) -> TaughtResource:
        """Create the resource."""
        tags_of_stack = stack_tags(account_id, region_name, kwargs["StackId"])
        resource = cls(cls._requests(resource_name, cloudformation_json, account_id, region_name, tags_of_stack))
        resource.stack_id = kwargs["StackId"]
        resource.requests.create()
        return resource

    stack_id = ""

    @classmethod
    def update_from_cloudformation_json(
        cls,
        original_resource: TaughtResource,
        new_resource_name: str,
        cloudformation_json: dict[str, Any],
        account_id: str,
        region_name: str,
    ) -> TaughtResource:
        """Update the resource, or replace it where a changed property asks for that."""
        before = original_resource.requests
        tags_of_stack = stack_tags(account_id, region_name, original_resource.stack_id)
        named = cls.type.name in cloudformation_json["Properties"]
        name = new_resource_name if named else before.properties.get(cls.type.name, "")
        requests = cls._requests(name, cloudformation_json, account_id, region_name, tags_of_stack)
        resource = cls(requests)
        resource.stack_id = original_resource.stack_id
        if not cls._is_replaced(before, requests):
            requests.update(before)
            return resource
        if named and before.properties.get(cls.type.name) == name:
            raise ValueError(
                f"CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename {name} "
                "and update the stack again."
            )
        if cls.type.name and not named:
            requests.properties[cls.type.name] = new_resource_name
        requests.create()
        before.delete()
        return resource

    @classmethod
    def _requests(
        cls, name: str, template: dict[str, Any], account_id: str, region: str, stack_tags: dict[str, str]
    ) -> ResourceRequests:
        properties = dict(template["Properties"])
        if cls.type.name:
            properties.setdefault(cls.type.name, name)
        return ResourceRequests(cls.type, account_id, region, properties, all_tags(cls.type, properties, stack_tags))

    @classmethod
    def _is_replaced(cls, before: ResourceRequests, after: ResourceRequests) -> bool:
        if cls.type.tags in cls.type.replaced_by and before.tags != after.tags:
            return True
        tags = {cls.type.tags} if cls.type.tagging else set()
        changed = {
            name
            for name in before.properties.keys() | after.properties.keys()
            if before.properties.get(name) != after.properties.get(name)
        } - tags
        settings = {setting.property for setting in cls.type.settings} | cls.type.unsent
        return bool(changed & cls.type.replaced_by) or (cls.type.update is None and bool(changed - settings))

    def has_other_tags(self) -> bool:
        """Tell whether the stack has other tags now than when the resource was last made."""
        requests = self.requests
        of_stack = stack_tags(requests.account_id, requests.region, self.stack_id)
        return dict(requests.tags) != all_tags(self.type, requests.properties, of_stack)

    def delete(self, _account_id: str, _region_name: str) -> None:
        """Delete the resource."""
        self.requests.delete()

    def is_created(self) -> bool:
        """Tell that nothing has to be waited for."""
        return True

    @property
    def physical_resource_id(self) -> str:
        """What `Ref` gives."""
        return str(self.requests.find(self.type.ref))

    def get_cfn_attribute(self, attribute_name: str) -> Any:
        """Return what `Fn::GetAtt` gives: what the service shows."""
        from moto.cloudformation.exceptions import UnformattedGetAttTemplateException  # noqa: PLC0415 - see the package

        if attribute_name not in self.type.attributes:
            raise UnformattedGetAttTemplateException
        return self.requests.find_in_answer(self.type.attributes[attribute_name])


def stack_tags(account_id: str, region: str, stack_id: str) -> dict[str, str]:
    """Return the tags that a stack has now, but for those of AWS."""
    from moto.cloudformation.models import cloudformation_backends  # noqa: PLC0415 - see the package

    stack = cloudformation_backends[account_id][region].stacks.get(stack_id)
    return {k: v for k, v in (stack.tags if stack else {}).items() if not k.startswith("aws:")}

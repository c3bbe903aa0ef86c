"""The types that CloudFormation is taught, against the registry's schemas, which cfn-lint keeps."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import Any

import botocore.session
import pytest
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

from modules.emulator.services.cloudformation import resource_types
from modules.emulator.services.cloudformation.resource_type import ResourceType

TYPES: list[ResourceType] = [
    type_
    for module in pkgutil.iter_modules(resource_types.__path__)
    for type_ in import_module(f"{resource_types.__name__}.{module.name}").RESOURCE_TYPES
]
NOT_SUPPORTED = {"BucketNamespace", "BucketNamePrefix"}


def schema(type_: ResourceType) -> Any:
    return PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", type_.type).schema


def names(type_: ResourceType) -> list[str]:
    return [operation.name for operation in (type_.create, type_.read, type_.update, type_.delete) if operation]


def test_no_type_is_taught_twice() -> None:
    assert len({type_.type for type_ in TYPES}) == len(TYPES) > 20


@pytest.mark.parametrize("type_", TYPES, ids=lambda type_: type_.type)
def test_what_replaces_a_resource_is_what_the_registry_says(type_: ResourceType) -> None:
    paths = [path.split("/")[2:] for path in schema(type_).get("createOnlyProperties", [])]
    create_only = {path[0] for path in paths if len(path) == 1} - NOT_SUPPORTED

    if type_.update is None:
        assert type_.replaced_by <= create_only
    else:
        assert type_.replaced_by == create_only


@pytest.mark.parametrize("type_", TYPES, ids=lambda type_: type_.type)
def test_names_and_attributes_are_properties_and_operations_are_the_service_s(type_: ResourceType) -> None:
    properties = schema(type_)["properties"].keys()
    model = botocore.session.get_session().get_service_model(type_.service)

    assert set(names(type_)) <= set(model.operation_names)
    assert {type_.name} - {""} <= properties
    assert {setting.property for setting in type_.settings} <= properties
    assert type_.unsent <= properties
    assert (type_.tags in properties) == bool(type_.tags)
    assert {attribute.split(".")[0] for attribute in type_.attributes} <= properties

"""Which synthesized resources are called what: the makers of names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from modules.names.documents import document
from modules.names.names import Name, role_for
from modules.names.patterns import names_something, pattern_of
from modules.specification.permission_set_roles import ANY_SUFFIX, NAME, PATH
from modules.synthesized.environment import Synthesized
from modules.synthesized.resources import Resource
from modules.synthesized.unknowns import Unknown

Text = Callable[[str], str]
"""Gives an argument of a resource as a pattern."""

Named = Callable[[Resource, Text], Iterator[Name]]
"""Gives what a resource is called."""

_OWN_ACCOUNT = ":data.aws_caller_identity."
_ACCOUNT_ID = "000000000000"
"""What stands for the id of an account: twelve digits, which no name of a team or a stage is taken for."""

_ROLE = "aws_iam_role"
_ATTRIBUTES = "aws_ssoadmin_instance_access_control_attributes"


@dataclass(frozen=True, slots=True, order=True)
class Maker:
    """A name, and the resource that is called so."""

    name: Name
    address: str
    """The resource's address in its workspace or module."""
    account: str = ""
    """The account that it is in, by its key; empty for what is in none, as keys of tags."""


def makers(synthesized: Synthesized) -> list[Maker]:
    """Return what every resource is called that policies may know by its name, once for each address and account.

    Raises:
        LandingZoneError: a resource cannot be followed.

    """
    found: dict[Maker, None] = {}
    services: dict[str, tuple[str, ...]] = {}
    for resource in synthesized.resources(_NAMED):
        text = partial(_text, synthesized, resource)
        place = resource.account or ""
        found.update((Maker(name, resource.address, place), None) for name in _NAMED[resource.kind](resource, text))
        if resource.kind == _ROLE:
            if resource.address not in services:  # a module's is the same in all accounts
                services[resource.address] = tuple(_trusted(document(synthesized, resource, "assume_role_policy")))
            pattern = _path_and_name(text)
            found.update(
                (Maker(Name(role_for(service), pattern), resource.address, place), None)
                for service in services[resource.address]
            )
    found.update((Maker(name, address), None) for name, address in _tags(synthesized))
    # A name that is known at apply only could be any, and makes none for sure.
    return sorted(maker for maker in found if names_something(maker.name.pattern))


def _text(synthesized: Synthesized, resource: Resource, key: str) -> str:
    """Return an argument as a pattern: what is known at apply only may be any text, but for the ids of accounts."""

    def known(value: Any) -> Any:
        if not isinstance(value, Unknown):
            return value
        is_account = synthesized.account_keys.key(value) or _OWN_ACCOUNT in value
        return _ACCOUNT_ID if is_account else "*"

    value = resource.values.get(key)
    if isinstance(value, Unknown):
        value = synthesized.argument(resource, key, known)
    return "*" if value is None else pattern_of(str(value))


def _by(kind: str, key: str, *, before: str = "") -> Named:
    """Name a resource by one argument, in its region."""

    def named(resource: Resource, text: Text) -> Iterator[Name]:
        yield Name(kind, text(key).removeprefix(before), resource.region or "")

    return named


def _identity_provider(resource: Resource, text: Text) -> Iterator[Name]:  # noqa: ARG001 - IAM has no regions
    yield Name("iam:oidc-provider", text("url").removeprefix("https://"))


def _bucket(resource: Resource, text: Text) -> Iterator[Name]:  # noqa: ARG001 - buckets are named without a region
    yield Name("s3:bucket", text("bucket"))


def _rule(resource: Resource, text: Text) -> Iterator[Name]:
    """Name a rule, behind the name of its bus where that is not the account's own."""
    bus = f"{text('event_bus_name')}/" if resource.values.get("event_bus_name") else ""
    yield Name("events:rule", f"{bus}{text('name')}", resource.region or "")


def _path_and_name(text: Text) -> str:
    path = text("path")
    return f"{'' if path == '*' else path}{text('name')}".removeprefix("/")


def _with_path(kind: str) -> Named:
    """Name a resource of IAM by its path and its name."""

    def named(resource: Resource, text: Text) -> Iterator[Name]:  # noqa: ARG001 - IAM has no regions
        yield Name(kind, _path_and_name(text))

    return named


def _trusted(trust: Mapping[str, Any]) -> Iterator[str]:
    """Give the services that may work as a role."""
    for statement in trust.get("Statement", ()):
        principal = statement.get("Principal", {})
        services = principal.get("Service", ()) if isinstance(principal, dict) else ()
        yield from [services] if isinstance(services, str) else services


def _of_permission_set(resource: Resource, text: Text) -> Iterator[Name]:  # noqa: ARG001 - it is the same everywhere
    """Name the role that Identity Center makes of a permission set (User Guide, Referencing permission sets)."""
    yield Name("iam:role", f"{PATH}*{NAME}{text('name')}_{ANY_SUFFIX}")


def _of_account(resource: Resource, text: Text) -> Iterator[Name]:  # noqa: ARG001 - IAM has no regions
    yield Name("iam:role", text("role_name"))


def _principal_tags(resource: Resource, text: Text) -> Iterator[Name]:  # noqa: ARG001 - it is a list of blocks
    attributes = resource.values.get("attribute") or ()
    yield from (Name("principal tag", str(attribute["key"])) for attribute in attributes)


_NAMED: Mapping[str, Named] = {
    "aws_athena_workgroup": _by("athena:workgroup", "name"),
    "aws_backup_vault": _by("backup:backup-vault", "name"),
    "aws_budgets_budget": _by("budgets:budget", "name"),
    "aws_cloudtrail": _by("cloudtrail:trail", "name"),
    "aws_cloudwatch_event_bus": _by("events:event-bus", "name"),
    "aws_cloudwatch_event_rule": _rule,
    "aws_cloudwatch_log_group": _by("logs:log-group", "name"),
    "aws_codebuild_project": _by("codebuild:project", "name"),
    "aws_codepipeline": _by("codepipeline", "name"),
    "aws_glue_catalog_database": _by("glue:database", "name"),
    "aws_iam_openid_connect_provider": _identity_provider,
    "aws_iam_policy": _with_path("iam:policy"),
    _ROLE: _with_path("iam:role"),
    "aws_ecr_repository": _by("ecr:repository", "name"),
    "aws_kms_alias": _by("kms:alias", "name", before="alias/"),
    "aws_organizations_account": _of_account,
    "aws_s3_bucket": _bucket,
    "aws_sagemaker_mlflow_tracking_server": _by("sagemaker:mlflow-tracking-server", "tracking_server_name"),
    "aws_sagemaker_model_package_group": _by("sagemaker:model-package-group", "model_package_group_name"),
    "aws_scheduler_schedule_group": _by("scheduler:schedule-group", "name"),
    "aws_sns_topic": _by("sns", "name"),
    "aws_sqs_queue": _by("sqs", "name"),
    "aws_ssm_parameter": _by("ssm:parameter", "name"),
    "aws_ssoadmin_permission_set": _of_permission_set,
    _ATTRIBUTES: _principal_tags,
}
"""Types of resources with a name of their own, and how to read it."""


def _tags(synthesized: Synthesized) -> Iterator[tuple[Name, str]]:
    """Give the keys of the tags that providers put on everything."""
    for scope in synthesized.scopes():
        for providers in scope.document.blocks("provider").values():
            for provider in [providers] if isinstance(providers, dict) else providers:
                for block in provider.get("default_tags", ()):
                    tags = block.get("tags", {}) if isinstance(block, dict) else {}
                    yield from ((Name("tag", key), f"{scope.document.name}:provider.aws") for key in tags)

"""Whether networks, keys, roles and buckets come from parameters of Systems Manager that blueprints publish."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from modules.catalog.library.template import Template
from modules.catalog_tests.accounts import LaunchingAccount
from modules.catalog_tests.expressions import sources
from modules.catalog_tests.fault import Candidate, Column, Fault

_OF_THE_ACCOUNT = re.compile(
    r"(?:\w*Vpc(?:Id|ID)s?|\w*Subnet(?:Id|ID)?s?|\w*SecurityGroup(?:Id|ID)?s?|\w*Kms\w*|\w*KMS\w*|\w*KeyArn"
    r"|\w*Role(?:Arn|ARN)?s?|\w*Bucket(?:Name)?|\w*OutputLocation|(?:\w*S3|Location|Log)Uri|Path)",
)
"""Names of properties that lead to what an account has."""

_WORD = re.compile(r"[A-Z_]+", re.ASCII)
"""A literal that is a choice, as in `EncryptionOption`, and names nothing."""

_SSM = "AWS::SSM::Parameter::"
_PLACES = re.compile(r"arn:aws[\w-]*:|s3://(?!\$)|\b(?:vpc|subnet|sg|eni)-[0-9a-f]{8,}\b|\b\d{12}\b")
"""What names something of one account, wherever it stands."""


def parameter_faults(candidate: Candidate, accounts: Sequence[LaunchingAccount]) -> Iterator[Fault]:
    """Give each value that is not from a parameter of the account's blueprint, and each parameter that is not there.

    What a parameter of the type `AWS::SSM::Parameter::Value<...>` allows is allowed of the name that is filled in, and
    not of what is found under it (AWS CloudFormation User Guide, Specify existing resources at runtime with
    CloudFormation-supplied parameter types): whoever launches could name other subnets or another key of the account's.

    Args:
        candidate: The version.
        accounts: Where it is launched.

    """
    template = candidate.version.template
    for name, parameter in template.get("Parameters", {}).items():
        if str(parameter["Type"]).startswith("AWS::EC2::"):
            yield _fault(candidate, f"{name}: of the type {parameter['Type']}, which lets anything be filled in")
        if str(parameter["Type"]).startswith(_SSM):
            if parameter.get("AllowedValues") != [parameter.get("Default")]:
                yield _fault(candidate, f"{name}: can be pointed elsewhere, its default is not its only allowed value")
            yield from _unpublished(candidate, name, str(parameter.get("Default", "")), accounts)
    for path, value in _values({name: each.get("Properties", {}) for name, each in template["Resources"].items()}):
        found = list(sources(value))
        if what := _wrong(template, path, found):
            yield _fault(candidate, f"{path}: {what}")
        for source in (source for kind, source in found if kind == "ssm"):
            yield from _unpublished(candidate, path, source, accounts)


def _unpublished(candidate: Candidate, where: str, name: str, accounts: Sequence[LaunchingAccount]) -> Iterator[Fault]:
    lacking = [account.account.key for account in accounts if name not in account.published]
    if lacking:
        yield _fault(candidate, f"{where}: no blueprint publishes {name or 'nothing'} in {', '.join(lacking)}")


def _values(written: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Give every value with the path of its property; of `Fn::If` the value of each branch."""
    if isinstance(written, Mapping) and "Fn::If" in written:
        for branch in written["Fn::If"][1:]:
            yield from _values(branch, path)
    elif isinstance(written, Mapping) and not _is_function(written):
        for key, item in written.items():
            yield from _values(item, f"{path}.{key}".removeprefix("."))
    elif isinstance(written, list):
        for item in written:
            yield from _values(item, path)
    else:
        yield path, written


def _is_function(value: Mapping[str, Any]) -> bool:
    return len(value) == 1 and next(iter(value)).startswith(("Fn::", "Ref"))


def _wrong(template: Template, path: str, found: Sequence[tuple[str, str]]) -> str:
    """Say what is wrong with a property's value; what comes first in it says where it is: `s3://${Bucket}/${Name}/`."""
    for kind, source in found:
        if kind in {"literal", "text"} and _PLACES.search(source):
            return f"`{source}` is written out, and is another in each account"
    name = path.rpartition(".")[2]
    if not found or not _OF_THE_ACCOUNT.fullmatch(name):
        return ""
    kind, source = found[0]
    if kind == "literal":
        return "" if _WORD.fullmatch(source) else f"`{source}` is written out"
    parameter = template.get("Parameters", {}).get(source) if kind == "name" else None
    if parameter is None or str(parameter["Type"]).startswith(_SSM):
        return ""
    return f"{source} is filled in by whoever launches it, and by no parameter that a blueprint publishes"


def _fault(candidate: Candidate, what: str) -> Fault:
    return Fault(candidate.name, Column.PARAMETERS, what)

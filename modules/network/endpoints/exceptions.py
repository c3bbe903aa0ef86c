"""Exceptions in the policies of VPC endpoints, read from `policies/network`.

No cdktf here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import Field, TypeAdapter
from ruamel.yaml import YAML

from modules.specification.model import Spec

EXCEPTIONS = Path(__file__).parents[3] / "policies" / "network" / "endpoint-exceptions.yaml"


class Principals(StrEnum):
    """Who may use the exception."""

    ORGANIZATION = "organization"
    ANYONE = "anyone"


class Owner(StrEnum):
    """Who owns the resources of an exception."""

    AWS = "aws"
    ORGANIZATION = "organization"


class EndpointException(Spec):
    """One statement of an endpoint's policy."""

    sid: str = Field(pattern=r"^[A-Za-z0-9]+$")
    """The statement's name."""

    actions: tuple[str, ...] = Field(min_length=1)
    """The actions that the statement allows."""

    resources: tuple[str, ...] = Field(min_length=1)
    """The ARNs of the resources that it allows them on, with `{region}` for the endpoint's region."""

    principals: Principals = Principals.ORGANIZATION
    """Who may call the actions."""

    owner: Owner = Owner.AWS
    """Who owns the resources."""

    reason: str = Field(min_length=1)
    """Why it is needed, with its source."""


@cache
def exceptions() -> Mapping[str, tuple[EndpointException, ...]]:
    """Read every exception, by service."""
    document = YAML(typ="safe", pure=True).load(EXCEPTIONS.read_text(encoding="utf-8"))
    return TypeAdapter(dict[str, tuple[EndpointException, ...]]).validate_json(json.dumps(document))

"""The list of AWS's managed policies is the one that requests are evaluated with."""

from __future__ import annotations

import json

from moto.iam.aws_managed_policies import aws_managed_policies_data

from modules.identity.library import names, permission_set
from modules.identity.managed_policies import managed_policies
from tests.support.environments import environment_with

KNOWN = {(policy["Path"] + name)[1:]: policy for name, policy in json.loads(aws_managed_policies_data).items()}


def test_the_list_has_what_the_emulator_s_copy_has() -> None:
    """Where this fails, the copy is another one: write its names and its newest `UpdateDate` into the list."""
    assert managed_policies().names == KNOWN.keys()
    assert managed_policies().read_on == max(policy["UpdateDate"] or "" for policy in KNOWN.values())[:10]


def test_one_that_is_newer_is_taken_where_the_environment_says_so() -> None:
    identity = {"newer_managed_policies": ["AmazonTomorrowFullAccess"]}
    assert environment_with(identity=identity).zone.identity.newer_managed_policies == ("AmazonTomorrowFullAccess",)


def test_every_permission_set_of_the_library_is_described_for_readers() -> None:
    for name in names():
        description = permission_set(name).description
        assert description.description, name
        assert description.for_whom, name
        assert description.summary, name
        assert description.sources, name

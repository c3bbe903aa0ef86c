from __future__ import annotations

import fnmatch

import pytest
from botocore.session import get_session

from modules.accounts.stages import kind_of
from modules.aws_limits import INLINE_POLICY_TEXT
from modules.identity.inline_document import statements
from modules.identity.inline_policies import break_glass_parameters, inline_policy, text_bytes, user_id
from modules.identity.library import PermissionSet, PermissionSetDescription, names, permission_set
from modules.landing_zone.permission_sets import permission_set_parameters
from modules.specification.errors import LandingZoneError
from tests.support.environments import environment, environment_with

DESCRIPTION = PermissionSetDescription(description="-", for_whom="-", summary="-", session_hours=1, sources=("-",))


def of(resource: object) -> PermissionSet:
    statement = {"Effect": "Allow", "Action": "a:B", "Resource": resource}
    return PermissionSet("Visitor", DESCRIPTION, {"Statement": [statement]})


def listed(value: object) -> list[str]:
    return [value] if isinstance(value, str) else list(value) if isinstance(value, list) else []


def test_a_policy_has_the_environment_s_values_and_keeps_iam_s_own_variables() -> None:
    policy = inline_policy(of(["{{organization}}-${aws:PrincipalTag/Team}-*"]), {"organization": "acme"})
    assert policy == (
        '{"Statement":[{"Effect":"Allow","Action":"a:B","Resource":["acme-${aws:PrincipalTag/Team}-*"]}]}'
    )


def test_a_placeholder_that_stands_for_nothing_is_told_with_the_one_that_was_meant() -> None:
    with pytest.raises(LandingZoneError) as refused:
        inline_policy(of("{{organisation}}-*"), {"organization": "acme"})
    assert str(refused.value) == (
        "the permission set's inline policy has a placeholder that stands for nothing\n"
        "  got: {{organisation}} in policies/permission_sets/Visitor/inline.json\n"
        "  why: placeholders are organization\n"
        "  fix: write organization"
    )


def test_identity_center_counts_bytes_and_no_white_space() -> None:
    assert text_bytes('{"a": "é\t"}\n') == len('{"a":"é"}'.encode())


@pytest.mark.parametrize("name", ["production", "staging"])
@pytest.mark.parametrize("permission_set_name", names())
def test_every_policy_of_the_library_leaves_room_for_what_an_environment_adds(
    name: str, permission_set_name: str
) -> None:
    zone, known = environment(name).zone, permission_set(permission_set_name)
    stages = zone.stages if known.description.stages else ()
    for one in [known.bound_to(stage, kind_of(stage, zone.stages)) for stage in stages] or [known]:
        policy = inline_policy(one, permission_set_parameters(zone, one.stage))
        assert text_bytes(policy or "") <= 0.9 * INLINE_POLICY_TEXT.value


@pytest.mark.parametrize("name", names())
def test_keys_below_a_folder_are_not_found_in_another_folder(name: str) -> None:
    """A wildcard in a bucket's name spans slashes: `*-reports/scores/*` is also `x-reports/private/scores/1`."""
    found = list(statements(permission_set(name).inline_policy or {}))
    denied = {text for one in found if one["Effect"] == "Deny" for text in listed(one.get("Resource"))}
    for statement in found:
        for resource in listed(statement.get("Resource")):
            bucket, _, key = resource.removeprefix("arn:aws:s3:::").partition("/")
            spans = resource.startswith("arn:aws:s3:::") and "*" in bucket and not key.startswith("*") and key
            assert not spans or statement["Effect"] == "Deny" or f"arn:aws:s3:::*/*/{key}" in denied


class TestBreakGlass:
    def test_lets_in_nobody_where_no_approver_is_known(self) -> None:
        assert break_glass_parameters(())["break_glass_approvers"] == ("arn:aws:identitystore:::user/*",)

    def test_lets_in_anybody_but_approvers(self) -> None:
        approvers = {
            key: {"name": "A Person", "email": f"{key}@acme.example", "groups": ["AWSBreakGlassApprovers"]}
            for key in ("grace", "alan")
        }
        ada = {"name": "Ada Example", "email": "ada@acme.example"}
        zone = environment_with(identity={"users": {**approvers, "ada": ada}}).zone

        assert permission_set_parameters(zone)["break_glass_approvers"] == (
            f"arn:aws:identitystore:::user/{user_id('grace')}",
            f"arn:aws:identitystore:::user/{user_id('alan')}",
        )


@pytest.mark.parametrize(
    ("service", "pattern", "operations"),
    [
        ("codebuild", "*Build", {"RetryBuild", "StartBuild", "StopBuild"}),
        (
            "codepipeline",
            "*PipelineExecution",
            {"GetPipelineExecution", "StartPipelineExecution", "StopPipelineExecution"},
        ),
        ("ecr", "*LayerUpload", {"CompleteLayerUpload", "InitiateLayerUpload"}),
    ],
)
def test_what_is_shortened_by_a_pattern_stands_for_the_operations_that_were_meant(
    service: str, pattern: str, operations: set[str]
) -> None:
    assert f"{service}:{pattern}" in str(permission_set("MLEngineering").inline_policy)
    known = get_session().get_service_model(service).operation_names
    assert set(fnmatch.filter(known, pattern)) == operations

"""The ledger of names in a small organization by hand: what counts as a reference, what as a maker."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from modules.names.library import MadeBy, MakerSpec
from modules.names.proof import Ledger, ledger
from modules.names.tables import ledger_table, problems, summary
from modules.synthesized.documents import Document
from modules.synthesized.environment import Synthesized

Resources = Mapping[str, Mapping[str, Any]]


def found(resources: Resources, *others: MakerSpec, provider: Mapping[str, Any] | None = None) -> Ledger:
    providers = {"aws": [{"region": "eu-west-1", **(provider or {})}]}
    document = Document("demo-one", {"provider": providers, "resource": resources})
    return ledger(Synthesized("demo", {document.name: document}), others)


def policy(*resources: str, **statement: Any) -> dict[str, Any]:
    """Return an organization policy that denies everything on some resources."""
    written = {"Effect": "Deny", "Action": "*", "Resource": [*resources], **statement}
    return {"aws_organizations_policy": {"p": {"content": json.dumps({"Statement": [written]})}}}


def role(name: str, path: str = "/", service: str = "glue.amazonaws.com") -> dict[str, Any]:
    trust = json.dumps({"Statement": [{"Principal": {"Service": service}}]})
    return {"aws_iam_role": {"r": {"name": name, "path": path, "assume_role_policy": trust}}}


def shown(entries: Any) -> list[str]:
    return [entry.shown for entry in entries]


def test_a_name_that_nothing_is_called_is_missing_and_says_who_refers_to_it() -> None:
    missing = found(policy("arn:aws:iam::*:role/Backup"))

    assert not missing.ok
    assert shown(missing.missing) == ["iam:role Backup"]
    text = "\n".join(problems(missing))
    assert "nobody makes iam:role Backup" in text
    assert "demo-one:aws_organizations_policy.p" in text
    assert "0 of 1 names" in summary(missing)


def test_a_resource_of_that_name_makes_it() -> None:
    made = found({**policy("arn:aws:iam::*:role/teams/*"), **role("Glue", "/teams/churn/dev/")})

    assert made.ok
    assert made.entries[0].makers == ("demo-one:aws_iam_role.r",)


def test_a_name_that_is_known_at_apply_only_makes_nothing() -> None:
    unknown = {"aws_kms_key": {"k": {}}, **policy("arn:aws:iam::*:role/Backup"), **role("${aws_kms_key.k.id}")}

    assert not found(unknown).ok


def test_a_name_that_is_known_in_part_counts_as_far_as_it_is_known() -> None:
    bucket: dict[str, Any] = {"aws_s3_bucket": {"b": {"bucket": "acme-logs-${aws_kms_key.k.id}"}}}
    bucket["aws_kms_key"] = {"k": {}}

    assert found({**bucket, **policy("arn:aws:s3:::acme-logs-*")}).ok
    assert not found({**bucket, **policy("arn:aws:s3:::acme-raw-*")}).ok


def test_whoever_is_said_to_make_it_does() -> None:
    aws = MakerSpec(kind="iam:role", names="aws-service-role/*", made_by=MadeBy.AWS, why="services do")

    assert found(policy("arn:aws:iam::*:role/aws-service-role/*"), aws).ok
    assert not found(policy("arn:aws:iam::*:role/other"), aws).ok


def test_what_nobody_makes_yet_is_counted() -> None:
    later = MakerSpec(kind="iam:role", names="Later", made_by=MadeBy.NOBODY_YET, why="it is to be built")

    pending = found(policy("arn:aws:iam::*:role/Later"), later)

    assert pending.ok
    assert shown(pending.pending) == ["iam:role Later"]
    assert "1 of them only once something is built" in summary(pending)
    assert not found({**policy("arn:aws:iam::*:role/Later"), **role("Later")}, later).pending


def test_a_role_that_may_be_passed_must_be_one_that_the_service_may_work_as() -> None:
    passed = {"iam:PassedToService": ["glue.amazonaws.com", "sagemaker.amazonaws.com"]}
    passing = policy("arn:aws:iam::*:role/teams/*", Effect="Allow", Condition={"StringEquals": passed})

    half = found({**passing, **role("Glue", "/teams/churn/dev/")})

    assert shown(half.missing) == ["role for sagemaker.amazonaws.com teams/*"]


def test_one_of_several_roles_is_enough_for_a_service() -> None:
    condition = {"StringEquals": {"iam:PassedToService": "glue.amazonaws.com"}}
    names = ("arn:aws:iam::*:role/A", "arn:aws:iam::*:role/B")
    passing = policy(*names, Effect="Allow", Condition=condition)

    half = found({**passing, **role("A")})

    assert shown(half.missing) == ["iam:role B"]


def test_the_vault_of_a_backup_policy_is_a_name() -> None:
    rule = {"target_backup_vault_name": {"@@assign": "landing-zone"}}
    content = json.dumps({"plans": {"p": {"rules": {"daily": rule}}}})
    backed_up = {"aws_organizations_policy": {"p": {"content": content}}}

    assert shown(found(backed_up).missing) == ["backup:backup-vault landing-zone"]
    assert found({**backed_up, "aws_backup_vault": {"v": {"name": "landing-zone"}}}).ok


def test_whom_a_resource_lets_in_is_a_name() -> None:
    trusting = {"Principal": {"AWS": "arn:aws:iam::*:role/Deployment"}, "Action": "*"}
    admitting: dict[str, Any] = {
        "aws_s3_bucket_policy": {"p": {"policy": json.dumps({"Statement": [trusting]})}},
        "aws_kms_key": {"k": {"policy": json.dumps({"Statement": [trusting]})}},
        "aws_iam_role": {"r": {"name": "r", "assume_role_policy": json.dumps({"Statement": [trusting]})}},
    }

    missing = found(admitting)

    assert shown(missing.missing) == ["iam:role Deployment"]
    assert len(missing.missing[0].sources) == 3


def test_keys_of_tags_are_names_of_what_carries_them() -> None:
    condition = {"StringEquals": {"aws:PrincipalTag/Stage": "dev", "aws:ResourceTag/Team": "${aws:PrincipalTag/Team}"}}
    tagged = policy("*", Condition=condition)
    attributes = {"attribute": [{"key": "Stage"}, {"key": "Team"}]}
    identity = {"aws_ssoadmin_instance_access_control_attributes": {"a": attributes}}

    assert shown(found(tagged).missing) == ["principal tag Stage", "tag Team"]
    assert found({**tagged, **identity}, provider={"default_tags": [{"tags": {"Team": "churn"}}]}).ok


def test_policies_of_accounts_that_permission_sets_name_are_names() -> None:
    reference = {"customer_managed_policy_reference": {"name": "operations", "path": "/platform/"}}
    attached: dict[str, Any] = {
        "aws_ssoadmin_customer_managed_policy_attachment": {"a": reference},
        "aws_ssoadmin_permissions_boundary_attachment": {"b": {"permissions_boundary": reference}},
    }

    missing = found(attached)

    assert shown(missing.missing) == ["iam:policy platform/operations"]
    assert len(missing.missing[0].sources) == 2


def test_the_table_shows_who_makes_a_name() -> None:
    table = ledger_table(found({**policy("arn:aws:iam::*:role/Glue"), **role("Glue")}))

    assert [list(column.cells) for column in table.columns] == [["iam:role Glue"], ["demo-one:aws_iam_role.r"], ["1"]]

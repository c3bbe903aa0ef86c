"""The directory: what is written down of its password, who reaches it, where its logs go, who is offered it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from modules.active_directory.administrator import AdministratorSecret, DirectoryKey
from modules.active_directory.logs import DirectoryLogs
from modules.active_directory.managed_directory import ManagedDirectory
from modules.active_directory.ports import RULES_OF_AWS
from modules.active_directory.reach import DirectoryReach
from modules.active_directory.sharing import AcceptedDirectory, OfferedDirectory
from modules.active_directory.spec import ActiveDirectorySpec, Edition
from tests.support.synthesis import only, synthesize_one

ACCOUNT = "111111111111"
KEY = f"arn:aws:kms:eu-west-1:{ACCOUNT}:key/11111111-2222-3333-4444-555555555555"
DIRECTORY = "d-0123456789"
SECURITY_GROUP_RULES = 60


def directory(tmp_path: Path, **said: Any) -> dict[str, Any]:
    spec = ActiveDirectorySpec(domain="ad.acme.example", **said)
    return only(
        synthesize_one(
            tmp_path,
            lambda stack: ManagedDirectory(
                stack, "directory", spec=spec, vpc_id="vpc-1", subnet_ids=("subnet-1", "subnet-2")
            ),
        ),
        "aws_directory_service_directory",
    )


def reach(tmp_path: Path, clients: dict[str, str], resolvers: dict[str, str]) -> list[dict[str, Any]]:
    document = synthesize_one(
        tmp_path,
        lambda stack: DirectoryReach(stack, "reach", security_group_id="sg-1", clients=clients, resolvers=resolvers),
    )
    return list(document["resource"]["aws_vpc_security_group_ingress_rule"].values())


class TestManagedDirectory:
    def test_has_a_first_password_that_stands_in_no_file_and_is_ignored_from_then_on(self, tmp_path: Path) -> None:
        found = directory(tmp_path)

        assert found["password"] == "Aa1-${uuid()}"  # noqa: S105 - an expression
        assert found["lifecycle"] == {"prevent_destroy": True, "ignore_changes": ["password"]}

    def test_stands_in_two_subnets_of_the_vpc_with_the_edition_that_is_asked_for(self, tmp_path: Path) -> None:
        found = directory(tmp_path, edition=Edition.ENTERPRISE, short_name="ACME")

        assert found["vpc_settings"] == {"vpc_id": "vpc-1", "subnet_ids": ["subnet-1", "subnet-2"]}
        assert (found["type"], found["edition"]) == ("MicrosoftAD", "Enterprise")
        assert (found["name"], found["short_name"]) == ("ad.acme.example", "ACME")


class TestDirectoryReach:
    def test_lets_members_in_at_the_ports_of_a_domain_and_resolvers_at_that_of_names(self, tmp_path: Path) -> None:
        rules = reach(tmp_path, {"production": "10.0.0.0/16"}, {"endpoints": "10.9.0.0/20"})

        told = {(rule["cidr_ipv4"], rule["ip_protocol"], rule["from_port"], rule["to_port"]) for rule in rules}
        assert told == {
            ("10.0.0.0/16", "tcp", 53, 636),
            ("10.0.0.0/16", "tcp", 1024, 65535),
            ("10.0.0.0/16", "udp", 53, 464),
            ("10.0.0.0/16", "icmp", -1, -1),
            ("10.9.0.0/20", "tcp", 53, 53),
            ("10.9.0.0/20", "udp", 53, 53),
        }
        assert {rule["security_group_id"] for rule in rules} == {"sg-1"}

    def test_leaves_room_in_the_group_for_ten_ranges(self, tmp_path: Path) -> None:
        rules = reach(tmp_path, {f"range-{n}": f"10.{n}.0.0/16" for n in range(10)}, {"endpoints": "10.99.0.0/20"})

        assert len(rules) + RULES_OF_AWS <= SECURITY_GROUP_RULES
        assert set(Counter(rule["cidr_ipv4"] for rule in rules).values()) == {4, 2}


class TestDirectoryLogs:
    def test_directory_service_alone_writes_to_a_group_under_the_key(self, tmp_path: Path) -> None:
        document = synthesize_one(
            tmp_path,
            lambda stack: DirectoryLogs(
                stack, "logs", directory_id=DIRECTORY, domain="ad.acme.example", key_arn=KEY, retention_days=365
            ),
        )
        group = only(document, "aws_cloudwatch_log_group")
        (statement,) = json.loads(only(document, "aws_cloudwatch_log_resource_policy")["policy_document"])["Statement"]

        assert (group["kms_key_id"], group["retention_in_days"]) == (KEY, 365)
        assert statement["Principal"] == {"Service": "ds.amazonaws.com"}
        assert statement["Resource"] == "${aws_cloudwatch_log_group.logs.arn}:*"
        assert "depends_on" in only(document, "aws_directory_service_log_subscription")


class TestAdministrator:
    def test_has_a_place_for_the_password_and_no_password(self, tmp_path: Path) -> None:
        document = synthesize_one(tmp_path, lambda stack: AdministratorSecret(stack, "administrator", key_arn=KEY))

        assert only(document, "aws_secretsmanager_secret")["kms_key_id"] == KEY
        assert set(document["resource"]) == {"aws_secretsmanager_secret"}

    def test_the_key_is_for_the_directory_s_log_group_beside_the_account(self, tmp_path: Path) -> None:
        document = synthesize_one(
            tmp_path,
            lambda stack: DirectoryKey(stack, "key", account_id=ACCOUNT, region="eu-west-1", deletion_days=30),
        )
        _, logs = json.loads(only(document, "aws_kms_key")["policy"])["Statement"]

        group = f"arn:aws:logs:eu-west-1:{ACCOUNT}:log-group:/landing-zone/active-directory/*"
        assert logs["Condition"] == {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": group}}


class TestSharing:
    def test_is_offered_by_handshake_which_needs_no_directory_in_the_management_account(self, tmp_path: Path) -> None:
        document = synthesize_one(
            tmp_path, lambda stack: OfferedDirectory(stack, "team", directory_id=DIRECTORY, account_id=ACCOUNT)
        )
        offer = only(document, "aws_directory_service_shared_directory")

        assert (offer["method"], offer["target"]) == ("HANDSHAKE", {"id": ACCOUNT})

    def test_is_accepted_under_the_id_that_it_has_in_the_account(self, tmp_path: Path) -> None:
        document = synthesize_one(
            tmp_path, lambda stack: AcceptedDirectory(stack, "directory", shared_directory_id="d-9876543210")
        )

        assert (
            only(document, "aws_directory_service_shared_directory_accepter")["shared_directory_id"] == "d-9876543210"
        )

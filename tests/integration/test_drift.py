"""Twelve kinds of resource, changed behind Terraform's back on the emulator, and an account that was moved."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import boto3
import pytest

from modules.drift.finding import Finding, Remedy
from modules.drift.judging import by_severity, judge
from modules.drift.units import accounts_by_unit
from modules.runner.deploy import deploy
from modules.runner.outcome import DriftReport, Outcome
from modules.runner.refresh import refresh
from tests.runner.recorder import Recorder
from tests.support.emulator import emulated_staging

pytestmark = [pytest.mark.terraform, pytest.mark.emulator]

AWS = {"terraform": {"required_providers": {"aws": {"source": "aws", "version": ">= 5.100.0, < 7.0.0"}}}}
REGION, ADDRESS = "eu-west-1", "moved@acme.example"
PATHS = {"aws_organizations_organizational_unit.workloads": ("Workloads",)}


def _policy(effect: str) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": effect, "Action": "s3:*", "Resource": "*"}]})


def _trust(service: str) -> str:
    statement = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": service}}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


RESOURCES: Mapping[str, Mapping[str, Any]] = {
    "organization": {
        "aws_organizations_organization": {
            "acme": {"feature_set": "ALL", "enabled_policy_types": ["SERVICE_CONTROL_POLICY"]}
        },
        "aws_organizations_policy": {
            "deny": {"name": "deny", "content": _policy("Deny"), "depends_on": ["aws_organizations_organization.acme"]}
        },
        "aws_organizations_organizational_unit": {
            "workloads": {"name": "Workloads", "parent_id": "${aws_organizations_organization.acme.roots[0].id}"}
        },
        "aws_iam_role": {"auditor": {"name": "auditor", "assume_role_policy": _trust("ec2.amazonaws.com")}},
        "aws_iam_role_policy_attachment": {
            "auditor": {"role": "${aws_iam_role.auditor.name}", "policy_arn": "arn:aws:iam::aws:policy/SecurityAudit"}
        },
        "aws_kms_key": {"data": {"enable_key_rotation": True}},
        "aws_ssm_parameter": {"secret": {"name": "/secret", "type": "SecureString", "value": "before"}},
    },
    "network": {
        "aws_vpc": {"hub": {"cidr_block": "10.0.0.0/16", "enable_dns_hostnames": True, "tags": {"Name": "hub"}}},
        "aws_internet_gateway": {"hub": {"vpc_id": "${aws_vpc.hub.id}"}},
        "aws_route": {
            "out": {
                "route_table_id": "${aws_vpc.hub.main_route_table_id}",
                "destination_cidr_block": "192.0.2.0/24",
                "gateway_id": "${aws_internet_gateway.hub.id}",
            }
        },
        "aws_security_group": {"web": {"name": "web", "vpc_id": "${aws_vpc.hub.id}"}},
        "aws_vpc_security_group_ingress_rule": {
            "https": {
                "security_group_id": "${aws_security_group.web.id}",
                "cidr_ipv4": "10.0.0.0/8",
                "ip_protocol": "tcp",
                "from_port": 443,
                "to_port": 443,
            }
        },
        "aws_s3_bucket": {"logs": {"bucket": "acme-logs"}},
        "aws_s3_bucket_public_access_block": {
            "logs": {"bucket": "${aws_s3_bucket.logs.id}", "block_public_acls": True, "block_public_policy": True}
        },
        "aws_guardduty_detector": {"here": {"enable": True}},
        "aws_cloudwatch_log_group": {"flows": {"name": "flows", "retention_in_days": 365}},
    },
}

EXPECTED = [
    ("guardrails", "aws_organizations_organizational_unit.workloads", ["name"], Remedy.SET_BACK),
    ("guardrails", "aws_organizations_policy.deny", ["content"], Remedy.SET_BACK),
    ("access", "aws_s3_bucket_public_access_block.logs", ["block_public_policy"], Remedy.SET_BACK),
    ("access", "aws_iam_role.auditor", ["assume_role_policy"], Remedy.SET_BACK),
    ("access", "aws_iam_role_policy_attachment.auditor", [], Remedy.CREATED),
    ("access", "aws_kms_key.data", ["enable_key_rotation"], Remedy.SET_BACK),
    ("network", "aws_route.out", [], Remedy.CREATED),
    ("network", "aws_vpc.hub", ["tags.Owner"], Remedy.SET_BACK),
    ("network", "aws_vpc_security_group_ingress_rule.https", ["cidr_ipv4"], Remedy.SET_BACK),
    ("security", "aws_cloudwatch_log_group.flows", ["retention_in_days"], Remedy.SET_BACK),
    ("security", "aws_guardduty_detector.here", ["enable"], Remedy.SET_BACK),
    ("operations", "aws_ssm_parameter.secret", ["value", "version"], Remedy.SET_BACK),
]


@pytest.fixture(scope="module")
def environ(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    with emulated_staging(tmp_path_factory.mktemp("emulator") / "emulator.log") as environ:
        yield environ


def test_twelve_kinds_of_change_are_twelve_findings_and_an_untouched_environment_has_none(
    tmp_path: Path, environ: dict[str, str]
) -> None:
    for name, resources in RESOURCES.items():
        _write(tmp_path, name, resources)
    deployed = deploy(tmp_path / "cdktf.out", "staging", environ=environ, parallel=2, progress=Recorder())
    assert deployed.ok, [result.error for result in deployed.results]
    _write(tmp_path, "accounts", {"aws_sns_topic": {"never": {"name": "never"}}})

    units: dict[str, tuple[str, ...]] = {}
    untouched = _look(tmp_path, environ, units)
    was = dict(units)
    states = {path: path.read_bytes() for path in (tmp_path / "state").rglob("*.tfstate")}
    _change(environ)
    touched = _look(tmp_path, environ, units)

    outcomes = {result.workspace: result.outcome for result in untouched.results}
    assert outcomes == {
        "staging-organization": Outcome.NO_DRIFT,
        "staging-network": Outcome.NO_DRIFT,
        "staging-accounts": Outcome.NEVER_APPLIED,
    }
    found = by_severity(_findings(touched))
    assert [_told(finding) for finding in found] == EXPECTED
    assert (untouched.exit_code, touched.exit_code) == (0, 2)
    (secret,) = (finding for finding in found if finding.type == "aws_ssm_parameter")
    assert {each.after for each in secret.differences if each.path == "value"} == {"(sensitive)"}
    assert (list(was.values()), units[ADDRESS]) == ([()], ("Workloads",))  # the management account; its unit is renamed
    assert states == {path: path.read_bytes() for path in (tmp_path / "state").rglob("*.tfstate")}
    _delete_what_is_protected(environ)
    refused = deploy(tmp_path / "cdktf.out", "staging", ["network"], environ=environ, progress=Recorder())
    (network,) = refused.results
    assert [(change.address, change.is_gone) for change in network.refused] == [
        ("aws_cloudwatch_log_group.flows", True)
    ]
    assert "exists no more, and the plan would create another" in network.error


def _told(finding: Finding) -> tuple[str, str, list[str], Remedy]:
    return finding.severity, finding.address, [each.path for each in finding.differences], finding.remedy


def _findings(report: DriftReport) -> list[Finding]:
    return [finding for result in report.results for finding in result.findings]


def _look(root: Path, environ: dict[str, str], units: dict[str, tuple[str, ...]]) -> DriftReport:
    """Look for drift, and note in which unit each account is, by address."""

    def judged(workspace: str, shown: Mapping[str, Any]) -> tuple[Finding, ...]:
        units.update({each.email: each.unit for each in accounts_by_unit(shown, PATHS)})
        return judge(workspace, shown)

    return refresh(
        root / "cdktf.out",
        "staging",
        judge=judged,
        judged_anyway=["staging-organization"],
        environ=environ,
        parallel=2,
        progress=Recorder(),
    )


def _write(root: Path, name: str, resources: Mapping[str, Any]) -> None:
    folder = root / "cdktf.out" / "stacks" / f"staging-{name}"
    folder.mkdir(parents=True)
    backend = {"local": {"path": f"../../../state/staging/staging-{name}.tfstate"}}
    document = {
        "terraform": {**AWS["terraform"], "backend": backend},
        "provider": {"aws": [{"region": REGION, "default_tags": [{"tags": {"environment": "staging"}}]}]},
        "resource": resources,
    }
    (folder / "cdk.tf.json").write_text(json.dumps(document))
    manifest = root / "cdktf.out" / "manifest.json"
    stacks = json.loads(manifest.read_text())["stacks"] if manifest.exists() else {}
    stacks[f"staging-{name}"] = {"workingDirectory": f"stacks/staging-{name}", "dependencies": []}
    manifest.write_text(json.dumps({"stacks": stacks}))


def _clients(environ: Mapping[str, str]) -> Callable[[str], Any]:
    session = boto3.Session(
        environ["AWS_ACCESS_KEY_ID"], environ["AWS_SECRET_ACCESS_KEY"], environ["AWS_SESSION_TOKEN"]
    )
    return lambda service: session.client(service, region_name=REGION, endpoint_url=environ["AWS_ENDPOINT_URL"])


def _delete_what_is_protected(environ: Mapping[str, str]) -> None:
    _clients(environ)("logs").delete_log_group(logGroupName="flows")


def _change(environ: Mapping[str, str]) -> None:
    """Do what somebody does in the console."""
    client = _clients(environ)
    organizations, iam, ec2 = client("organizations"), client("iam"), client("ec2")
    (policy,) = [
        each
        for each in organizations.list_policies(Filter="SERVICE_CONTROL_POLICY")["Policies"]
        if each["Name"] == "deny"
    ]
    organizations.update_policy(PolicyId=policy["Id"], Content=_policy("Allow"))
    (root,) = organizations.list_roots()["Roots"]
    (unit,) = organizations.list_organizational_units_for_parent(ParentId=root["Id"])["OrganizationalUnits"]
    account = organizations.create_account(AccountName="moved", Email=ADDRESS)["CreateAccountStatus"]["AccountId"]
    organizations.move_account(AccountId=account, SourceParentId=root["Id"], DestinationParentId=unit["Id"])
    organizations.update_organizational_unit(OrganizationalUnitId=unit["Id"], Name="Elsewhere")
    iam.update_assume_role_policy(RoleName="auditor", PolicyDocument=_trust("lambda.amazonaws.com"))
    iam.detach_role_policy(RoleName="auditor", PolicyArn="arn:aws:iam::aws:policy/SecurityAudit")
    (key,) = client("kms").list_keys()["Keys"]
    client("kms").disable_key_rotation(KeyId=key["KeyId"])
    client("ssm").put_parameter(Name="/secret", Type="SecureString", Value="after", Overwrite=True)
    (vpc,) = ec2.describe_vpcs(Filters=[{"Name": "cidr", "Values": ["10.0.0.0/16"]}])["Vpcs"]
    ec2.create_tags(Resources=[vpc["VpcId"]], Tags=[{"Key": "Owner", "Value": "somebody"}])
    (table,) = ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [vpc["VpcId"]]}])["RouteTables"]
    ec2.delete_route(RouteTableId=table["RouteTableId"], DestinationCidrBlock="192.0.2.0/24")
    (rule,) = [
        each
        for each in ec2.describe_security_group_rules()["SecurityGroupRules"]
        if each.get("CidrIpv4") == "10.0.0.0/8"
    ]
    open_rule = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIpv4": "0.0.0.0/0"}
    ec2.modify_security_group_rules(
        GroupId=rule["GroupId"],
        SecurityGroupRules=[{"SecurityGroupRuleId": rule["SecurityGroupRuleId"], "SecurityGroupRule": open_rule}],
    )
    client("s3").put_public_access_block(
        Bucket="acme-logs", PublicAccessBlockConfiguration={"BlockPublicAcls": True, "BlockPublicPolicy": False}
    )
    guardduty = client("guardduty")
    guardduty.update_detector(DetectorId=guardduty.list_detectors()["DetectorIds"][0], Enable=False)
    client("logs").put_retention_policy(logGroupName="flows", retentionInDays=1)

"""Names and regions of endpoint services are those of AWS."""

from __future__ import annotations

import re

import pytest
from botocore.loaders import Loader
from botocore.session import Session

from modules.aws_limits import REGIONS
from modules.network.plan.endpoint_services import MACHINE_LEARNING, endpoint_services
from modules.network.plan.service_catalogue import EndpointService, catalogue, catalogued, region_of, zones_by_service
from tests.network.specimens import network
from tests.support.environments import environment, environment_with

IN_THE_ISSUE = {
    "sagemaker.api", "sagemaker.runtime", "sagemaker.featurestore-runtime", "sagemaker.metrics", "notebook", "studio",
    "sts", "logs", "monitoring", "ecr.api", "ecr.dkr", "kms", "secretsmanager", "ssm", "servicecatalog",
    "codeartifact.api", "codeartifact.repositories", "bedrock-runtime", "athena", "glue", "lakeformation",
}  # fmt: skip

REGION = "eu-west-1"
SERVICES = catalogue().services
OF_THE_SDK = Loader().load_data("endpoints")["partitions"][0]["services"]
"""The table of the SDK that is locked here, which is older than the file."""


def sdk_name(service: str) -> str | None:
    """The name in the SDK's table of what a service's first private name belongs to."""
    names = catalogued(service, REGION).private_dns
    found = re.fullmatch(rf"(?:\*\.)?(.+)\.{REGION}\.(amazonaws\.com|api\.aws)", names[0]) if names else None
    return found[1] if found and found[1] in OF_THE_SDK else None


@pytest.mark.parametrize("service", sorted(name for name in SERVICES if sdk_name(name)))
def test_a_service_is_wherever_the_sdk_s_table_has_it(service: str) -> None:
    """Services come to regions and do not leave them: an older table must not know of more."""
    known = {region for region in OF_THE_SDK[str(sdk_name(service))]["endpoints"] if region in REGIONS}

    assert known <= {region for region in REGIONS if SERVICES[service].is_in(region)}


def test_most_services_are_in_the_sdk_s_table() -> None:
    assert sum(sdk_name(name) is not None for name in SERVICES) > 180


CLIENTS = {
    "cloudwatch": "monitoring", "cognito-idp": "cognito-idp", "datazone": "datazone", "ecr": "ecr.api",
    "efs": "elasticfilesystem", "emr": "elasticmapreduce", "firehose": "kinesis-firehose", "kinesis": "kinesis-streams",
    "mwaa": "airflow.api", "qbusiness": "qbusiness", "sagemaker": "sagemaker.api", "ses": "email", "sns": "sns",
    "sagemaker-runtime": "sagemaker.runtime", "stepfunctions": "states", "bedrock-runtime": "bedrock-runtime",
}  # fmt: skip
"""Clients of the SDK whose names are not all those of their endpoint services."""


@pytest.mark.parametrize(("client", "service"), CLIENTS.items())
def test_names_are_those_that_clients_ask_for(client: str, service: str) -> None:
    asked = Session().create_client(client, REGION).meta.endpoint_url.removeprefix("https://")

    (zone,) = catalogued(service, REGION).zones()
    assert zone == asked or zone.endswith(f".{asked}")


def test_a_region_that_is_newer_than_the_file_is_refused_for_no_regional_service() -> None:
    assert [name for name, one in SERVICES.items() if not one.is_in("eu-north-9") and not one.only_in] == [
        "cloudfront",
        "codecatalyst",
        "savingsplans",
    ]


@pytest.mark.parametrize(
    ("service", "name", "names"),
    [
        ("sts", "com.amazonaws.eu-west-1.sts", ["sts.eu-west-1.amazonaws.com"]),
        ("ecr.api", "com.amazonaws.eu-west-1.ecr.api", ["api.ecr.eu-west-1.amazonaws.com"]),
        ("ecr.dkr", "com.amazonaws.eu-west-1.ecr.dkr", ["*.dkr.ecr.eu-west-1.amazonaws.com"]),
        ("sagemaker.api", "com.amazonaws.eu-west-1.sagemaker.api", ["api.sagemaker.eu-west-1.amazonaws.com"]),
        ("notebook", "aws.sagemaker.eu-west-1.notebook", ["*.notebook.eu-west-1.sagemaker.aws"]),
        ("studio", "aws.sagemaker.eu-west-1.studio", ["*.studio.eu-west-1.sagemaker.aws"]),
        ("codeartifact.api", "com.amazonaws.eu-west-1.codeartifact.api", ["codeartifact.eu-west-1.amazonaws.com"]),
        (
            "codeartifact.repositories",
            "com.amazonaws.eu-west-1.codeartifact.repositories",
            ["*.d.codeartifact.eu-west-1.amazonaws.com"],
        ),
        ("kinesis-firehose", "com.amazonaws.eu-west-1.kinesis-firehose", ["firehose.eu-west-1.amazonaws.com"]),
        ("execute-api", "com.amazonaws.eu-west-1.execute-api", ["*.execute-api.eu-west-1.amazonaws.com"]),
        ("datazone", "com.amazonaws.eu-west-1.datazone", ["datazone.eu-west-1.api.aws"]),
        ("airflow.env", "com.amazonaws.eu-west-1.airflow.env", ["env.airflow.eu-west-1.amazonaws.com"]),
        ("iot.data", "com.amazonaws.eu-west-1.iot.data", []),
        ("dynamodb", "com.amazonaws.eu-west-1.dynamodb", []),
        ("iam", "com.amazonaws.iam", ["iam.amazonaws.com"]),
    ],
)
def test_names_that_do_not_follow_from_the_service_are_right(service: str, name: str, names: list[str]) -> None:
    found = catalogued(service, REGION)

    assert found.name == name
    assert list(found.private_dns) == names


def test_every_zone_is_of_one_service() -> None:
    found = zones_by_service({name: catalogued(name, REGION) for name in SERVICES})

    assert [services for services in found.values() if len(services) > 1] == []


@pytest.mark.parametrize("service", sorted(SERVICES))
def test_a_name_in_the_file_is_a_domain_of_aws_and_of_the_region_or_of_all(service: str) -> None:
    for name in catalogued(service, REGION).private_dns:
        assert "{" not in name
        assert re.fullmatch(r"(\*\.)?([a-z0-9-]+\.)+(amazonaws\.com|api\.aws|sagemaker\.aws)", name)


def test_an_endpoint_of_a_service_of_all_regions_says_where_the_service_is() -> None:
    assert catalogued("iam", REGION).region == "us-east-1"
    assert catalogued("iam", "us-east-1").region is None
    assert catalogued("sts", REGION).region is None


class TestZones:
    def test_hold_a_name_below_another_in_one_zone(self) -> None:
        found = EndpointService(name="x", private_dns=("cp.maps.example", "maps.example", "*.maps.example"))

        assert found.zones() == {"maps.example": ("cp", "", "*")}

    def test_are_several_where_no_name_is_below_another(self) -> None:
        found = EndpointService(name="x", private_dns=("*.one.example", "two.example"))

        assert found.zones() == {"one.example": ("*",), "two.example": ("",)}


class TestServicesOfAHub:
    def test_are_those_of_machine_learning_where_none_are_named(self) -> None:
        assert set(MACHINE_LEARNING) == IN_THE_ISSUE
        assert set(MACHINE_LEARNING) <= set(SERVICES)
        assert list(endpoint_services(network(), REGION)) == list(MACHINE_LEARNING)

    def test_are_described_by_the_user_where_the_file_has_them_otherwise(self) -> None:
        said = {"service_name": "com.amazonaws.{region}.kms", "private_dns": ["kms.{region}.example"], "ports": [8443]}
        found = endpoint_services(network(endpoints={"services": ["sts", "kms"], "described": {"kms": said}}), REGION)

        assert list(found) == ["sts", "kms"]
        assert found["kms"] == EndpointService(
            name="com.amazonaws.eu-west-1.kms", private_dns=("kms.eu-west-1.example",), ports=(8443,)
        )

    @pytest.mark.parametrize(("region", "there"), [("eu-west-1", True), ("us-east-1", False)])
    def test_are_those_of_its_own_region(self, region: str, *, there: bool) -> None:
        name = f"com.amazonaws.vpce.{region}.vpce-svc-0123456789abcdef0"
        spec = network(endpoints={"services": [], "described": {"vendor": {"service_name": name}}})

        assert ("vendor" in endpoint_services(spec, REGION)) is there


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("com.amazonaws.eu-west-1.sts", "eu-west-1"),
        ("com.amazonaws.vpce.ap-southeast-2.vpce-svc-0123", "ap-southeast-2"),
        ("com.amazonaws.us-gov-west-1.sts", "us-gov-west-1"),
        ("com.amazonaws.iam", None),
        ("com.amazonaws.{region}.sts", None),
    ],
)
def test_the_region_in_a_name_is_found(name: str, region: str | None) -> None:
    assert region_of(name) == region


@pytest.mark.parametrize("service", ["bedrock-runtime", "s3", "aps-workspaces", "email-smtp", "cassandra", "iot.data"])
def test_services_that_were_refused_are_accepted_where_they_are(service: str) -> None:
    hubs = {"eu-north-1": {"range": "10.128.0.0/14", "zone_ids": ["eun1-az1", "eun1-az2"]}}
    organization = environment().zone.model_dump(mode="json", exclude_defaults=True)["organization"]
    organization["regions"] = ["eu-west-1", "eu-north-1"]

    made = environment_with(network={"hubs": hubs, "endpoints": {"services": [service]}}, organization=organization)

    assert made.zone.network is not None

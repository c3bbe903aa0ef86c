from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.emulator.conftest import Client
from tests.emulator.service_catalog_calls import create_launchable, create_portfolio, create_product, provision

pytestmark = pytest.mark.emulator


class TestProducts:
    def test_a_product_is_described_with_its_tags_and_its_first_version(self, client: Client) -> None:
        catalog = client("servicecatalog", "361000000001")
        product, artifact = create_product(client, "361000000001")

        described = catalog.describe_product_as_admin(Id=product)

        assert described["ProductViewDetail"]["Status"] == "CREATED"
        assert described["Tags"] == [{"Key": "team", "Value": "platform"}]
        assert [(one["Id"], one["Name"]) for one in described["ProvisioningArtifactSummaries"]] == [(artifact, "v1")]

    def test_an_update_changes_what_it_names_and_the_tags(self, client: Client) -> None:
        catalog = client("servicecatalog", "361000000002")
        product, _ = create_product(client, "361000000002")

        tag = {"Key": "stage", "Value": "dev"}
        catalog.update_product(Id=product, Name="queue", AddTags=[tag], RemoveTags=["team"])

        described = catalog.describe_product_as_admin(Id=product)
        summary = described["ProductViewDetail"]["ProductViewSummary"]
        assert (summary["Name"], summary["Owner"], described["Tags"]) == ("queue", "Platform team", [tag])

    @pytest.mark.parametrize(("account", "template"), [("361000000004", "none"), ("361000000005", {"Resources": {}})])
    def test_a_version_without_a_usable_template_is_refused(self, client: Client, account: str, template: Any) -> None:
        with pytest.raises(ClientError, match=r"InvalidParametersException.*Invalid templateBody"):
            create_product(client, account, template)

    def test_the_last_version_and_a_product_in_a_portfolio_stay(self, client: Client) -> None:
        catalog = client("servicecatalog", "361000000003")
        portfolio, product, artifact = create_launchable(client, "361000000003")

        with pytest.raises(catalog.exceptions.ResourceInUseException, match="last provisioning artifact"):
            catalog.delete_provisioning_artifact(ProductId=product, ProvisioningArtifactId=artifact)
        with pytest.raises(catalog.exceptions.ResourceInUseException, match="associated with a portfolio"):
            catalog.delete_product(Id=product)
        with pytest.raises(catalog.exceptions.ResourceInUseException, match="in use"):
            catalog.delete_portfolio(Id=portfolio)


class TestConstraints:
    def test_a_product_has_one_launch_constraint_in_a_portfolio_and_then_no_stack_set(self, client: Client) -> None:
        catalog = client("servicecatalog", "361000000010")
        portfolio, product, _ = create_launchable(client, "361000000010")
        where = {"PortfolioId": portfolio, "ProductId": product}
        launch = {**where, "Type": "LAUNCH", "Parameters": json.dumps({"LocalRoleName": "launch"})}
        properties = {"AccountList": [], "RegionList": [], "AdminRole": "a", "ExecutionRole": "e"}
        stack_set = json.dumps({"Version": "String", "Properties": properties})
        catalog.create_constraint(**launch, IdempotencyToken="1")

        with pytest.raises(catalog.exceptions.DuplicateResourceException):
            catalog.create_constraint(**launch, IdempotencyToken="2")
        with pytest.raises(catalog.exceptions.InvalidParametersException, match="not both"):
            catalog.create_constraint(**where, Type="STACKSET", Parameters=stack_set, IdempotencyToken="3")

    def test_parameters_are_those_of_the_type(self, client: Client) -> None:
        catalog = client("servicecatalog", "361000000012")
        portfolio, product, _ = create_launchable(client, "361000000012")
        wrong: dict[str, Any] = {
            "LAUNCH": {"RoleArn": "a", "LocalRoleName": "b"},
            "NOTIFICATION": {"NotificationArns": "one"},
            "RESOURCE_UPDATE": {"Version": "1.0", "Properties": {"TagUpdateOnProvisionedProduct": "ALLOWED"}},
            "TEMPLATE": {},
            "BUDGET": {},
        }
        for type_, parameters in wrong.items():
            with pytest.raises(catalog.exceptions.InvalidParametersException, match=type_):
                catalog.create_constraint(
                    PortfolioId=portfolio,
                    ProductId=product,
                    Type=type_,
                    Parameters=json.dumps(parameters),
                    IdempotencyToken=type_,
                )

    def test_a_product_outside_the_portfolio_has_none(self, client: Client) -> None:
        catalog = client("servicecatalog", "361000000011")
        portfolio, (product, _) = (
            create_portfolio(client, "361000000011"),
            create_product(client, "361000000011"),
        )

        with pytest.raises(catalog.exceptions.ResourceNotFoundException, match="is not in portfolio"):
            catalog.create_constraint(
                PortfolioId=portfolio, ProductId=product, Type="TEMPLATE", Parameters="{}", IdempotencyToken="1"
            )


@pytest.mark.parametrize(
    ("type_", "arn"),
    [("IAM", "arn:aws:iam::999999999999:role/a"), ("IAM_PATTERN", "arn:aws:iam::361000000012:role/a*")],
)
def test_a_principal_is_of_the_account_and_a_pattern_of_none(client: Client, type_: str, arn: str) -> None:
    catalog = client("servicecatalog", "361000000012")
    portfolio = create_portfolio(client, "361000000012", name=type_)

    with pytest.raises(catalog.exceptions.InvalidParametersException, match="principal"):
        catalog.associate_principal_with_portfolio(PortfolioId=portfolio, PrincipalARN=arn, PrincipalType=type_)


def test_a_tag_option_in_use_stays_and_none_is_there_twice(client: Client) -> None:
    catalog = client("servicecatalog", "361000000013")
    portfolio = create_portfolio(client, "361000000013")
    option = catalog.create_tag_option(Key="stage", Value="dev")["TagOptionDetail"]["Id"]
    catalog.associate_tag_option_with_resource(TagOptionId=option, ResourceId=portfolio)

    with pytest.raises(catalog.exceptions.DuplicateResourceException):
        catalog.create_tag_option(Key="stage", Value="dev")
    with pytest.raises(catalog.exceptions.ResourceInUseException):
        catalog.delete_tag_option(Id=option)
    assert [o["Id"] for o in catalog.describe_portfolio(Id=portfolio)["TagOptions"]] == [option]


class TestProvisionedProducts:
    def test_a_stack_is_made_and_its_outputs_are_the_records(self, client: Client) -> None:
        account = "361000000020"
        catalog, cloudformation = client("servicecatalog", account), client("cloudformation", account)
        _, product, artifact = create_launchable(client, account)

        id_ = provision(catalog, product, artifact, Name="alarms")

        outputs = catalog.get_provisioned_product_outputs(ProvisionedProductId=id_)["Outputs"]
        found = {one["OutputKey"]: one["OutputValue"] for one in outputs}
        assert found["TopicArn"] == f"arn:aws:sns:eu-west-1:{account}:alarms"
        stack = cloudformation.describe_stacks(StackName=found["CloudformationStackARN"])["Stacks"][0]
        assert stack["StackName"] == f"SC-{account}-{id_}"

    def test_an_update_keeps_what_it_does_not_name(self, client: Client) -> None:
        account = "361000000021"
        catalog = client("servicecatalog", account)
        _, product, artifact = create_launchable(client, account)
        id_ = provision(catalog, product, artifact, Name="alarms")

        previous = {"Key": "Name", "UsePreviousValue": True}
        catalog.update_provisioned_product(ProvisionedProductId=id_, UpdateToken="u", ProvisioningParameters=[previous])
        catalog.describe_provisioned_product(Id=id_)
        detail = catalog.describe_provisioned_product(Id=id_)["ProvisionedProductDetail"]

        assert detail["Status"] == "AVAILABLE", detail
        assert [t["TopicArn"][-6:] for t in client("sns", account).list_topics()["Topics"]] == ["alarms"]

    def test_tags_change_only_where_a_constraint_allows_it(self, client: Client) -> None:
        account = "361000000022"
        catalog = client("servicecatalog", account)
        portfolio, product, artifact = create_launchable(client, account)
        id_ = provision(catalog, product, artifact, Name="alarms")
        update = {"ProvisionedProductId": id_, "Tags": [{"Key": "team", "Value": "fraud"}]}
        allowed = {"Version": "2.0", "Properties": {"TagUpdateOnProvisionedProduct": "ALLOWED"}}

        with pytest.raises(catalog.exceptions.InvalidParametersException, match="RESOURCE_UPDATE"):
            catalog.update_provisioned_product(**update, UpdateToken="1")
        catalog.create_constraint(
            PortfolioId=portfolio,
            ProductId=product,
            Type="RESOURCE_UPDATE",
            Parameters=json.dumps(allowed),
            IdempotencyToken="1",
        )
        record = catalog.update_provisioned_product(**update, UpdateToken="2")["RecordDetail"]

        assert record["RecordTags"] == update["Tags"]

    @pytest.mark.parametrize(("retain", "left"), [(False, 0), (True, 1)])
    def test_termination_deletes_the_stack_unless_it_is_to_stay(self, client: Client, retain: bool, left: int) -> None:  # noqa: FBT001 - pytest passes it by name
        account = f"36100000003{left}"
        catalog = client("servicecatalog", account)
        _, product, artifact = create_launchable(client, account)
        id_ = provision(catalog, product, artifact, Name="alarms")

        catalog.terminate_provisioned_product(
            ProvisionedProductId=id_, TerminateToken="t", RetainPhysicalResources=retain
        )
        first = catalog.describe_provisioned_product(Id=id_)["ProvisionedProductDetail"]["Status"]

        assert first == "UNDER_CHANGE"
        with pytest.raises(catalog.exceptions.ResourceNotFoundException):
            catalog.describe_provisioned_product(Id=id_)
        assert len(client("sns", account).list_topics()["Topics"]) == left

    def test_without_a_principal_there_is_no_launch_path(self, client: Client) -> None:
        account = "361000000023"
        catalog = client("servicecatalog", account)
        portfolio, (product, artifact) = create_portfolio(client, account), create_product(client, account)
        catalog.associate_product_with_portfolio(PortfolioId=portfolio, ProductId=product)

        with pytest.raises(catalog.exceptions.ResourceNotFoundException, match="No launch paths found"):
            provision(catalog, product, artifact, Name="alarms")

    def test_a_launch_role_that_is_missing_fails_the_record(self, client: Client) -> None:
        account = "361000000024"
        catalog = client("servicecatalog", account)
        portfolio, product, artifact = create_launchable(client, account)
        catalog.create_constraint(
            PortfolioId=portfolio,
            ProductId=product,
            Type="LAUNCH",
            Parameters=json.dumps({"LocalRoleName": "launch"}),
            IdempotencyToken="1",
        )

        id_ = provision(catalog, product, artifact, Name="alarms")

        detail = catalog.describe_provisioned_product(Id=id_)["ProvisionedProductDetail"]
        assert detail["Status"] == "ERROR"
        assert f"arn:aws:iam::{account}:role/launch" in detail["StatusMessage"]
        record = catalog.describe_record(Id=detail["LastRecordId"])
        assert (record["RecordDetail"]["Status"], record["RecordOutputs"]) == ("FAILED", [])

    @pytest.mark.parametrize("parameters", [{}, {"Name": "a", "Size": "b"}])
    def test_parameters_are_those_of_the_template(self, client: Client, parameters: dict[str, str]) -> None:
        account = f"36100000004{len(parameters)}"
        catalog = client("servicecatalog", account)
        _, product, artifact = create_launchable(client, account)

        with pytest.raises(catalog.exceptions.InvalidParametersException, match="Parameters: "):
            provision(catalog, product, artifact, **parameters)


def test_studio_shows_the_products_of_service_catalog_once_that_is_enabled(client: Client) -> None:
    sagemaker = client("sagemaker", "361000000050")
    before = sagemaker.get_sagemaker_servicecatalog_portfolio_status()["Status"]
    sagemaker.enable_sagemaker_servicecatalog_portfolio()
    enabled = sagemaker.get_sagemaker_servicecatalog_portfolio_status()["Status"]
    elsewhere = client("sagemaker", "361000000050", "us-east-1").get_sagemaker_servicecatalog_portfolio_status()
    sagemaker.disable_sagemaker_servicecatalog_portfolio()
    after = sagemaker.get_sagemaker_servicecatalog_portfolio_status()["Status"]

    assert (before, enabled, elsewhere["Status"], after) == ("Disabled", "Enabled", "Disabled", "Disabled")

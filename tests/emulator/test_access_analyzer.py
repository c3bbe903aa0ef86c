from __future__ import annotations

from typing import Any, ClassVar

import pytest
from botocore.exceptions import ClientError

from tests.emulator.conftest import Client

pytestmark = pytest.mark.emulator

PRINCIPAL = "access-analyzer.amazonaws.com"


def test_an_analyzer_is_created_described_listed_and_deleted(client: Client) -> None:
    analyzer = client("accessanalyzer", "310000000001")

    arn = analyzer.create_analyzer(analyzerName="a", type="ACCOUNT", tags={"team": "security"})["arn"]

    assert arn == "arn:aws:access-analyzer:eu-west-1:310000000001:analyzer/a"
    described = analyzer.get_analyzer(analyzerName="a")["analyzer"]
    assert described.pop("createdAt").year >= 2026
    assert described == {
        "arn": arn,
        "name": "a",
        "type": "ACCOUNT",
        "status": "ACTIVE",
        "tags": {"team": "security"},
    }
    assert [found["arn"] for found in analyzer.list_analyzers()["analyzers"]] == [arn]
    assert analyzer.list_analyzers(type="ORGANIZATION")["analyzers"] == []
    analyzer.delete_analyzer(analyzerName="a")
    assert analyzer.list_analyzers()["analyzers"] == []


def test_tags_are_added_changed_and_removed(client: Client) -> None:
    analyzer = client("accessanalyzer", "310000000002")
    arn = analyzer.create_analyzer(analyzerName="a", type="ACCOUNT", tags={"x": "1"})["arn"]

    analyzer.tag_resource(resourceArn=arn, tags={"x": "2", "y": "3"})
    analyzer.untag_resource(resourceArn=arn, tagKeys=["x"])

    assert analyzer.list_tags_for_resource(resourceArn=arn)["tags"] == {"y": "3"}


def test_the_configuration_of_unused_access_is_kept_and_changed(client: Client) -> None:
    analyzer = client("accessanalyzer", "310000000003")
    first = {"unusedAccess": {"unusedAccessAge": 90}}
    second = {"unusedAccess": {"unusedAccessAge": 180}}
    analyzer.create_analyzer(analyzerName="a", type="ACCOUNT_UNUSED_ACCESS", configuration=first)
    before = analyzer.get_analyzer(analyzerName="a")["analyzer"]["configuration"]

    analyzer.update_analyzer(analyzerName="a", configuration=second)

    assert [before, analyzer.get_analyzer(analyzerName="a")["analyzer"]["configuration"]] == [first, second]


class TestRefusals:
    def test_a_name_is_taken_once(self, client: Client) -> None:
        analyzer = client("accessanalyzer", "310000000004")
        analyzer.create_analyzer(analyzerName="a", type="ACCOUNT")

        with pytest.raises(analyzer.exceptions.ConflictException) as caught:
            analyzer.create_analyzer(analyzerName="a", type="ACCOUNT_UNUSED_ACCESS")

        assert (caught.value.response["resourceId"], caught.value.response["resourceType"]) == ("a", "Analyzer")

    def test_an_account_has_one_analyzer_of_a_type_in_a_region(self, client: Client) -> None:
        analyzer = client("accessanalyzer", "310000000005")
        analyzer.create_analyzer(analyzerName="a", type="ACCOUNT")
        client("accessanalyzer", "310000000005", "us-east-1").create_analyzer(analyzerName="b", type="ACCOUNT")

        with pytest.raises(analyzer.exceptions.ServiceQuotaExceededException):
            analyzer.create_analyzer(analyzerName="b", type="ACCOUNT")

    @pytest.mark.parametrize("operation", ["get_analyzer", "delete_analyzer", "update_analyzer"])
    def test_what_does_not_exist_is_not_found(self, client: Client, operation: str) -> None:
        analyzer = client("accessanalyzer", "310000000006")

        with pytest.raises(analyzer.exceptions.ResourceNotFoundException):
            getattr(analyzer, operation)(analyzerName="none")

    def test_tags_of_what_does_not_exist_are_not_found(self, client: Client) -> None:
        analyzer = client("accessanalyzer", "310000000006")
        arn = "arn:aws:access-analyzer:eu-west-1:310000000006:analyzer/none"

        with pytest.raises(analyzer.exceptions.ResourceNotFoundException):
            analyzer.list_tags_for_resource(resourceArn=arn)

    @pytest.mark.parametrize(("name", "type_"), [("1a", "ACCOUNT"), ("a", "account")])
    def test_what_the_service_model_does_not_allow_is_invalid(self, client: Client, name: str, type_: str) -> None:
        analyzer = client("accessanalyzer", "310000000006")

        with pytest.raises(analyzer.exceptions.ValidationException) as caught:
            analyzer.create_analyzer(analyzerName=name, type=type_)

        assert caught.value.response["reason"] == "fieldValidationFailed"


class TestOrganization:
    def test_is_not_watched_before_it_trusts_the_service(self, client: Client) -> None:
        client("organizations", "310000000010").create_organization(FeatureSet="ALL")

        with pytest.raises(ClientError, match="Service not enabled for AWS Organizations"):
            client("accessanalyzer", "310000000010").create_analyzer(analyzerName="a", type="ORGANIZATION")

    def test_is_watched_by_the_delegated_administrator_and_by_no_other_member(self, client: Client) -> None:
        organizations = client("organizations", "310000000011")
        organizations.create_organization(FeatureSet="ALL")
        organizations.enable_aws_service_access(ServicePrincipal=PRINCIPAL)
        delegated, other = (
            organizations.create_account(AccountName=name, Email=f"{name}@a.example")["CreateAccountStatus"][
                "AccountId"
            ]
            for name in ("audit", "workload")
        )
        organizations.register_delegated_administrator(AccountId=delegated, ServicePrincipal=PRINCIPAL)

        with pytest.raises(ClientError, match=f"Account {other} is not a delegated administrator"):
            client("accessanalyzer", other).create_analyzer(analyzerName="a", type="ORGANIZATION")
        client("accessanalyzer", delegated).create_analyzer(analyzerName="a", type="ORGANIZATION")


def test_accounts_and_regions_do_not_share_analyzers(client: Client) -> None:
    places = [
        (account, region) for account in ("310000000020", "310000000021") for region in ("eu-west-1", "us-east-1")
    ]
    for number, place in enumerate(places):
        client("accessanalyzer", *place).create_analyzer(analyzerName=f"a{number}", type="ACCOUNT")

    names = [[a["name"] for a in client("accessanalyzer", *place).list_analyzers()["analyzers"]] for place in places]

    assert names == [["a0"], ["a1"], ["a2"], ["a3"]]


class TestArchiveRules:
    FILTER: ClassVar = {"resourceType": {"eq": ["AWS::S3::Bucket"]}}

    def test_are_created_shown_changed_applied_and_deleted(self, client: Client) -> None:
        analyzer = client("accessanalyzer", "310000000030")
        first = {"ruleName": "first", "filter": self.FILTER}
        arn = analyzer.create_analyzer(analyzerName="a", type="ACCOUNT", archiveRules=[first])["arn"]
        analyzer.create_archive_rule(analyzerName="a", ruleName="second", filter={"isPublic": {"exists": True}})

        analyzer.update_archive_rule(analyzerName="a", ruleName="second", filter=self.FILTER)
        analyzer.apply_archive_rule(analyzerArn=arn, ruleName="second")

        listed = analyzer.list_archive_rules(analyzerName="a")["archiveRules"]
        assert [(rule["ruleName"], rule["filter"]) for rule in listed] == [
            ("first", self.FILTER),
            ("second", self.FILTER),
        ]
        analyzer.delete_archive_rule(analyzerName="a", ruleName="first")
        with pytest.raises(analyzer.exceptions.ResourceNotFoundException):
            analyzer.get_archive_rule(analyzerName="a", ruleName="first")

    def test_are_named_once_and_compare_something(self, client: Client) -> None:
        analyzer = client("accessanalyzer", "310000000031")
        analyzer.create_analyzer(analyzerName="a", type="ACCOUNT")
        analyzer.create_archive_rule(analyzerName="a", ruleName="r", filter=self.FILTER)

        with pytest.raises(analyzer.exceptions.ConflictException):
            analyzer.create_archive_rule(analyzerName="a", ruleName="r", filter=self.FILTER)
        nothing: tuple[dict[str, Any], ...] = ({}, {"isPublic": {}})
        for criteria in nothing:
            with pytest.raises(analyzer.exceptions.ValidationException):
                analyzer.create_archive_rule(analyzerName="a", ruleName="s", filter=criteria)
        with pytest.raises(analyzer.exceptions.ResourceNotFoundException):
            analyzer.create_archive_rule(analyzerName="none", ruleName="r", filter=self.FILTER)

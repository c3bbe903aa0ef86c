"""A planted fault of each kind turns the tests of products red, with its reason, and nothing else of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from modules.catalog.library.library import every_product
from modules.catalog.library.product import Product
from modules.catalog_tests.fault import Column, candidates
from modules.catalog_tests.launch_role import launch_role_faults
from modules.catalog_tests.launches import launched_resources
from modules.catalog_tests.parameters import parameter_faults
from modules.catalog_tests.proof import CatalogProof, LaunchEnvironment, prove
from modules.catalog_tests.spec import resource_types
from modules.specification.errors import LandingZoneError
from tests.catalog_tests.conftest import Plant, planted

ATHENA = "analytics/athena-workgroup"
TEMPLATE = "1.0/template.yaml"
QUEUE = """
  Queue:
    Type: AWS::SQS::Queue
    Condition: Never
    Properties: {KmsMasterKeyId: alias/aws/sqs}

Conditions:
  Never: !Equals [!Ref Purpose, never]
"""


def proof_of(product: Product, environment: LaunchEnvironment) -> CatalogProof:
    return prove((product,), [environment], resource_types(), lambda _: None, launch=False)


def role_faults(product: Product, environment: LaunchEnvironment) -> list[str]:
    launched = list(launched_resources(candidates((product,)), environment.accounts, resource_types()))
    return [fault.what for fault in launch_role_faults(environment.environment, launched)]


def whats(proof: CatalogProof, version: str = "") -> list[tuple[str, str]]:
    """Give what is wrong, with one version where it is named."""
    return [(fault.column.value, fault.what) for fault in proof.faults if version in {"", fault.version}]


PLANTED = {
    "bad": (ATHENA, TEMPLATE, "State: ENABLED", "State: RUNNING"),
    "no-template": (ATHENA, TEMPLATE, "Resources:", "Resources: ["),
    "unencrypted": (ATHENA, TEMPLATE, "            KmsKey: !Ref KeyArn\n", ""),
    "unenforced": (
        ATHENA, TEMPLATE, "EnforceWorkGroupConfiguration: true", "EnforceWorkGroupConfiguration: false",
    ),
    "narrow": (ATHENA, "product.yaml", "      - athena:DeleteWorkGroup\n", ""),
}  # fmt: skip
"""Products by name, each with another fault: linter and checkov start once for all of them."""


@pytest.fixture(scope="module")
def several(staging: LaunchEnvironment, tmp_path_factory: pytest.TempPathFactory) -> CatalogProof:
    products = {name: planted(tmp_path_factory.mktemp(name), *plant) for name, plant in PLANTED.items()}
    named = tuple(replace(product, name=name) for name, product in products.items())
    return prove(named, [staging], resource_types(), lambda _: None, launch=False)


def test_the_library_is_right(staging: LaunchEnvironment) -> None:
    proof = prove(every_product(), [staging], resource_types(), lambda _: None, launch=False)
    assert whats(proof) == []
    assert len(proof.versions) >= len(every_product())


def test_a_bad_template_is_seen_by_the_linter(several: CatalogProof) -> None:
    found = whats(several, "analytics/bad 1.0")
    assert found == [("lint", "line 68: E3030 'RUNNING' is not one of ['ENABLED', 'DISABLED']")]


def test_of_a_file_that_is_no_template_nothing_more_is_known(several: CatalogProof) -> None:
    version = "analytics/no-template 1.0"

    assert {column for column, _ in whats(several, version)} == {"lint"}
    assert [column for column in Column if several.was_looked_at(version, column)] == [Column.LINT]


def test_an_unencrypted_resource_is_seen(several: CatalogProof) -> None:
    found = whats(several, "analytics/unencrypted 1.0")
    key = "WorkGroupConfiguration.ResultConfiguration.EncryptionConfiguration.KmsKey"
    assert ("scan", f"Workgroup: not encrypted with a key, {key} is missing (conditions-true)") in found


def test_what_checkov_refuses_is_seen(several: CatalogProof) -> None:
    ((column, what),) = whats(several, "analytics/unenforced 1.0")
    assert column == "scan"
    assert what.startswith("Workgroup: CKV_AWS_82 ")


def test_a_launch_role_that_is_too_narrow_is_seen(several: CatalogProof, staging: LaunchEnvironment) -> None:
    found = whats(several, "analytics/narrow 1.0")

    assert {column for column, _ in found} == {"launch role"}
    (what,) = [what for _, what in found if ":workgroup/fraud-prod-" in what]
    account = next(account.id for account in staging.accounts if account.team("stage") == "prod")
    assert what == (
        "too narrow: Workgroup needs athena:DeleteWorkGroup on "
        f"arn:aws:athena:eu-west-1:{account}:workgroup/fraud-prod-exploration: no statement allows it"
    )


SERVERLESS = "analytics/emr-serverless"
OF_THE_TEAM = """      StringEquals: {"aws:ResourceTag/Team": "{{team}}"}
      StringEqualsIfExists: {"aws:RequestTag/Team": "{{team}}"}
"""
ALL_TAGS = """      StringEquals:
        "aws:RequestTag/CostCenter": "{{cost_center}}"
        "aws:RequestTag/Stage": "{{stage}}"
        "aws:RequestTag/Team": "{{team}}"
"""
GROUP = "arn:aws:ec2:eu-west-1:ACCOUNT:security-group/known-after-apply"
APPLICATION = "arn:aws:emr-serverless:eu-west-1:ACCOUNT:/applications/known-after-apply"


def test_a_launch_role_that_cannot_change_one_tag_is_seen(plant: Plant, staging: LaunchEnvironment) -> None:
    product = plant(SERVERLESS, "product.yaml", OF_THE_TEAM, ALL_TAGS)

    account = next(account.id for account in staging.accounts if account.team("stage") == "dev")
    found = {what for what in role_faults(product, staging) if account in what}
    assert {what for what in found if what.startswith("too narrow")} == {
        f"too narrow: {name}, where it or a tag of it is changed, needs {action} on {arn}: no statement allows it"
        for name, action, arn in (
            ("Application", "emr-serverless:TagResource", APPLICATION.replace("ACCOUNT", account)),
            ("SecurityGroup", "ec2:CreateTags", GROUP.replace("ACCOUNT", account)),
        )
    }


def test_a_launch_role_that_cannot_look_parameters_up_is_seen(
    plant: Plant, staging: LaunchEnvironment, monkeypatch: pytest.MonkeyPatch
) -> None:
    product = plant(SERVERLESS, "product.yaml", "owner: ML", "owner: ML")
    monkeypatch.setattr("modules.catalog.library.launch_role._of_parameters", lambda _: [])

    assert role_faults(product, staging) == [
        f"too narrow: CloudFormation needs ec2:{action} on *: no statement allows it"
        for _ in staging.accounts
        for action in ("DescribeSubnets", "DescribeVpcs")
    ]


@pytest.mark.parametrize(
    ("written", "instead", "what"),
    [
        pytest.param(
            '      StringEqualsIfExists: {"aws:RequestTag/Team": "{{team}}"}\n',
            "",
            f"emr-serverless:TagResource on {APPLICATION}, so that it becomes another team's",
            id="to another team",
        ),
        pytest.param(
            '      StringEqualsIfExists: {"aws:ResourceTag/Team": "{{team}}"}\n',
            "",
            f"emr-serverless:TagResource on {APPLICATION}, which is not the team's",
            id="from another team",
        ),
        pytest.param(
            '        "aws:RequestTag/CostCenter": "{{cost_center}}"\n',
            "",
            "emr-serverless:CreateApplication on *, at the cost of others",
            id="at the cost of others",
        ),
        pytest.param(
            '        "aws:RequestTag/Stage": "{{stage}}"\n',
            "",
            "emr-serverless:CreateApplication on *, with the tags of another stage",
            id="in another stage",
        ),
        pytest.param(
            '        "ec2:CreateAction": CreateSecurityGroup\n',
            "",
            f"ec2:CreateTags on {GROUP}, which it does not create",
            id="of what it does not create",
        ),
    ],
)
def test_a_launch_role_that_may_set_other_tags_than_the_team_s_is_seen(
    plant: Plant, staging: LaunchEnvironment, written: str, instead: str, what: str
) -> None:
    product = plant(SERVERLESS, "product.yaml", written, instead)

    account = next(account.id for account in staging.accounts if account.team("stage") == "dev")
    assert f"too wide: it may {what}".replace("ACCOUNT", account) in role_faults(product, staging)


@pytest.mark.parametrize(
    ("written", "instead", "what"),
    [
        pytest.param(
            "      - athena:DeleteWorkGroup\n",
            "      - athena:DeleteWorkGroup\n      - athena:StartQueryExecution\n",
            "too wide: KeepWorkgroupsOfTheTeam allows athena:StartQueryExecution, "
            "which no handler of its resources needs",
            id="an action more",
        ),
        pytest.param(
            '"arn:aws:athena:*:{{account_id}}:workgroup/{{team}}-{{stage}}-*"',
            '"arn:aws:athena:*:{{account_id}}:workgroup/*"',
            "too wide: it may athena:UpdateWorkGroup on arn:aws:athena:eu-west-1:ACCOUNT:workgroup/another-team, "
            "which is not the team's",
            id="everything in the account",
        ),
        pytest.param(
            'Resource: ["{{key_arn}}"]',
            'Resource: ["*"]',
            "too wide: it may kms:Decrypt on arn:aws:kms:eu-west-1:ACCOUNT:key/of-another, which is not the team's",
            id="every key",
        ),
        pytest.param(
            '["{{bucket_arn}}/athena-results/*"]',
            '["arn:aws:s3:::*"]',
            "too wide: it may s3:PutObject on arn:aws:s3:::bucket-of-another/object, which is not the team's",
            id="every bucket",
        ),
    ],
)
def test_a_launch_role_that_is_too_wide_is_seen(
    plant: Plant, staging: LaunchEnvironment, written: str, instead: str, what: str
) -> None:
    product = plant(ATHENA, "product.yaml", written, instead)

    account = next(account.id for account in staging.accounts if account.team("stage") == "dev")
    assert what.replace("ACCOUNT", account) in role_faults(product, staging)


AS_A_ROLE_IN_PRODUCTION = """
        ExecutionRole: !If [IsProduction, !Ref Purpose, !Ref AWS::NoValue]
        EngineVersion:"""
IS_PRODUCTION = """
Conditions:
  IsProduction: !Equals [!Ref Stage, prod]

Mappings:"""


def test_what_a_role_must_not_reach_is_asked_once_for_the_accounts_that_need_the_same(
    plant: Plant, staging: LaunchEnvironment
) -> None:
    template = {"\n        EngineVersion:": AS_A_ROLE_IN_PRODUCTION, "\nMappings:": IS_PRODUCTION}
    product = plant(ATHENA, TEMPLATE, "EngineVersion:", "EngineVersion:")
    path = product.current.template_path
    for written, instead in template.items():
        path.write_text(path.read_text().replace(written, instead))
    of_keys = product.definition.launch[-1]
    opened = of_keys.model_copy(update={"action": (*of_keys.action, "iam:PassRole"), "resource": ("*",)})
    launch = (*product.definition.launch[:-1], opened)
    product = replace(product, definition=product.definition.model_copy(update={"launch": launch}))

    stages = {account.id: account.team("stage") for account in staging.accounts}
    wide = [what.split(" ") for what in role_faults(product, staging) if what.endswith("which is not the team's")]
    asked = [(words[4], stages[words[6].split(":")[4]]) for words in wide]
    assert {stage for action, stage in asked if action == "iam:PassRole"} == {"prod"}
    assert {stage for action, stage in asked if action == "kms:Decrypt"} == {"dev", "prod"}


def test_a_launch_role_whose_policy_iam_does_not_take_is_seen(plant: Plant, staging: LaunchEnvironment) -> None:
    folders = [f'"arn:aws:s3:::{{{{team}}}}-{number:04}/*"' for number in range(500)]
    product = plant(ATHENA, "product.yaml", '["{{bucket_arn}}/athena-results/*"]', f"[{', '.join(folders)}]")

    long = [what for what in role_faults(product, staging) if what.startswith("too long")]
    assert len(long) == 1
    assert long[0].endswith(" of at most 10240 characters (IAM User Guide, IAM and AWS STS quotas)")


def test_what_a_guardrail_denies_is_seen(plant: Plant, staging: LaunchEnvironment) -> None:
    gateway = "\n  Door:\n    Type: AWS::EC2::InternetGateway\n\nOutputs:"
    types = resource_types()
    workgroup = types["AWS::Athena::WorkGroup"]
    creates = workgroup.creates.model_copy(update={"action": "ec2:CreateInternetGateway"})
    not_asked = workgroup.model_copy(
        update={"creates": creates, "encrypted_by": (), "unencrypted": "x", "not_asked": ()}
    )
    product = plant(ATHENA, TEMPLATE, "\nOutputs:", gateway)

    proof = prove(
        (product,), [staging], {**types, "AWS::EC2::InternetGateway": not_asked}, lambda _: None, launch=False
    )

    found = [what for column, what in whats(proof) if column == "guardrails"]
    assert len(found) == len({account.account.unit for account in staging.accounts})
    assert all(what.startswith("Door: ec2:CreateInternetGateway is denied in fraud-") for what in found)
    assert all("DenyOwnNetworkPaths of " in what for what in found)


@pytest.mark.parametrize(
    ("written", "instead", "what"),
    [
        pytest.param(
            "KmsKey: !Ref KeyArn",
            "KmsKey: arn:aws:kms:eu-west-1:111111111111:key/1",
            "Workgroup.WorkGroupConfiguration.ResultConfiguration.EncryptionConfiguration.KmsKey: "
            "`arn:aws:kms:eu-west-1:111111111111:key/1` is written out, and is another in each account",
            id="written out",
        ),
        pytest.param(
            "    Type: AWS::SSM::Parameter::Value<String>\n    Description: The key that encrypts results.\n"
            "    Default: /landing-zone/team/key-arn\n    AllowedValues: [/landing-zone/team/key-arn]\n",
            "    Type: String\n    Description: The key that encrypts results.\n",
            "Workgroup.WorkGroupConfiguration.ResultConfiguration.EncryptionConfiguration.KmsKey: "
            "KeyArn is filled in by whoever launches it, and by no parameter that a blueprint publishes",
            id="filled in",
        ),
        pytest.param(
            "    Default: /landing-zone/team/key-arn\n    AllowedValues: [/landing-zone/team/key-arn]\n",
            "    Default: /landing-zone/team/own-key\n    AllowedValues: [/landing-zone/team/own-key]\n",
            "KeyArn: no blueprint publishes /landing-zone/team/own-key in fraud-dev, fraud-prod, fraud-test",
            id="published by nobody",
        ),
        pytest.param(
            "    AllowedValues: [/landing-zone/team/key-arn]\n",
            "",
            "KeyArn: can be pointed elsewhere, its default is not its only allowed value",
            id="pointed elsewhere",
        ),
        pytest.param(
            "    AllowedValues: [/landing-zone/team/key-arn]\n",
            "    AllowedValues: [/landing-zone/team/key-arn, /landing-zone/other-key]\n",
            "KeyArn: can be pointed elsewhere, its default is not its only allowed value",
            id="pointed to another",
        ),
    ],
)
def test_a_parameter_without_a_blueprint_behind_it_is_seen(
    plant: Plant, staging: LaunchEnvironment, written: str, instead: str, what: str
) -> None:
    product = plant(ATHENA, TEMPLATE, written, instead)
    if "Type: String" in instead:
        given = product.definition.tests[0].model_copy(update={"parameters": {"Name": "a", "KeyArn": "b"}})
        product = replace(product, definition=product.definition.model_copy(update={"tests": (given,)}))
    (candidate,) = candidates((product,))
    assert [fault.what for fault in parameter_faults(candidate, staging.accounts)] == [what]


def test_a_resource_whose_condition_is_false_is_looked_at_too(plant: Plant, staging: LaunchEnvironment) -> None:
    queue = resource_types()["AWS::Athena::WorkGroup"].model_copy(
        update={"encrypted_by": ("KmsMasterKeyId", "RedrivePolicy"), "not_asked": ()}
    )
    product = plant(ATHENA, TEMPLATE, "\nOutputs:", f"{QUEUE}\nOutputs:")
    proof = prove((product,), [staging], {**resource_types(), "AWS::SQS::Queue": queue}, lambda _: None, launch=False)
    assert ("scan", "Queue: not encrypted with a key, RedrivePolicy is missing (conditions-false)") in whats(proof)


def test_a_type_that_nobody_knows_is_refused(plant: Plant, staging: LaunchEnvironment) -> None:
    kinds = "".join(f"\n  {name}:\n    Type: AWS::SNS::{name}\n" for name in ("Topic", "Subscription"))
    product = plant(ATHENA, TEMPLATE, "\nOutputs:", f"{kinds}\nOutputs:")
    with pytest.raises(LandingZoneError) as refused:
        proof_of(product, staging)
    assert str(refused.value) == (
        "how a resource of a product is created is not known\n"
        "  got: AWS::SNS::Subscription, AWS::SNS::Topic, of analytics/athena-workgroup 1.0\n"
        "  why: each resource is put to the policies of where the product is launched\n"
        "  fix: write in resource_types.yaml of the portfolio what is to be known of the type "
        "(docs/reference/product-files.md)"
    )


CORPORATE = "account-vending/corporate-account"


def test_a_blueprint_is_evaluated_as_control_tower_s_role_where_it_is_for(staging: LaunchEnvironment) -> None:
    everything = candidates(every_product())
    launched = [each for each in staging.launched(everything, resource_types()) if each.candidate.product.is_blueprint]

    units = {(each.candidate.product.name, each.account.account.unit[0]) for each in launched}
    assert units == {("corporate-account", "Workloads"), ("internet-account", "Sandbox")}
    assert {each.role for each in launched} == {"AWSControlTower-BlueprintExecution-bp-example"}


def test_a_blueprint_with_a_door_to_the_internet_is_refused_in_workloads(
    plant: Plant, staging: LaunchEnvironment
) -> None:
    door = "\n  Door:\n    Type: AWS::EC2::InternetGateway\n\nOutputs:"
    product = plant(CORPORATE, TEMPLATE, "\nOutputs:", door)

    proof = proof_of(product, staging)

    assert {column for column, _ in whats(proof)} == {"guardrails"}
    assert all(what.startswith("Door: ec2:CreateInternetGateway is denied in ") for _, what in whats(proof))
    assert not proof.was_looked_at(proof.versions[0], Column.LAUNCH_ROLE)


def test_a_role_of_a_blueprint_without_the_boundary_is_refused(plant: Plant, staging: LaunchEnvironment) -> None:
    written = '      PermissionsBoundary: !Sub "arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/${BoundaryName}"\n'
    proof = proof_of(plant(CORPORATE, TEMPLATE, written, ""), staging)
    assert [what for _, what in whats(proof) if "iam:CreateRole is denied" in what]

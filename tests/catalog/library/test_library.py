from __future__ import annotations

from pathlib import Path

import pytest

from modules.catalog.library.definition import VersionState
from modules.catalog.library.library import every_product, portfolios, product, products
from modules.specification.errors import LandingZoneError
from modules.specification.problems import InvalidEnvironmentError
from tests.catalog.library.shelf import DEFINITION, shelf


def refusal(folder: Path, portfolio: str = "messages") -> str:
    with pytest.raises(InvalidEnvironmentError) as refused:
        products(portfolio, folder)
    return str(refused.value)


class TestReading:
    def test_takes_all_that_the_files_say(self, tmp_path: Path) -> None:
        (queue,) = products("messages", shelf(tmp_path))

        assert (queue.key, queue.portfolio, queue.name) == ("messages/queue", "messages", "queue")
        assert [(version.name, version.state) for version in queue.versions] == [
            ("1.0", VersionState.DEPRECATED),
            ("1.1", VersionState.CURRENT),
        ]
        assert queue.current.name == "1.1"
        assert queue.current.template_path == tmp_path / "products/messages/queue/1.1/template.yaml"

    def test_writes_short_forms_of_a_template_out(self, tmp_path: Path) -> None:
        (queue,) = products("messages", shelf(tmp_path))
        properties = queue.current.template["Resources"]["Queue"]["Properties"]
        assert properties == {"QueueName": {"Fn::Sub": "${AWS::StackName}-queue"}}

    def test_knows_every_portfolio_that_has_a_product(self, tmp_path: Path) -> None:
        shelf(tmp_path)
        shelf(tmp_path, product="archives/box")
        (tmp_path / "products" / "empty").mkdir()

        assert portfolios(tmp_path / "products") == ("archives", "messages")
        assert [found.key for found in every_product(tmp_path / "products")] == ["archives/box", "messages/queue"]

    def test_finds_a_product_by_its_key(self, tmp_path: Path) -> None:
        assert product("messages/queue", shelf(tmp_path)).definition.title == "A queue"

    def test_says_which_products_there_are(self, tmp_path: Path) -> None:
        with pytest.raises(LandingZoneError) as refused:
            product("messages/topic", shelf(tmp_path))
        assert str(refused.value) == (
            "there must be a product of this name\n"
            "  got: messages/topic\n"
            "  why: products are messages/queue\n"
            "  fix: write PORTFOLIO/PRODUCT; an environment is named by --environment"
        )

    def test_two_products_never_share_a_launch_role(self, tmp_path: Path) -> None:
        shelf(tmp_path, product="a-b/c")
        shelf(tmp_path, product="a/b-c")
        assert len({found.launch_role_name for found in every_product(tmp_path / "products")}) == 2


class TestRefusals:
    @pytest.mark.parametrize(
        ("written", "instead", "refused"),
        [
            pytest.param(
                "title: A queue",
                "title: A queue v2.1",
                "products/messages/queue/product.yaml:1  title\n"
                "  a product's title must not name a version\n"
                "  got: v2.1\n"
                "  why: all versions are versions of one product, so that who has an old one can update it\n"
                "  fix: leave it out; versions have names of their own",
                id="version in the title",
            ),
            pytest.param(
                '- name: "1.1"',
                '- name: "next"',
                "products/messages/queue/product.yaml:8  versions[1].name\n"
                "  a version's name must be two numbers with a dot between\n"
                "  got: next\n"
                "  why: it is the name of a folder, and of what people choose in the portal\n"
                '  fix: write it in quotes, like "1.0"',
                id="version without numbers",
            ),
            pytest.param(
                DEFINITION[DEFINITION.index("tests:") :],
                "tests:\n  - {name: a queue, parameters: {Delay: 6}, creates: {}}\n",
                "products/messages/queue/product.yaml:18  tests[0].creates\n"
                "  the list is too short\n"
                "  got: keys and values: none\n"
                "  why: How many resources there are afterwards, by CloudFormation's type\n"
                "  fix: list 1 or more\n\n"
                "products/messages/queue/product.yaml:18  tests[0].parameters.Delay\n"
                "  the value must be text\n"
                "  got: 6\n"
                "  why: its place says so\n"
                '  fix: write "6", in quotes',
                id="a list whose only item is refused is not too short",
            ),
            pytest.param(
                "state: current",
                "state: deprecated",
                "products/messages/queue/product.yaml:4  versions\n"
                "  a product must have one current version\n"
                "  got: none\n"
                "  why: it is what somebody gets who launches the product without a choice\n"
                "  fix: write `state: current` for one of them, and `deprecated` or `retired` for the others",
                id="no current version",
            ),
            pytest.param(
                "state: deprecated",
                "state: current",
                "products/messages/queue/product.yaml:4  versions\n"
                "  a product must have one current version\n"
                "  got: 1.0, 1.1\n"
                "  why: it is what somebody gets who launches the product without a choice\n"
                "  fix: write `state: current` for one of them, and `deprecated` or `retired` for the others",
                id="two current versions",
            ),
            pytest.param(
                '- name: "1.0"',
                '- name: "1.10"',
                "products/messages/queue/product.yaml:4  versions\n"
                "  versions must stand from the oldest to the newest, each once\n"
                "  got: 1.10, 1.1\n"
                "  why: whoever reads them sees what became of which\n"
                "  fix: write them as 1.1, 1.10",
                id="versions out of order",
            ),
            pytest.param(
                "Action: [sqs:CreateQueue]",
                'Action: ["sqs:*"]',
                "products/messages/queue/product.yaml:14  launch[0].Action[0]\n"
                "  an action of a launch role must be written out\n"
                "  got: sqs:*\n"
                "  why: a pattern allows what nobody asked for, and more whenever AWS adds an action\n"
                "  fix: write each action by itself, like athena:CreateWorkGroup",
                id="pattern of actions",
            ),
            pytest.param(
                "{{team}}-*",
                "{{squad}}-*",
                "products/messages/queue/product.yaml:15  launch[0].Resource[0]\n"
                "  a placeholder must be one that every team's account has a value for\n"
                "  got: squad\n"
                "  why: the launch role is made in each account, with that account's values\n"
                "  fix: write one of account_id, bucket_arn, cost_center, key_arn, organization, stage, team",
                id="unknown placeholder",
            ),
            pytest.param(
                "Sid: KeepQueues",
                "Sid: ReadTemplates",
                "products/messages/queue/product.yaml:12  launch[0].Sid\n"
                "  two statements of a launch role must not have one name\n"
                "  got: ReadTemplates\n"
                "  why: IAM refuses the policy (IAM User Guide, IAM JSON policy elements: Sid); every launch role has "
                "KeepStacksOfServiceCatalog, ReadTemplates, ReadTemplatesOfServiceCatalog, ReadParametersOfBlueprints "
                "and LookUpParameters already\n"
                "  fix: call it otherwise",
                id="name of a statement of every launch role",
            ),
            pytest.param(
                'creates: {"AWS::SQS::Queue": 1}',
                'creates: {"AWS::SQS::Queue": -1}',
                "products/messages/queue/product.yaml:20  tests[0].creates.AWS::SQS::Queue\n"
                "  the number is too small\n"
                "  got: -1\n"
                "  why: its place says so\n"
                "  fix: write 0 or more",
                id="fewer resources than none",
            ),
        ],
    )
    def test_a_definition_is_refused_with_its_line(
        self, tmp_path: Path, written: str, instead: str, refused: str
    ) -> None:
        definition = DEFINITION.replace(written, instead)
        assert refusal(shelf(tmp_path, definition)).endswith(refused)

    def test_two_statements_of_one_name_are_refused(self, tmp_path: Path) -> None:
        second = "  - {Sid: KeepQueues, Effect: Allow, Action: [sqs:TagQueue], Resource: [a]}\ntests:"
        refused = refusal(shelf(tmp_path, DEFINITION.replace("tests:", second)))
        assert "product.yaml:17  launch[1].Sid\n  two statements of a launch role must not have one name" in refused

    def test_two_products_of_one_title_are_refused(self, tmp_path: Path) -> None:
        folder = shelf(tmp_path)
        shelf(tmp_path, product="messages/topic")

        assert refusal(folder).endswith(
            "products/messages/topic/product.yaml:1  title\n"
            "  two products of a portfolio must not have one title\n"
            "  got: A queue, of messages/queue and messages/topic\n"
            "  why: the portal shows titles, and nobody sees which is which\n"
            "  fix: call one of them otherwise"
        )

    def test_templates_without_a_definition_are_refused(self, tmp_path: Path) -> None:
        folder = shelf(tmp_path)
        shelf(tmp_path, product="messages/topic")
        (folder / "messages" / "topic" / "product.yaml").rename(folder / "messages" / "topic" / "product.yml")

        assert refusal(folder).endswith(
            "products/messages/topic/product.yaml:1\n"
            "  a folder with templates must have a definition\n"
            "  got: no file topic/product.yaml\n"
            "  why: without one nothing of it would be published\n"
            "  fix: write product.yaml, or remove the folder"
        )

    def test_a_version_needs_its_template(self, tmp_path: Path) -> None:
        assert refusal(shelf(tmp_path, versions=("1.0",))).endswith(
            "products/messages/queue/product.yaml:8  versions[1]\n"
            "  a version must have a template\n"
            "  got: no file 1.1/template.yaml\n"
            "  why: what was launched from a version needs its template, also when it is retired\n"
            "  fix: write 1.1/template.yaml, or remove the version if it was never published"
        )

    def test_a_template_belongs_to_a_version(self, tmp_path: Path) -> None:
        assert refusal(shelf(tmp_path, versions=("1.0", "1.1", "2.0"))).endswith(
            "products/messages/queue/product.yaml:4  versions\n"
            "  a folder with a template must be a version of the product\n"
            "  got: 2.0\n"
            "  why: nobody can launch what is no version\n"
            "  fix: write it below `versions`, or remove the folder"
        )

    def test_names_are_short_enough_for_a_role(self, tmp_path: Path) -> None:
        name = "q" * 49
        assert refusal(shelf(tmp_path, product=f"messages/{name}")).endswith(
            f"products/messages/{name}/product.yaml:1\n"
            "  the names of a portfolio and a product must be short enough for a role's\n"
            f"  got: Launch_messages_{name} (65 characters)\n"
            "  why: the launch role has both in its name: "
            "at most 64 characters (IAM User Guide, IAM and AWS STS quotas)\n"
            "  fix: shorten the name of the product's folder"
        )

    def test_names_are_words_joined_by_hyphens(self, tmp_path: Path) -> None:
        assert refusal(shelf(tmp_path, product="messages/the_queue")).endswith(
            "products/messages/the_queue/product.yaml:1\n"
            "  a portfolio and a product must be called by lower-case words joined by single hyphens\n"
            "  got: the_queue\n"
            "  why: the names of both are parts of Terraform addresses and of a role's name\n"
            "  fix: rename the folder"
        )

    def test_a_template_that_is_no_yaml_is_refused_with_its_line(self, tmp_path: Path) -> None:
        (queue,) = products("messages", shelf(tmp_path))
        queue.current.template_path.write_text("Resources:\n  Queue: [\n")
        with pytest.raises(InvalidEnvironmentError) as refused:
            _ = queue.current.template
        assert "products/messages/queue/1.1/template.yaml:2" in str(refused.value)
        assert "a template must be YAML that CloudFormation reads" in str(refused.value)

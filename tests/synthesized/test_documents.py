"""What is read of the folder that synthesis writes to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from modules.specification.errors import LandingZoneError
from modules.synthesized.documents import read_content
from modules.synthesized.environment import Synthesized, read_synthesized
from tests.support.written import calling, write_workspace

SPOKE: dict[str, Any] = {"resource": {"aws_vpc": {"spoke": {"//": {"metadata": {}}}}}, "terraform": {}}
BASELINE: dict[str, Any] = {"resource": {"aws_kms_key": {"own": {}}}}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    write_workspace(tmp_path, "demo-organization", {})
    write_workspace(tmp_path, "demo-zebra-x", {"resource": {"aws_vpc": {"hub": {}}}, "locals": {"a": 1}})
    modules = {"spoke": SPOKE, "baseline": BASELINE}
    write_workspace(tmp_path, "demo-account-fraud", calling(spoke={}, baseline={}), modules)
    write_workspace(tmp_path, "demo-account-claims", calling(spoke={}), {"spoke": SPOKE})
    write_workspace(tmp_path, "other-account-claims", calling(spoke={}), {"spoke": SPOKE})
    return tmp_path


def read(output: Path) -> Synthesized:
    return read_synthesized(output, "demo")


def refusal(output: Path) -> str:
    with pytest.raises(LandingZoneError) as refused:
        read(output)
    return str(refused.value)


def test_every_workspace_of_the_environment_is_read_whatever_its_name(output: Path) -> None:
    assert sorted(read(output).workspaces) == [
        "demo-account-claims",
        "demo-account-fraud",
        "demo-organization",
        "demo-zebra-x",
    ]


def test_a_module_is_kept_once_and_without_comments(output: Path) -> None:
    workspaces = read(output).workspaces

    spoke = workspaces["demo-account-fraud"].modules["spoke"]
    assert spoke.content["resource"] == {"aws_vpc": {"spoke": {}}}
    assert spoke is workspaces["demo-account-claims"].modules["spoke"]


def test_every_document_is_there_once(output: Path) -> None:
    assert sorted(one.name for one in read(output).documents()) == [
        "baseline",
        "demo-account-claims",
        "demo-account-fraud",
        "demo-organization",
        "demo-zebra-x",
        "spoke",
    ]


def test_modules_of_one_name_that_differ_are_two(output: Path) -> None:
    bigger: dict[str, Any] = {"resource": {"aws_vpc": {"bigger": {}}}}
    write_workspace(output, "demo-account-pricing", calling(spoke={}), {"spoke": bigger})

    names = {
        workspace: document.modules["spoke"].name
        for workspace, document in read(output).workspaces.items()
        if document.modules
    }
    assert names["demo-account-claims"] == names["demo-account-fraud"] != names["demo-account-pricing"]


def test_a_module_may_call_modules_of_its_own(output: Path) -> None:
    outer = {"module": {"inner": {"source": "./inner"}}}
    modules = {"outer": outer, "outer/inner": BASELINE}
    write_workspace(output, "demo-nested", calling(outer={}), modules)

    assert [scope.where for scope in read(output).scopes() if scope.workspace == "demo-nested"] == [
        "demo-nested",
        "demo-nested/outer",
        "demo-nested/outer/inner",
    ]


@pytest.mark.parametrize("source", ["terraform-aws-modules/vpc/aws", "./modules/gone", "../demo-account-fraud"])
def test_a_module_that_is_not_in_the_workspace_is_refused(output: Path, source: str) -> None:
    write_workspace(output, "demo-zebra-x", {"module": {"vpc": {"source": source}}})

    assert refusal(output) == (
        "a module is called whose files are not in the workspace\n"
        f"  got: module.vpc with the source {source} in demo-zebra-x\n"
        "  why: what it would make cannot be read, so nothing would be known of it\n"
        "  fix: put the module inside the workspace's folder and call it as ./modules/<name>"
    )


@pytest.mark.parametrize(
    ("name", "text", "blocks"),
    [
        ("own.tf", 'resource "aws_vpn_gateway" "own" {}', "resource"),
        ("own.tf", 'terraform {\n}\nmodule "own" {\n}\n', "module"),
        ("own.tf.json", '{"resource": {}, "moved": []}', "resource"),
        ("own.tf.json", "nonsense", "what is no JSON object"),
    ],
)
@pytest.mark.parametrize("folder", ["demo-account-fraud", "demo-account-fraud/modules/spoke"])
def test_another_file_that_makes_something_is_refused(
    output: Path, folder: str, name: str, text: str, blocks: str
) -> None:
    (output / "stacks" / folder / name).write_text(text)

    assert refusal(output) == (
        "a file beside the synthesized document makes something\n"
        f"  got: {blocks} in {folder.rpartition('/')[2]}/{name}\n"
        "  why: only cdk.tf.json is read and proved, and Terraform would apply this file, too\n"
        "  fix: take it away, or make it in a workspace of the environment"
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("moves.tf", "moved {\n  from = aws_vpc.a\n  to   = aws_vpc.b\n}\n"),
        ("settings.tf.json", '{"terraform": {"required_version": ">= 1.6"}, "import": []}'),
        ("notes.md", "resource"),
    ],
)
def test_a_side_file_that_makes_nothing_is_left_alone(output: Path, name: str, text: str) -> None:
    (output / "stacks" / "demo-zebra-x" / name).write_text(text)

    assert "demo-zebra-x" in read(output).workspaces


@pytest.mark.parametrize("text", ["", "[]", "{", '{"resource": []}', '{"locals": [{}]}', '{"data": {"aws_vpc": []}}'])
def test_a_document_that_is_none_is_refused(output: Path, text: str) -> None:
    (output / "stacks" / "demo-zebra-x" / "cdk.tf.json").write_text(text)

    assert refusal(output).startswith("demo-zebra-x is not synthesized\n")


def test_a_document_that_is_not_there_is_refused(output: Path) -> None:
    folder = output / "stacks" / "demo-zebra-x"
    (folder / "cdk.tf.json").unlink()

    assert refusal(output) == (
        "demo-zebra-x is not synthesized\n"
        f"  got: {folder / 'cdk.tf.json'}: No such file or directory\n"
        "  why: the workspaces are read as synthesis writes them, with the manifest that names them and their order\n"
        "  fix: run `python main.py synth`"
    )


def test_a_document_is_read_by_itself(output: Path) -> None:
    assert read_content(output / "stacks" / "demo-zebra-x")["locals"] == {"a": 1}

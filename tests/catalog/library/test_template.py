from __future__ import annotations

import json
from pathlib import Path

import pytest
from cfnlint.decode import decode

from modules.catalog.library.library import every_product
from modules.catalog.library.template import read_template, template_body
from modules.specification.problems import InvalidEnvironmentError
from modules.specification.tag_keys import LibraryTag

SQUAD = {LibraryTag.TEAM: "Squad"}


def body(resource: object) -> object:
    return json.loads(template_body({"Resources": {"Thing": resource}}, SQUAD))["Resources"]["Thing"]


def test_tags_in_a_list_get_the_keys_of_the_organization() -> None:
    written = {"Properties": {"Tags": [{"Key": "Team", "Value": "Team"}, {"Key": "Stage", "Value": "dev"}]}}
    assert body(written) == {
        "Properties": {"Tags": [{"Key": "Squad", "Value": "Team"}, {"Key": "Stage", "Value": "dev"}]}
    }


def test_tags_in_a_mapping_get_them_too() -> None:
    assert body({"Properties": {"Tags": {"Team": "a", "Other": "b"}}}) == {
        "Properties": {"Tags": {"Squad": "a", "Other": "b"}}
    }


def test_nothing_but_tags_is_renamed() -> None:
    written = {"Properties": {"Name": {"Ref": "Team"}, "Rules": [{"Key": "Team"}]}}
    assert body(written) == written


def test_the_library_is_published_as_it_is_where_nobody_has_other_keys() -> None:
    for product in every_product():
        for version in product.versions:
            assert json.loads(template_body(version.template, {})) == version.template


@pytest.mark.parametrize(
    "path", [version.template_path for product in every_product() for version in product.versions], ids=str
)
def test_a_template_is_read_as_cfn_lint_reads_it(path: Path) -> None:
    """cfn-lint takes a third of a second to import, which no synthesis waits for; `catalog test` does."""
    template, matches = decode(str(path))

    assert matches == []
    assert read_template(path, path.name) == json.loads(json.dumps(template))


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("Resources: [", 1, "did not find expected node content"),
        ("- one", 1, "no mapping"),
        ("Resources: {}\nResources: {}", 2, "the key Resources twice"),
        ("Resources:\n  A: !Sub {A: 1, A: 2}", 2, "the key A twice"),
        ("Resources:\n  ? [A]\n  : {}", 2, "a key that is no text"),
        ("", 1, "no mapping"),
        ("Parameters: {}", 1, "no mapping below Resources"),
        ("Resources: [A]", 1, "no mapping below Resources"),
        ("Resources: {A: AWS::SQS::Queue}", 1, "no Type of Resources.A"),
        ("Resources: {A: {Type: [AWS::SQS::Queue]}}", 1, "no Type of Resources.A"),
        ("Resources: {}\nParameters: [Name]", 1, "no mapping below Parameters"),
        ("Resources: {}\nParameters: {Name: {Default: a}}", 1, "no Type of Parameters.Name"),
    ],
)
def test_what_is_no_template_is_refused_with_its_line(tmp_path: Path, text: str, line: int, found: str) -> None:
    path = tmp_path / "template.yaml"
    path.write_text(text)

    with pytest.raises(InvalidEnvironmentError) as refused:
        read_template(path, "template.yaml")

    (problem,) = refused.value.problems
    assert (problem.line, problem.got) == (line, found)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"Resources: \xff", "bytes that are no UTF-8"),
        (b"Resources: \x00", "unacceptable character #x0000: control characters are not allowed"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, found: str) -> None:
    path = tmp_path / "template.yaml"
    path.write_bytes(content)

    with pytest.raises(InvalidEnvironmentError, match=found):
        read_template(path, "template.yaml")


def test_days_stay_text(tmp_path: Path) -> None:
    path = tmp_path / "template.yaml"
    path.write_text("AWSTemplateFormatVersion: 2010-09-09\nResources: {}\nA: !GetAtt B.C.D\n")

    template = read_template(path, "")
    assert (template["AWSTemplateFormatVersion"], template["A"]) == ("2010-09-09", {"Fn::GetAtt": ["B", "C.D"]})

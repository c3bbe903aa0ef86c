from __future__ import annotations

import json

from modules.catalog.library.library import every_product
from modules.catalog.library.template import template_body
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

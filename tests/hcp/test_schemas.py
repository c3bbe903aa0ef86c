"""Which schemas the stand-in of HCP Terraform shows with a plan."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.hcp.redacted import redacted
from tests.support.hcp.schemas import KnownSchemas

AWS, BUILT_IN = "registry.terraform.io/hashicorp/aws", "terraform.io/builtin/terraform"


def schemas(*providers: str) -> dict[str, Any]:
    return {"format_version": "1.0", "provider_schemas": {name: {"resource_schemas": {}} for name in providers}}


def planned(*providers: str) -> dict[str, Any]:
    return {"format_version": "1.2", "resource_changes": [{"type": "any", "provider_name": name} for name in providers]}


def test_a_provider_that_is_built_in_and_in_no_lock_file_is_among_them_whatever_was_planned_before(
    tmp_path: Path,
) -> None:
    known = KnownSchemas()
    known.of(planned(AWS), tmp_path, lambda: schemas(AWS))

    found = known.of(planned(AWS, BUILT_IN), tmp_path, lambda: schemas(AWS, BUILT_IN))

    assert found["provider_schemas"].keys() == {AWS, BUILT_IN}


def test_those_that_are_known_are_not_read_again(tmp_path: Path) -> None:
    known, read = KnownSchemas(), list[str]()

    def counted() -> dict[str, Any]:
        read.append("")
        return schemas(AWS, BUILT_IN)

    for plan in (planned(AWS, BUILT_IN), planned(AWS), planned()):
        known.of(plan, tmp_path, counted)

    assert len(read) == 1


def test_a_plan_without_any_provider_can_be_printed(tmp_path: Path) -> None:
    nothing = {"format_version": "1.2"}

    shown = redacted(nothing, KnownSchemas().of(nothing, tmp_path, dict))

    assert shown["provider_schemas"] == {}

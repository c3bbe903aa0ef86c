from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from modules.environment import PROJECT
from modules.identity import library
from modules.identity.library import PermissionSet, PermissionSetDescription, names, permission_set
from modules.specification.problems import InvalidEnvironmentError

SETS = [permission_set(name) for name in names()]
DESCRIPTION = """\
description: Look around.
for_whom: Visitors.
summary: They look, and touch nothing.
session_hours: 2
managed_policies: [job-function/ViewOnlyAccess]
sources: [IAM User Guide]
"""


def write(folder: Path, description: str = DESCRIPTION, policy: str | None = None) -> Path:
    (folder / "Visitor").mkdir()
    (folder / "Visitor" / "permission_set.yaml").write_text(description)
    if policy is not None:
        (folder / "Visitor" / "inline.json").write_text(policy)
    return folder


def refusal(folder: Path) -> str:
    with pytest.raises(InvalidEnvironmentError) as refused:
        permission_set("Visitor", folder)
    return str(refused.value)


class TestReading:
    def test_takes_all_that_the_files_say(self, tmp_path: Path) -> None:
        statement = {"Sid": "Look", "Effect": "Allow", "Action": "a:B", "Resource": "*"}
        visitor = permission_set("Visitor", write(tmp_path, policy=json.dumps({"Statement": [statement]})))

        assert (visitor.name, visitor.description.session_hours) == ("Visitor", 2)
        assert visitor.inline_policy == {"Statement": [statement]}
        assert visitor.resources == 3

    def test_needs_no_inline_policy(self, tmp_path: Path) -> None:
        assert permission_set("Visitor", write(tmp_path)).inline_policy is None

    def test_tells_a_session_that_aws_refuses(self, tmp_path: Path) -> None:
        told = refusal(write(tmp_path, DESCRIPTION.replace("session_hours: 2", "session_hours: 24")))
        assert "policies/permission_sets/Visitor/permission_set.yaml:4  session_hours" in told
        assert "write 12 or less" in told

    def test_tells_more_policies_than_identity_center_takes(self, tmp_path: Path) -> None:
        policies = ", ".join(f"Policy{number}" for number in range(21))
        told = refusal(write(tmp_path, DESCRIPTION.replace("job-function/ViewOnlyAccess", policies)))
        assert "a permission set has too many policies\n  got: 21 policies" in told

    @pytest.mark.parametrize(
        ("boundary", "got"),
        [("{}", "none"), ("{managed_policy: ReadOnlyAccess, customer_managed_policy: {name: ours}}", "two")],
    )
    def test_tells_a_boundary_that_is_not_one_policy(self, tmp_path: Path, boundary: str, got: str) -> None:
        told = refusal(write(tmp_path, f"{DESCRIPTION}permissions_boundary: {boundary}\n"))
        assert f"a permissions boundary must be one policy\n  got: {got}" in told

    def test_tells_a_policy_that_is_no_json_with_its_line(self, tmp_path: Path) -> None:
        assert "policies/permission_sets/Visitor/inline.json:2\n  an inline policy must be JSON" in refusal(
            write(tmp_path, policy='{\n "Statement": [,]}')
        )


class TestAdministrators:
    @pytest.mark.parametrize(
        ("policies", "statement", "is_one"),
        [
            (("AdministratorAccess",), None, True),
            (("PowerUserAccess",), None, False),
            ((), {"Effect": "Allow", "Action": "*", "Resource": "*"}, True),
            ((), {"Effect": "Deny", "Action": "*", "Resource": "*"}, False),
            ((), {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}, False),
        ],
    )
    def test_are_told_by_what_they_may_do(
        self, *, policies: tuple[str, ...], statement: dict[str, str] | None, is_one: bool
    ) -> None:
        description = PermissionSetDescription(
            description="-", for_whom="-", summary="-", session_hours=1, managed_policies=policies, sources=("-",)
        )
        document = {"Statement": [statement]} if statement else None
        assert PermissionSet("Visitor", description, document).is_administrator is is_one

    def test_of_the_library_are_two(self) -> None:
        assert [one.name for one in SETS if one.is_administrator] == ["AdministratorAccess", "BreakGlass"]


@pytest.mark.parametrize("one", SETS, ids=lambda one: one.name)
class TestEverySet:
    def test_has_statements_with_names_of_their_own(self, one: PermissionSet) -> None:
        sids = [statement["Sid"] for statement in (one.inline_policy or {"Statement": []})["Statement"]]
        assert len(set(sids)) == len(sids)
        assert all(re.fullmatch("[A-Z][A-Za-z]+", sid) for sid in sids)

    def test_has_files_that_are_known(self, one: PermissionSet) -> None:
        known = {library.DESCRIPTION, library.INLINE_POLICY, library.SCENARIOS}
        assert {path.name for path in (library.LIBRARY / one.name).iterdir()} <= known

    def test_describes_itself_in_characters_that_identity_center_takes(self, one: PermissionSet) -> None:
        text = one.description.description or ""
        assert re.fullmatch("[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*", text)

    def test_is_written_as_it_is_read(self, one: PermissionSet) -> None:
        """Two spaces, one entry in a line: so a change is a line in a review."""
        path = library.LIBRARY / one.name / library.INLINE_POLICY
        if one.inline_policy is not None:
            assert path.read_text() == json.dumps(one.inline_policy, indent=2) + "\n"


def test_the_library_is_below_policies() -> None:
    assert library.LIBRARY == PROJECT / "policies" / "permission_sets"

"""Tags of a user that are the library's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.specification.overlay import problems, staging_with

ACCOUNT = "owner: network-team}"


def with_tags(folder: Path, *, keys: str, tags: str, environments: str = "") -> list[str]:
    """Give staging keys of tags, and one of its accounts tags; return what is wrong, and what to write."""
    folder = staging_with(folder)
    files = folder / "staging"
    _edit(files / "organization.yaml", "  tags:\n", f"  tag_keys: {keys}\n  tags:\n")
    _edit(files / "accounts.yaml", ACCOUNT, f"owner: network-team, tags: {tags}}}")
    if environments:
        (files / "guardrails.yaml").write_text(f"guardrails:\n  environments: {environments}\n")
    return [f"{problem.what}: {problem.fix}" for problem in problems(folder)]


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))


def test_owner_and_environment_have_the_value_that_the_user_gives(tmp_path: Path) -> None:
    assert not with_tags(
        tmp_path,
        keys="{Owner: owner, Environment: environment}",
        tags='{owner: "ml@acme.example", environment: preproduction}',
        environments="[staging, preproduction]",
    )


def test_a_tag_of_the_library_that_is_called_otherwise_leaves_its_key_free(tmp_path: Path) -> None:
    assert not with_tags(
        tmp_path, keys="{Stage: stage-of-team, Environment: lz}", tags="{Stage: any, environment: any}"
    )


@pytest.mark.parametrize(
    ("key", "fix"),
    [
        ("owner", "add `tag_keys: {Owner: owner}` to organization, which says that yours is the same tag"),
        ("Owner", "add `tag_keys: {Owner: Owner}` to organization, which says that yours is the same tag"),
        ("team", "choose another key, or let organization.tag_keys call the landing zone's Team something else"),
    ],
)
def test_a_tag_that_nothing_says_to_be_the_same_is_refused_with_what_to_write(
    tmp_path: Path, key: str, fix: str
) -> None:
    assert with_tags(tmp_path, keys="{ManagedBy: managed-by}", tags=f"{{{key}: x}}") == [
        f"a tag has a key that is reserved: {fix}"
    ]


def test_team_and_stage_are_not_a_user_s_to_give(tmp_path: Path) -> None:
    """Who may do what follows from them."""
    (problem,) = with_tags(tmp_path, keys="{Team: squad}", tags="{squad: another}")

    assert problem.startswith("a tag has a key that is reserved")


def test_a_value_of_the_environment_s_tag_must_be_known_to_the_tag_policy(tmp_path: Path) -> None:
    (problem,) = with_tags(tmp_path, keys="{Environment: environment}", tags="{environment: preproduction}")

    assert problem == (
        "the values of the environment's own tag must be among those that are known: "
        "add preproduction to guardrails.environments"
    )

"""The lock of an environment: who writes it, and what `validate` refuses with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from modules import environment as environments
from modules.commands import accounts_lock
from modules.commands.accounts_as_applied import applied_in, called_in, refuse_changed
from modules.commands.accounts_lock import contradictions_with_lock, lock_of, read_lock, write_and_tell, write_lock
from modules.commands.validate import load_environments, validate
from modules.specification.errors import LandingZoneError
from modules.specification.problems import InvalidEnvironmentError
from modules.synthesized.applied_accounts import AppliedAccount
from tests.support.environments import environment

ORGANIZATION = "aws_organizations_organization"
SANDBOX = AppliedAccount(id="333333333333", name="sandbox-canary", email="old@acme.example", vended=True)
APPLIED = {"sandbox-canary": SANDBOX}
NOT_THERE = replace(SANDBOX, id="")


@pytest.fixture
def staging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy staging to a folder of its own."""
    folder = tmp_path / "environments" / "staging"
    folder.mkdir(parents=True)
    for path in (environments.ENVIRONMENTS / "staging").glob("*.yaml"):
        (folder / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(environments, "ENVIRONMENTS", folder.parent)
    load_each = environments.load_each
    monkeypatch.setattr(environments, "load_each", lambda names, **more: load_each(names, folder.parent, **more))
    return folder


def test_what_is_written_is_read_again_and_is_news_once(staging: Path) -> None:
    assert read_lock("staging") == {}
    assert write_lock("staging", {**APPLIED, "not-vended-yet": NOT_THERE})
    assert not write_lock("staging", APPLIED)
    assert read_lock("staging") == APPLIED
    assert staging / "accounts.lock.json" == lock_of("staging")


def test_validate_names_file_and_line_of_what_no_deploy_can_change(
    staging: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    accounts = staging / "accounts.yaml"
    lines = accounts.read_text().splitlines()
    line = next(number for number, text in enumerate(lines, 1) if text.startswith("  sandbox-canary:"))
    at = accounts.read_text().replace("sandbox-canary: {", 'sandbox-canary: {email: "new@acme.example", ', 1)
    accounts.write_text(at)
    validate(["staging"])
    write_lock("staging", APPLIED)

    with pytest.raises(InvalidEnvironmentError) as refused:
        validate(["staging"])

    assert f"environments/staging/accounts.yaml:{line}  accounts.sandbox-canary.email" in str(refused.value)
    assert "got: sandbox-canary: new@acme.example; it was applied as old@acme.example" in str(refused.value)
    assert load_environments(["staging"])  # what looks at AWS itself is kept from nothing by a lock
    capsys.readouterr()


@pytest.mark.parametrize(
    ("text", "got"),
    [
        ("{", "something else"),
        ("[]", "something else"),
        ('{"environment": "staging", "accounts": {"a": {}}}', "something else"),
        ('{"environment": "production", "accounts": {}}', "the lock of production"),
    ],
)
def test_what_no_deploy_wrote_is_refused(staging: Path, text: str, got: str) -> None:
    lock_of("staging").write_text(text)

    with pytest.raises(LandingZoneError) as refused:
        list(contradictions_with_lock("staging", environment("staging").zone))

    assert str(refused.value) == (
        "accounts.lock.json must be what a deploy, or `lock`, wrote\n"
        f"  got: {staging.name}/accounts.lock.json: {got}\n"
        "  why: it tells what accounts were applied with, and what of that may not change\n"
        "  fix: take it from version control, or write it anew: python main.py lock staging "
        "(docs/how-to/change-an-account.md)"
    )


def test_a_link_in_the_place_of_the_lock_is_not_followed(staging: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text('{"environment": "staging", "accounts": {}}')
    (staging / "accounts.lock.json").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(LandingZoneError, match="a link"):
        read_lock("staging")


def test_a_folder_that_cannot_be_written_to_is_told_and_no_failure(
    staging: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(accounts_lock, "write_whole", full)

    assert write_and_tell("staging", APPLIED)
    assert "environments/staging/accounts.lock.json could not be written: No space left" in capsys.readouterr().out
    assert list(staging.glob("*.json")) == []


@pytest.mark.usefixtures("staging")
def test_aws_is_asked_only_where_something_is_written_otherwise_and_has_the_last_word() -> None:
    zone = load_environments(["staging"])["staging"]
    address = next(account.email for account in zone.every_account if account.key == "sandbox-canary")
    asked: list[str] = []

    def look(email: str) -> dict[str, tuple[str, str]]:
        asked.append(email)
        return {SANDBOX.id: ("sandbox-canary", email)}

    refuse_changed("staging", zone, {"sandbox-canary": replace(SANDBOX, email=address)}, lambda: look("unasked"))
    assert asked == []
    refuse_changed("staging", zone, APPLIED, lambda: look(address))
    with pytest.raises(InvalidEnvironmentError, match=r"organization\.email_pattern"):
        refuse_changed("staging", zone, APPLIED, lambda: look("old@acme.example"))
    assert asked == [address, "old@acme.example"]


def test_states_tell_what_was_applied_and_what_accounts_are_called() -> None:
    accounts = {"outputs": {"applied_accounts": {"value": {"sandbox-canary": SANDBOX.values()}}}}
    listed = [{"id": "333333333333", "name": "sandbox-canary", "email": "new@acme.example"}]
    organization = {"resources": [{"type": ORGANIZATION, "instances": [{"attributes": {"accounts": listed}}]}]}

    assert applied_in(accounts) == APPLIED
    assert applied_in(None) == applied_in({"outputs": {}}) == applied_in({}) == {}
    assert applied_in({"outputs": {"applied_accounts": {"value": {"a": "of another version"}}}}) == {}
    assert called_in(organization) == {"333333333333": ("sandbox-canary", "new@acme.example")}
    assert called_in(None) == {}

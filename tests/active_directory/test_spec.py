"""What a user may say about the directory."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from modules.active_directory.spec import ActiveDirectorySpec, Edition


def test_the_short_name_is_the_first_label_of_the_domain_or_what_is_written() -> None:
    assert ActiveDirectorySpec(domain="ad.acme.example").netbios_name == "ad"
    assert ActiveDirectorySpec(domain="ad.acme.example", short_name="ACME").netbios_name == "ACME"


@pytest.mark.parametrize("short_name", ["A", "ACME-2", "FIFTEEN-LETTERS"])
def test_short_names_that_windows_takes_are_taken(short_name: str) -> None:
    assert ActiveDirectorySpec(domain="ad.acme.example", short_name=short_name).netbios_name == short_name


@pytest.mark.parametrize("short_name", ["", "-A", "A-", "A.B", "A B", "SIXTEEN-LETTERS-"])
def test_others_are_refused(short_name: str) -> None:
    with pytest.raises(ValidationError):
        ActiveDirectorySpec(domain="ad.acme.example", short_name=short_name)


@pytest.mark.parametrize("domain", ["acme", "AD.acme.example", "ad..example", "ad_1.example", "ad.acme.example."])
def test_what_is_no_domain_is_refused(domain: str) -> None:
    with pytest.raises(ValidationError):
        ActiveDirectorySpec(domain=domain)


def test_enterprise_edition_is_shared_with_more_accounts() -> None:
    assert Edition.ENTERPRISE.shares.value > Edition.STANDARD.shares.value

"""The directory itself."""

from __future__ import annotations

from cdktf import Fn, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.directory_service_directory import (
    DirectoryServiceDirectory,
    DirectoryServiceDirectoryVpcSettings,
)
from constructs import Construct

from modules.active_directory.spec import ActiveDirectorySpec

_COMPLEX = "Aa1-"
"""What a UUID lacks of the kinds of characters that a password must have (AWS Directory Service API Reference,
CreateMicrosoftAD)."""


class ManagedDirectory(Construct):
    """Define a directory in two zones, whose first password nobody is meant to use.

    The provider has no write-only argument for it, so it comes to lie in the state. It is made by chance while
    Terraform applies, stands in no file and no plan, and is reset outside of Terraform at once (docs/decisions/0039).
    AWS makes the domain controllers' interfaces and their security group.

    Args:
        scope: The stack.
        id_: What the directory is called in addresses.
        spec: What to make.
        vpc_id: The VPC that its domain controllers stand in.
        subnet_ids: Two subnets in different zones.

    """

    def __init__(
        self, scope: Construct, id_: str, *, spec: ActiveDirectorySpec, vpc_id: str, subnet_ids: tuple[str, str]
    ) -> None:
        super().__init__(scope, id_)
        self._directory = DirectoryServiceDirectory(
            self,
            "Default",
            name=spec.domain,
            short_name=spec.netbios_name,
            type="MicrosoftAD",
            edition=spec.edition.value,
            password=f"{_COMPLEX}{Fn.uuid()}",
            vpc_settings=DirectoryServiceDirectoryVpcSettings(vpc_id=vpc_id, subnet_ids=[*subnet_ids]),
            lifecycle=TerraformResourceLifecycle(prevent_destroy=True, ignore_changes=["password"]),
        )

    @property
    def directory_id(self) -> str:
        """Token: the directory's id."""
        return self._directory.id

    @property
    def security_group_id(self) -> str:
        """Token: the id of the security group that AWS makes for its domain controllers."""
        return self._directory.security_group_id

    @property
    def dns_addresses(self) -> tuple[str, str]:
        """Tokens: addresses of two domain controllers, which answer for the domain."""
        addresses = Fn.sort(self._directory.dns_ip_addresses)
        return Fn.element(addresses, 0), Fn.element(addresses, 1)

"""The organization: all features, trusted access, policy types."""

from __future__ import annotations

from collections.abc import Iterable

from cdktf import ITerraformDependable, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.organizations_organization import OrganizationsOrganization
from constructs import Construct

from modules.organization.spec import OrganizationSpec


class Organization(Construct):
    """Define the organization's settings.

    An organization that exists already is imported, not made: `terraform import` in the workspace's folder
    (docs/how-to/adopt-an-organization.md). It can never be destroyed from here.

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        spec: What the YAML says of it.
        also_trusted: Services that other parts of the YAML need trusted access for.

    """

    def __init__(self, scope: Construct, id_: str, *, spec: OrganizationSpec, also_trusted: Iterable[str] = ()) -> None:
        super().__init__(scope, id_)
        self._organization = OrganizationsOrganization(
            self,
            "Default",
            feature_set="ALL",
            aws_service_access_principals=sorted({*spec.trusted_services, *also_trusted}),
            enabled_policy_types=sorted(policy_type.value for policy_type in spec.policy_types),
            lifecycle=TerraformResourceLifecycle(prevent_destroy=True),
        )

    @property
    def root_id(self) -> str:
        """Token: the id of the root, which organizational units hang below."""
        return self._organization.roots.get(0).id

    @property
    def organization_id(self) -> str:
        """Token: the organization's id, `o-...`."""
        return self._organization.id

    @property
    def dependable(self) -> ITerraformDependable:
        """What to depend on where nothing of the organization is referred to, yet it must be there."""
        return self._organization

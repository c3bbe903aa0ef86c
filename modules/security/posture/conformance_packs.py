"""Conformance packs of AWS Config: rules that every account is held to."""

from __future__ import annotations

from collections.abc import Mapping

from cdktf_cdktf_provider_aws.config_organization_conformance_pack import ConfigOrganizationConformancePack
from constructs import Construct


class ConformancePacks(Construct):
    """Define packs for every account of the organization, in one region.

    AWS Config Developer Guide, Managing Conformance Packs Across all Accounts in Your Organization: an account without
    a recorder makes them fail, so they come after all recorders.

    Args:
        scope: The stack.
        id_: What they are called in addresses.
        packs: The template of each pack, by the pack's name.

    """

    def __init__(self, scope: Construct, id_: str, *, packs: Mapping[str, str]) -> None:
        super().__init__(scope, id_)
        for name, template in packs.items():
            ConfigOrganizationConformancePack(self, name, name=name, template_body=template)

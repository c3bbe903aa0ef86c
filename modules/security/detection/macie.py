"""Amazon Macie in one region, for every account of the organization."""

from __future__ import annotations

from collections.abc import Mapping

from cdktf_cdktf_provider_aws.macie2_custom_data_identifier import Macie2CustomDataIdentifier
from cdktf_cdktf_provider_aws.macie2_organization_configuration import Macie2OrganizationConfiguration
from constructs import Construct

from modules.security.plan.data import custom_data_identifiers


class Macie(Construct):
    """Turn Macie on in accounts that join later, and define what it looks for beside what it knows.

    AWS Security Reference Architecture, Amazon Macie. Amazon Macie User Guide, Managing multiple accounts with AWS
    Organizations: accounts that exist already are enrolled one by one.
    """

    def __init__(self, scope: Construct, id_: str) -> None:
        super().__init__(scope, id_)
        Macie2OrganizationConfiguration(self, "organization", auto_enable=True)
        identifiers = Construct(self, "custom-data-identifier")
        self._identifiers = {
            name: Macie2CustomDataIdentifier(
                identifiers,
                name,
                name=name,
                description=identifier.title,
                regex=identifier.regex,
                keywords=sorted(identifier.keywords) or None,
                maximum_match_distance=identifier.maximum_match_distance,
            )
            for name, identifier in custom_data_identifiers().items()
        }

    @property
    def custom_data_identifier_ids(self) -> Mapping[str, str]:
        """Token: the id of each custom data identifier, by its name."""
        return {name: identifier.id for name, identifier in self._identifiers.items()}

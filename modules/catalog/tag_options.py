"""Tags that whoever launches a product chooses, by the values that there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cdktf_cdktf_provider_aws.servicecatalog_tag_option import ServicecatalogTagOption
from cdktf_cdktf_provider_aws.servicecatalog_tag_option_resource_association import (
    ServicecatalogTagOptionResourceAssociation,
)
from constructs import Construct


class TagOptions(Construct):
    """Define the values that tags of launched products may have, once for all portfolios of an account.

    An account has one of each key and value; portfolios are associated with it (AWS Service Catalog Administrator
    Guide, AWS Service Catalog TagOption Library).

    Args:
        scope: The stack.
        id_: What they are called in addresses.
        values: The values of each key.

    """

    def __init__(self, scope: Construct, id_: str, *, values: Mapping[str, Sequence[str]]) -> None:
        super().__init__(scope, id_)
        self._ids: dict[str, dict[str, str]] = {}
        for key, its_values in values.items():
            branch = Construct(self, key)
            self._ids[key] = {
                value: ServicecatalogTagOption(branch, value, key=key, value=value, active=True).id
                for value in its_values
            }

    @property
    def tag_option_ids(self) -> dict[str, dict[str, str]]:
        """Tokens: the id of each value, by its key."""
        return {key: dict(ids) for key, ids in self._ids.items()}


class OfferedTagOptions(Construct):
    """Associate a portfolio with tag options: whoever launches a product of it chooses one value of each key.

    Args:
        scope: The stack.
        id_: What they are called in addresses.
        portfolio_id: The portfolio.
        tag_option_ids: The id of each value, by its key.

    """

    def __init__(
        self, scope: Construct, id_: str, *, portfolio_id: str, tag_option_ids: Mapping[str, Mapping[str, str]]
    ) -> None:
        super().__init__(scope, id_)
        for key, ids in tag_option_ids.items():
            branch = Construct(self, key)
            for value, tag_option_id in ids.items():
                ServicecatalogTagOptionResourceAssociation(
                    branch, value, resource_id=portfolio_id, tag_option_id=tag_option_id
                )

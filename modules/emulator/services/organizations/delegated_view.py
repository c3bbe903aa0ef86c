"""What a delegated administrator sees and does: the organization of its management account, not an empty one.

Behaviour from the AWS Organizations User Guide, "Delegated administrator for AWS services that work with Organizations"
(an account that is one for any service may call the operations that describe and list) and "Delegated administrator
for AWS Organizations" (an account that the resource policy names may do more; here: all).
"""

from __future__ import annotations

import json
from typing import Any

from moto.organizations.models import OrganizationsBackend, organizations_backends
from moto.organizations.responses import OrganizationsResponse

from modules.emulator.services.organizations.resource_policy import content_of


def register() -> None:
    """Give each operation the organization that its caller may see."""
    OrganizationsResponse.organizations_backend = property(_organization)


def _organization(response: Any) -> OrganizationsBackend:
    own = organizations_backends[response.current_account][response.partition]
    management, partition = organizations_backends.master_accounts.get(response.current_account, (None, ""))
    if management is None or own.org is not None:
        return own
    shared = organizations_backends[management][partition]
    reads = response._get_action().startswith(("Describe", "List"))  # noqa: SLF001 - moto has no other name for it
    delegated = any(admin.account.id == response.current_account for admin in shared.admins)
    return shared if (reads and delegated) or _is_named(response.current_account, management) else own


def _is_named(account_id: str, management: str) -> bool:
    """Tell whether the resource policy names an account among its principals."""
    statements = json.loads(content_of(management) or "{}").get("Statement", [])
    principals = [s.get("Principal") for s in (statements if isinstance(statements, list) else [statements])]
    return any(f":{account_id}:" in str(p) or f"'{account_id}'" in str(p) for p in principals if p)

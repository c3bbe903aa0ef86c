"""Amazon Macie, in place of moto's: sessions, the organization, and what finds sensitive data. No findings.

Behaviour from the Amazon Macie API Reference, the pages named after each operation, as
"EnableMacie".
"""

from __future__ import annotations

from moto.macie2.responses import MacieResponse

from modules.emulator.records import Errors, Service, list_tags, tag, untag
from modules.emulator.services.macie2 import discovery, organization, session
from modules.emulator.services.macie2.discovery import FILTER, IDENTIFIER, JOB
from modules.emulator.services.macie2.organization import MEMBER_TAGS, ORGANIZATION
from modules.emulator.services.macie2.session import needing_session

_TAGGED = (IDENTIFIER, FILTER, JOB, MEMBER_TAGS)
_OF_A_SESSION = {
    **discovery.OPERATIONS,
    "TagResource": tag(*_TAGGED),
    "UntagResource": untag(*_TAGGED),
    "ListTagsForResource": list_tags(*_TAGGED),
}
SERVICE = Service(
    "macie2",
    errors=Errors("ValidationException", "ResourceNotFoundException", "ConflictException"),
    operations=ORGANIZATION.watching(
        {
            **session.OPERATIONS,
            **organization.OPERATIONS,
            **{name: needing_session(perform) for name, perform in _OF_A_SESSION.items()},
        }
    ),
)
_REPLACED = frozenset(
    {
        "create_invitations",
        "delete_member",
        "disable_macie",
        "disassociate_member",
        "enable_macie",
        "enable_organization_admin_account",
        "get_administrator_account",
        "get_macie_session",
        "list_invitations",
        "list_members",
        "list_organization_admin_accounts",
    }
)


def register() -> None:
    """Replace moto's operations, and add those that it lacks."""
    SERVICE.extend(MacieResponse, replacing=_REPLACED)

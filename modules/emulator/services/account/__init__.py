"""What moto lacks of AWS Account Management: primary contacts and addresses, and regions that an account opts in to.

Each file names the pages that its behaviour is from, such as "EnableRegion" of the API Reference.
"""

from __future__ import annotations

from moto.account.responses import AccountResponse

from modules.emulator.services.account import contacts, primary_email, regions


def register() -> None:
    """Add the operations to moto's Account Management."""
    for service in (contacts.SERVICE, primary_email.SERVICE, regions.SERVICE):
        service.extend(AccountResponse)

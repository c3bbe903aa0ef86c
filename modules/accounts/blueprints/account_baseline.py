"""The part of the security baseline that an account has once, whatever its regions."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.account_alternate_contact import AccountAlternateContact
from cdktf_cdktf_provider_aws.iam_account_password_policy import IamAccountPasswordPolicy
from cdktf_cdktf_provider_aws.s3_account_public_access_block import S3AccountPublicAccessBlock
from constructs import Construct

from modules.accounts.blueprints.spec import BaselineSpec


class AccountBaseline(Construct):
    """Define an account's global settings.

    AWS Security Reference Architecture, Management account and member accounts: block public access to S3 at the
    account's level (S3.1), a strong password policy (IAM.10 to IAM.17), alternate contacts (Account.1).
    """

    def __init__(self, scope: Construct, id_: str, *, spec: BaselineSpec) -> None:
        super().__init__(scope, id_)
        S3AccountPublicAccessBlock(
            self,
            "public-access-block",
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
        )
        policy = spec.password_policy
        IamAccountPasswordPolicy(
            self,
            "password-policy",
            minimum_password_length=policy.minimum_length,
            max_password_age=policy.max_age_days,
            password_reuse_prevention=policy.reuse_prevention,
            require_lowercase_characters=True,
            require_uppercase_characters=True,
            require_numbers=True,
            require_symbols=True,
            allow_users_to_change_password=True,
            hard_expiry=False,
        )
        contacts = Construct(self, "contacts")
        for kind in ("billing", "operations", "security"):
            contact = getattr(spec.contacts, kind)
            AccountAlternateContact(
                contacts,
                kind,
                alternate_contact_type=kind.upper(),
                name=contact.name,
                title=contact.title,
                email_address=contact.email,
                phone_number=contact.phone,
            )

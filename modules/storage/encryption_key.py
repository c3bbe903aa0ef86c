"""A key that encrypts what must be read for as long as it is kept."""

from __future__ import annotations

from collections.abc import Iterable

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.kms_alias import KmsAlias
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from constructs import Construct

from modules.storage.statements import Statement, account_governs_its_key, policy


class EncryptionKey(Construct):
    """Define a symmetric key of one region, which rotates, with its alias; it is never destroyed from here.

    Args:
        scope: The stack, or the construct, that owns the key.
        id_: What the key is called in addresses.
        alias: The key's alias.
        description: What it encrypts.
        account_id: The account that the key belongs to, and whose IAM policies govern it.
        statements: What its policy says besides.
        deletion_days: Days between asking for the key's deletion and its end: 7 to 30.

    """

    def __init__(  # noqa: PLR0913 - each is a property of its own
        self,
        scope: Construct,
        id_: str,
        *,
        alias: str,
        description: str,
        account_id: str,
        statements: Iterable[Statement],
        deletion_days: int = 30,
    ) -> None:
        super().__init__(scope, id_)
        self._key = KmsKey(
            self,
            "Default",
            description=description,
            enable_key_rotation=True,
            deletion_window_in_days=deletion_days,
            policy=policy([account_governs_its_key(account_id), *statements]),
            lifecycle=TerraformResourceLifecycle(prevent_destroy=True),
        )
        KmsAlias(self, "alias", name=alias, target_key_id=self._key.key_id)

    @property
    def key_arn(self) -> str:
        """Token: the key's ARN."""
        return self._key.arn

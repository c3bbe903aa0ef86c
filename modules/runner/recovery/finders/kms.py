"""AWS KMS."""

from __future__ import annotations

from collections.abc import Iterator

from modules.runner.recovery.finders.finder import Clients, Values, has_tags, items


def _keys(clients: Clients, values: Values) -> Iterator[str]:
    """Find the key by what it is for, and by its tags."""
    kms = clients("kms")
    for key in items(kms, "list_keys", "Keys"):
        described = kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"]
        if described["Description"] == values["description"] and described["KeyState"] == "Enabled":
            tags = kms.list_resource_tags(KeyId=key["KeyId"])["Tags"]
            shown = {"Tags": [{"Key": tag["TagKey"], "Value": tag["TagValue"]} for tag in tags]}
            if has_tags(shown, values):
                yield key["KeyId"]


FINDERS = {"aws_kms_key": _keys}

"""A state in S3."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from modules.deployment.spec import S3BackendSpec
from modules.state.lock_info import lock_info
from modules.state.place import ASIDE, holder_in_words, id_of, locked

_NOT_THERE = {"NoSuchKey", "404"}
_TAKEN = {"PreconditionFailed", "ConditionalRequestConflict", "ConditionalCheckFailedException"}


class S3Place:
    """The state in an object, locked as Terraform's backend locks it: by an object beside it, or an item of a table.

    Terraform Language Documentation, Backend Type: s3; what items of the table are called is what Terraform writes.

    Args:
        backend: The bucket, and how states in it are encrypted and locked.
        key: The state's key.
        s3: A client of S3, in the bucket's region.
        dynamodb: A client of DynamoDB there.

    """

    def __init__(self, backend: S3BackendSpec, key: str, *, s3: Any, dynamodb: Any) -> None:
        self._backend, self._key = backend, key
        self._s3, self._dynamodb = s3, dynamodb

    @property
    def name(self) -> str:
        """Its URI."""
        return f"s3://{self._backend.bucket}/{self._key}"

    def read(self) -> bytes:
        """Return the object's content."""
        return self._object(self._key)

    def holder(self, lock: str) -> str:
        """Say whose lock there is."""
        info = self._lock_info()
        return holder_in_words(info) if info and id_of(info) != lock else ""

    @contextmanager
    def hold(self, lock: str) -> Iterator[None]:
        """Make the lock that Terraform would make."""
        from botocore.exceptions import ClientError  # noqa: PLC0415 - takes its time

        try:
            self._lock(lock_info(lock, f"{self._backend.bucket}/{self._key}"))
        except ClientError as error:
            if error.response["Error"]["Code"] not in _TAKEN:
                raise
            if holder := self.holder(lock):
                raise locked(self.name, holder) from error
        try:
            yield
        finally:
            self._unlock()

    def write_state(self, content: bytes) -> None:
        """Write the object, and its digest where there is a table: Terraform refuses an object that has another."""
        self._put(self._key, content)
        if self._backend.dynamodb_table:
            digest = hashlib.md5(content, usedforsecurity=False).hexdigest()
            item = {**self._item("-md5"), "Digest": {"S": digest}}
            self._dynamodb.put_item(TableName=self._backend.dynamodb_table, Item=item)

    def write_notice(self, notice: bytes) -> None:
        """Write the object."""
        self.write_state(notice)

    def keep_aside(self) -> None:
        """Copy the object to one whose key ends in `.moved`: the bucket need not keep versions."""
        self._put(f"{self._key}{ASIDE}", self.read())

    def _object(self, key: str) -> bytes:
        from botocore.exceptions import ClientError  # noqa: PLC0415 - as above

        try:
            answer = self._s3.get_object(Bucket=self._backend.bucket, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] in _NOT_THERE:
                return b""
            raise
        content: bytes = answer["Body"].read()
        return content

    def _put(self, key: str, content: bytes, **more: str) -> None:
        """Write an object encrypted as Terraform encrypts it: with the key that is named, or S3's own."""
        key_id = self._backend.kms_key_id
        encryption = {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": key_id} if key_id else {}
        encryption = encryption or {"ServerSideEncryption": "AES256"}
        place = {"Bucket": self._backend.bucket, "Key": key}
        # A bucket with Object Lock takes nothing without a checksum (Amazon S3 API Reference, PutObject).
        written = {"Body": content, "ContentType": "application/json", "ChecksumAlgorithm": "SHA256"}
        self._s3.put_object(**place, **written, **encryption, **more)

    def _lock(self, info: bytes) -> None:
        if not self._backend.dynamodb_table:
            self._put(f"{self._key}.tflock", info, IfNoneMatch="*")
            return
        self._dynamodb.put_item(
            TableName=self._backend.dynamodb_table,
            Item={**self._item(), "Info": {"S": info.decode()}},
            ConditionExpression="attribute_not_exists(LockID)",
        )

    def _lock_info(self) -> bytes:
        table = self._backend.dynamodb_table
        if not table:
            return self._object(f"{self._key}.tflock")
        item = self._dynamodb.get_item(TableName=table, Key=self._item(), ConsistentRead=True).get("Item", {})
        return str(item.get("Info", {}).get("S", "")).encode()

    def _unlock(self) -> None:
        if self._backend.dynamodb_table:
            self._dynamodb.delete_item(TableName=self._backend.dynamodb_table, Key=self._item())
        else:
            self._s3.delete_object(Bucket=self._backend.bucket, Key=f"{self._key}.tflock")

    def _item(self, ending: str = "") -> dict[str, dict[str, str]]:
        return {"LockID": {"S": f"{self._backend.bucket}/{self._key}{ending}"}}

"""Groups that exist before the environment: pushed by an identity provider, or made by Control Tower."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import boto3
from botocore.config import Config


def push_groups(environ: Mapping[str, str], names: Iterable[str]) -> None:
    """Make groups in the directory of Identity Center, as what pushes them would.

    Args:
        environ: What leads to the emulator, as the management account, in the region of Identity Center.
        names: The groups' names in the directory.

    """
    session = boto3.Session(
        aws_access_key_id=environ["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=environ["AWS_SECRET_ACCESS_KEY"],
        aws_session_token=environ["AWS_SESSION_TOKEN"],
        region_name=environ["AWS_REGION"],
    )
    endpoint, direct = environ["AWS_ENDPOINT_URL"], Config(proxies={})  # never through a proxy
    (instance, *_) = session.client("sso-admin", endpoint_url=endpoint, config=direct).list_instances()["Instances"]
    store = session.client("identitystore", endpoint_url=endpoint, config=direct)
    for name in names:
        store.create_group(IdentityStoreId=instance["IdentityStoreId"], DisplayName=name)

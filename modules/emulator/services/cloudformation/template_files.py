"""Templates that are objects of Amazon S3.

Behaviour from the AWS CloudFormation API Reference, page "CreateStack", `TemplateURL`. The bucket may be of any
account: who may read it is not evaluated.
"""

from __future__ import annotations

from urllib.parse import urlparse

from moto.s3.models import s3_backends


def template_at(url: str) -> str | None:
    """Load a template from the bucket and the key that an address names, if it is there."""
    parts = urlparse(url)
    host, path = parts.netloc, parts.path.lstrip("/")
    bucket, key = path.split("/", 1) if host.startswith("s3") and "/" in path else (host.split(".")[0], path)
    for _, _, backend in list(s3_backends.iter_backends()):
        found = backend.buckets[bucket].keys.get(key) if bucket in backend.buckets else None
        if found is not None:
            return str(found.value.decode())
    return None

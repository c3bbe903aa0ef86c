"""The configurations of which an Amazon S3 bucket has several, each with an id.

Plain moto takes a request for most of these for one for the bucket itself: it creates the bucket, or deletes it. A
configuration is kept and shown as it was written. Behaviour from the Amazon S3 API Reference, pages
"PutBucketMetricsConfiguration", "GetBucketMetricsConfiguration", "ListBucketMetricsConfigurations" and
"DeleteBucketMetricsConfiguration", and those of the same names for analytics, inventory and Intelligent-Tiering.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from xml.parsers.expat import ExpatError

import xmltodict  # type: ignore[import-untyped] # moto's own parser
from moto.s3.exceptions import MalformedXML, S3ClientError
from moto.s3.responses import S3Response

_KINDS = {
    "analytics": "AnalyticsConfiguration",
    "intelligent-tiering": "IntelligentTieringConfiguration",
    "inventory": "InventoryConfiguration",
    "metrics": "MetricsConfiguration",
}
_NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/"
Answer = tuple[int, dict[str, str], str]


def register() -> None:
    """Answer these requests before moto looks at them."""
    S3Response._bucket_response = _answered(S3Response._bucket_response)  # noqa: SLF001 - where moto tells them apart


def _answered(own: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(own)
    def bucket_response(response: Any, request: Any, full_url: str) -> Any:
        query = response._get_querystring(request, full_url)  # noqa: SLF001 - as moto does
        kind = next((kind for kind in _KINDS if kind in query), None)
        if kind is None or request.method not in _METHODS:
            return own(response, request, full_url)
        bucket = response.backend.get_bucket(response.parse_bucket_name_from_url(request, full_url))
        kept = vars(bucket).setdefault("configurations", {}).setdefault(kind, {})
        return _METHODS[request.method](kind, kept, query.get("id", [None])[0], response.body)

    return bucket_response


def _put(kind: str, kept: dict[str, Any], id_: str | None, body: Any) -> Answer:
    try:
        written = xmltodict.parse(body)[_KINDS[kind]]
    except (ExpatError, KeyError, TypeError) as error:
        raise MalformedXML from error
    if not isinstance(written, dict) or not id_ or written.get("Id") != id_:
        raise MalformedXML
    kept[id_] = written | {"@xmlns": _NAMESPACE}
    return 200, {}, ""


def _get(kind: str, kept: dict[str, Any], id_: str | None, _body: Any) -> Answer:
    if id_ is not None:
        return 200, {}, xmltodict.unparse({_KINDS[kind]: _found(kept, id_)})
    listed = {"@xmlns": _NAMESPACE, "IsTruncated": "false", _KINDS[kind]: list(kept.values())}
    return 200, {}, xmltodict.unparse({f"List{_KINDS[kind]}sResult": listed})


def _delete(_kind: str, kept: dict[str, Any], id_: str | None, _body: Any) -> Answer:
    _found(kept, id_)
    del kept[id_ or ""]
    return 204, {}, ""


def _found(kept: dict[str, Any], id_: str | None) -> Any:
    if id_ not in kept:
        raise S3ClientError("NoSuchConfiguration", "The specified configuration does not exist.")
    return kept[id_]


_METHODS = {"PUT": _put, "GET": _get, "DELETE": _delete}

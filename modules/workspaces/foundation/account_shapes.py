"""What accounts to be vended have in common: one of each shape is constructed, and repeated for all others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from modules.accounts.vending import VendingRequest
from modules.workspaces.base.template import marker

KEY, BEFORE, NAME, EMAIL, PRODUCT = "key", "key of the one before", "name", "e-mail", "product"
"""Names of the markers for an account's values; the values of its tags follow the tags' keys."""


@dataclass(frozen=True, slots=True)
class RequestShape:
    """All that the constructs of a request depend on, but for the values."""

    unit: tuple[str, ...]
    waits: bool
    tag_keys: tuple[str, ...]

    @classmethod
    def of(cls, request: VendingRequest) -> RequestShape:
        """Return the shape of a request."""
        return cls(request.account.unit, request.after is not None, tuple(request.tags))


@dataclass(frozen=True, slots=True)
class RepeatedRequests:
    """Requests of one shape."""

    number: int
    requests: Sequence[VendingRequest]

    @property
    def key_name(self) -> str:
        """The name of the marker that stands for the accounts' keys."""
        return self._name(KEY)

    @property
    def before_name(self) -> str:
        """The name of the marker of the account that is constructed to be waited for, and never written."""
        return self._name(BEFORE)

    @property
    def key(self) -> str:
        """What stands for the accounts' keys."""
        return self._marker(KEY)

    def marked(self) -> list[VendingRequest]:
        """Return what is constructed: a request with markers for all values, behind the one that it waits for."""
        first = self.requests[0]
        account = replace(first.account, key=self.key, name=self._marker(NAME), email=self._marker(EMAIL))
        request = replace(
            first,
            account=account,
            tags={key: self._marker(f"tag {key}") for key in first.tags},
            after=self._marker(BEFORE) if first.after else None,
            product_name=self._marker(PRODUCT),
        )
        before = replace(request, account=replace(account, key=self._marker(BEFORE)), after=None)
        return [before, request] if first.after else [request]

    def values(self) -> list[dict[str, str]]:
        """Return the values of every account, by the names of the markers."""
        return [self._values(request) for request in self.requests]

    def _values(self, request: VendingRequest) -> dict[str, str]:
        values = {
            KEY: request.account.key,
            NAME: request.account.name,
            EMAIL: request.account.email,
            BEFORE: request.after or "",
            PRODUCT: request.product_name,
            **{f"tag {key}": value for key, value in request.tags.items()},
        }
        return {self._name(name): value for name, value in values.items()}

    def _name(self, name: str) -> str:
        return f"{name} in shape {self.number}"

    def _marker(self, name: str) -> str:
        return marker(self._name(name))


def by_shape(requests: Sequence[VendingRequest]) -> list[RepeatedRequests]:
    """Group requests, in their order."""
    shapes: dict[RequestShape, list[VendingRequest]] = {}
    for request in requests:
        shapes.setdefault(RequestShape.of(request), []).append(request)
    return [RepeatedRequests(number, members) for number, members in enumerate(shapes.values())]

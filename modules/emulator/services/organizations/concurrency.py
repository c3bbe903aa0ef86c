"""One change at a time to one entity of an organization.

Behaviour from the AWS Organizations API Reference: operations whose page lists `ConcurrentModificationException`
answer with it while another of them works on the same target, policy, account or organizational unit. Operations
that name no entity, such as "CreateAccount", are taken side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from threading import Lock
from typing import Any

from moto.core.utils import camelcase_to_underscores, get_service_model
from moto.organizations.exceptions import OrganizationsClientError
from moto.organizations.responses import OrganizationsResponse

from modules.emulator.organization_tree import management_account_of

_ENTITY = ("TargetId", "RootId", "AccountId", "OrganizationalUnitId", "PolicyId", "ResourceId")
_MESSAGE = (
    "AWS Organizations can't complete your request because it conflicts with another attempt to modify the same "
    "entity. Try again later."
)

_changing: set[tuple[str, str]] = set()
_lock = Lock()


def register() -> None:
    """Watch over the operations of moto's Organizations, and over ours that were added before."""
    model = get_service_model("organizations")
    for operation in map(model.operation_model, model.operation_names):
        method = camelcase_to_underscores(operation.name)
        errors = {error.name for error in operation.error_shapes}
        if "ConcurrentModificationException" in errors and hasattr(OrganizationsResponse, method):
            setattr(OrganizationsResponse, method, _alone(getattr(OrganizationsResponse, method)))


def _alone(perform: Callable[[Any], Any]) -> Callable[[Any], Any]:
    @wraps(perform)
    def alone(response: Any) -> Any:
        entity = next((str(response.request_params[name]) for name in _ENTITY if name in response.request_params), None)
        if entity is None:
            return perform(response)
        with change((management_account_of(response.current_account), entity)):
            return perform(response)

    return alone


@contextmanager
def change(entity: tuple[str, str]) -> Iterator[None]:
    """Change an entity, of the management account that is named first, as long as nobody else does."""
    with _lock:
        if entity in _changing:
            raise OrganizationsClientError("ConcurrentModificationException", _MESSAGE)
        _changing.add(entity)
    try:
        yield
    finally:
        with _lock:
            _changing.discard(entity)

"""What the API answers where it does not do what it is asked."""

from __future__ import annotations

from http import HTTPStatus


class Refusal(Exception):  # noqa: N818 - the word of the API's users: a refusal is an answer, not a fault
    """An answer with an error object (JSON:API, "Error Objects").

    Args:
        status: The answer's status.
        detail: What is wrong, in a sentence.

    """

    def __init__(self, status: HTTPStatus, detail: str = "") -> None:
        super().__init__(detail or status.phrase)
        self.status = status
        self.detail = detail


def not_found() -> Refusal:
    """What somebody gets who may not see a thing, and who asks for one that is not there: nobody can tell which."""
    return Refusal(HTTPStatus.NOT_FOUND)


def conflict(detail: str) -> Refusal:
    """What is asked does not fit to how things are now."""
    return Refusal(HTTPStatus.CONFLICT, detail)


def malformed(detail: str) -> Refusal:
    """What is asked does not make sense at any time."""
    return Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, detail)

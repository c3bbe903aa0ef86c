"""Operations of AWS that take a while, without anybody having to wait for them."""

from __future__ import annotations

import time

_LONGEST_SECONDS = 5


class Progress:
    """An operation that is running at the first look and done at the second.

    So whoever waits for it sees both states, at once. Nobody blocks others for ever by not looking: it is done
    after a few seconds too.
    """

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._looks = 0

    @property
    def running(self) -> bool:
        """Whether it runs still, without that being a look."""
        return self._looks <= 1 and time.monotonic() - self._began < _LONGEST_SECONDS

    def look(self) -> bool:
        """Tell whether it runs still, to somebody who waits for it."""
        self._looks += 1
        return self.running

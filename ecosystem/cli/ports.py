"""Ports of this computer: whether one is free, and which is the next."""

import errno
import socket
from typing import Final, Self

from ecosystem.model.errors import EcosystemError

LAST: Final = 65535
_HOME: Final = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))
_REFUSED: Final = frozenset({errno.EADDRINUSE, errno.EACCES})
_ALONE: Final = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
"""Windows would share a port that another program listens on; elsewhere one just left is free."""


class PortError(EcosystemError):
    """A port that was named cannot be listened on."""

    @classmethod
    def from_port(cls, port: int) -> Self:
        """Build the error that names a free port: a script waits at the port it named."""
        free = next_free(port)
        hint = f" Port {free} is free: ecosystem app --port {free}" if free else ""
        return cls(f"Port {port} of this computer is in use or reserved.{hint}")


def is_free(port: int) -> bool:
    """Return whether nobody on this computer listens on a port, under either of its addresses."""
    return all(_may_listen(family, host, port) for family, host in _HOME)


def next_free(port: int) -> int | None:
    """Return the first free port after ``port``; ``None`` when there is none."""
    return next((later for later in range(port + 1, LAST + 1) if is_free(later)), None)


def _may_listen(family: socket.AddressFamily, host: str, port: int) -> bool:
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, _ALONE, 1)
            probe.bind((host, port))
    except OSError as error:  # a computer without the newer addresses refuses those otherwise
        return error.errno not in _REFUSED
    return True

"""Customers without their names: an address or number becomes a keyed hash."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from weakref import WeakKeyDictionary

from metrics.errors import StoreError
from metrics.warehouse import Warehouse

KEY_FILE = "secret.key"
KEY_BYTES = 32
BLOCK = 64  # bytes in a block of SHA-256
Pads = dict[str, bytes]

_keys_in_memory: WeakKeyDictionary[Warehouse, bytes] = WeakKeyDictionary()


def pads(key: bytes) -> Pads:
    """The inner and outer pad of an HMAC, as parameters of a query."""
    block = key.ljust(BLOCK, b"\0")
    return {
        "inner_pad": bytes(byte ^ 0x36 for byte in block),
        "outer_pad": bytes(byte ^ 0x5C for byte in block),
    }


def secret_key(warehouse: Warehouse, folder: Path | None) -> bytes:
    """The key of a store, made on first use; no folder: it lives as the store."""
    if folder is None:
        return _keys_in_memory.setdefault(warehouse, secrets.token_bytes(KEY_BYTES))
    path = folder / KEY_FILE
    if not path.exists():
        _make(path)
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise StoreError(
            f"{path}: the key should be {KEY_BYTES} bytes and is {len(key)}. Put "
            "back the key that customers were hashed with, or they will not meet."
        )
    return key


def _make(path: Path) -> None:
    """Write a new key whole, readable by its owner alone."""
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(KEY_BYTES))
    part.rename(path)

"""Customers without their names: an address or number becomes a keyed hash."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from pathlib import Path
from weakref import WeakKeyDictionary

from metrics.errors import StoreError
from metrics.warehouse import Warehouse
from words import say

KEY_FILE = "secret.key"
KEY_BYTES = 32
BLOCK = 64  # bytes in a block of SHA-256
PRIVATE = re.compile(
    r"""[^\s"'<>,;:()|/]+@[^\s"'<>,;:()|/]+|(\+|\b00)\d[\d ().-]{5,}"""
)
# A number without its country's code: eight digits or more. Dates, years and
# quarters are none.
NATIONAL = re.compile(
    r"""(?<!\d)(?<![A-Za-z](?=\d\d?\b))(?!(19|20)\d\d\b)"""
    r"""(?!\d\d?([-./])\d\d?\2(19|20)\d\d\b)"""
    r"""\(?\d(?:[ ().\-/]{0,2}\d){7,}"""
)
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
    """The key of a store, made on first use; no folder: it lives as the store.

    Raises StoreError where the store's customers were hashed with another one.
    """
    if folder is None:
        return _keys_in_memory.setdefault(warehouse, secrets.token_bytes(KEY_BYTES))
    path = folder / KEY_FILE
    is_used = bool(warehouse.rows("select 1 from exports limit 1"))
    if not path.exists():
        if is_used:
            raise StoreError(
                say(
                    "{path}: the key is missing. Put back the key that customers were "
                    "hashed with, or they will not meet.",
                    path=str(path),
                )
            )
        _make(path)
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise StoreError(
            say(
                "{path}: the key should be {n} bytes and is {many}. Put back the key "
                "that customers were hashed with, or they will not meet.",
                path=str(path),
                n=KEY_BYTES,
                many=len(key),
            )
        )
    _compare(warehouse, key, path, is_used)
    return key


def _compare(warehouse: Warehouse, key: bytes, path: Path, is_used: bool) -> None:
    """Hold a key against the store's fingerprint; an empty store takes any."""
    ours = hashlib.sha256(key).hexdigest()
    known = [found for (found,) in warehouse.rows("select fingerprint from keys")]
    if known == [ours]:
        return
    if known and is_used:
        raise StoreError(
            say(
                "{path}: the store was made with another key. Put back the key that "
                "customers were hashed with, or they will not meet.",
                path=str(path),
            )
        )
    with warehouse.writing() as cursor:
        cursor.execute("delete from keys")
        cursor.execute("insert into keys values ($ours)", {"ours": ours})


def hidden(text: str) -> str:
    """A text without addresses and telephone numbers, to be logged."""
    return PRIVATE.sub("[hidden]", text)


def hidden_in_name(name: str) -> str:
    """A column's name to be kept: without addresses and any long number."""
    return NATIONAL.sub("[hidden]", hidden(name))


def _make(path: Path) -> None:
    """Write a new key whole, readable by its owner alone, and onto the disk."""
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    part.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)

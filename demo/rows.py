"""A table as columns: a frozen dataclass of arrays of one length."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Self

import numpy as np

from demo.draws import Flags, Ints


@dataclass(frozen=True, eq=False)
class Rows:
    """Arrays of one length, one for each field."""

    def __len__(self) -> int:
        return len(getattr(self, fields(self)[0].name))

    def take(self, where: Ints | Flags) -> Self:
        """The rows at these positions, or where the flag is set."""
        return type(self)(
            **{field.name: getattr(self, field.name)[where] for field in fields(self)}
        )

    @classmethod
    def stack(cls, parts: Sequence[Self]) -> Self:
        """The rows of all parts, in their order."""
        return cls(
            **{
                field.name: np.concatenate([getattr(p, field.name) for p in parts])
                for field in fields(cls)
            }
        )

"""Seeded draws, and the types of the columns they fill."""

from hashlib import sha256

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

NONE = -1
"""An empty cell in a column of whole numbers."""


def dice(seed: int, *what: object) -> np.random.Generator:
    """Dice of their own for each thing drawn: a new draw moves no other."""
    digest = sha256(repr((seed, *what)).encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "big"))


def pick(rng: np.random.Generator, weights: npt.ArrayLike, size: int) -> Ints:
    """Positions in `weights`, each as often as its weight says."""
    edges = np.cumsum(np.asarray(weights, dtype=np.float64))
    places: Ints = edges.searchsorted(rng.random(size) * edges[-1], side="right")
    return places


def chance(rng: np.random.Generator, probability: Floats | float, size: int) -> Flags:
    """True with this probability, for each row."""
    drawn: Flags = rng.random(size) < probability
    return drawn


def long_tailed(
    rng: np.random.Generator, median: Floats | float, sigma: Floats | float, size: int
) -> Floats:
    """Lognormal: half below the median, a few far above it."""
    drawn: Floats = median * np.exp(sigma * rng.standard_normal(size))
    return drawn


def logistic(logit: Floats) -> Floats:
    """The probability with these log-odds."""
    probability: Floats = 1.0 / (1.0 + np.exp(-logit))
    return probability


def log_odds(probability: float) -> float:
    """The logit of a probability."""
    return float(np.log(probability / (1.0 - probability)))


def scramble(numbers: Ints, salt: int, below: int) -> Ints:
    """The same number gives the same choice from 0 to below − 1, always."""
    mixed = (numbers.astype(np.uint64) + np.uint64(salt)) * np.uint64(
        0x9E3779B97F4A7C15
    )
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    return ((mixed >> np.uint64(33)) % np.uint64(below)).astype(np.int64)

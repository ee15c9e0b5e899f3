"""One value: how it fares, since when, what moved it, and what was decided."""

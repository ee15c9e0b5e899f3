"""How good the data are, and what promises lack."""

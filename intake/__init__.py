"""How an export becomes rows of the shared tables."""

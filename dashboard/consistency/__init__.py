"""Whether customers meet the same, drawn."""

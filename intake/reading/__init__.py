"""What a row says: its cells as typed columns, in SQL."""

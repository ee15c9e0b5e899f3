"""What becomes of rows: stored, rejected, undone, forgotten; and the receipts."""

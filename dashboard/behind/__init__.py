"""What stands behind one promise, a view each."""

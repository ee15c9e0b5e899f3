"""What is shown. No SQL, no arithmetic."""

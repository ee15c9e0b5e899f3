"""Speed, measured against the floor in the same run. Nothing here is a test."""

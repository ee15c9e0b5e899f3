"""What customers complain about: kinds of complaints, and what falls into each."""

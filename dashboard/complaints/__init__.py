"""The page of what people complain about, in pieces."""

"""An export that no source knows: which column is which."""

"""The pieces of the page "Offered and perceived"."""

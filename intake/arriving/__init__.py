"""How files come: the inbox, the command line, and who waits for them."""

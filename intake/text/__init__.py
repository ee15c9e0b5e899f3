"""Any file as rows of text: its encoding, its dialect, its header, its rows."""

"""How the reader of signers' names was made; nothing here is needed to read a page."""

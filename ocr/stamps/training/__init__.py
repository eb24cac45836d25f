"""How the reader of name stamps was made; nothing here is needed to read a page."""

"""How the reader of the slots was made; nothing here is needed to read a page."""

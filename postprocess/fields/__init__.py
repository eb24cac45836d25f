"""One module per kind of field of an official document."""

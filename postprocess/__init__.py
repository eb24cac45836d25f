"""Words become right words, then a record."""

"""What congvan writes: searchable PDF/A, text, record; each whole or not at all."""

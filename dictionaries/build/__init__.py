"""Makes the derived data files again: ``python -m dictionaries.build CORPUS_DIR…``."""

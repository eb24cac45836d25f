"""The archive: a folder that remembers what was digitised, finds it again and hands it over."""

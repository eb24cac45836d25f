"""Recognisers and programs that go wrong, to see what the rest makes of it."""

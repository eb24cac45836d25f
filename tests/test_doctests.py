"""The examples in the docstrings are true."""

from __future__ import annotations

import doctest
from importlib import import_module
from pkgutil import walk_packages

import pytest

import congvan
import dictionaries
import ocr
import postprocess

MODULES = [
    module.name
    for package in (ocr, postprocess, dictionaries, congvan)
    for module in walk_packages(package.__path__, f"{package.__name__}.")
    # Training needs torch, which is no part of an installation.
    if not module.name.endswith("__main__") and ".training" not in module.name
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_true(name):
    assert doctest.testmod(import_module(name)).failed == 0


def test_there_are_examples():
    assert sum(doctest.testmod(import_module(name)).attempted for name in MODULES) > 10

"""The library has a function for every verb, and they stay functions."""

from __future__ import annotations

import congvan


def test_every_verb_is_a_function_whenever_it_is_asked_for():
    for _ in range(2):  # a module of the same name would take its place at the second time
        for name in congvan.__all__:
            assert callable(getattr(congvan, name)), name


def test_series_of_a_folder_without_records(tmp_path):
    assert congvan.series(tmp_path) == []


def test_schema_has_the_fields_of_a_record():
    record = congvan.extract("")
    assert set(congvan.schema()["properties"]) == set(record.model_dump(by_alias=True))

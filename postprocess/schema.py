"""The JSON Schema of the record as it is published, with descriptions in two languages."""

from __future__ import annotations

import json
from typing import Any

from postprocess.descriptions import EVIDENCE, FIELDS, MODELS
from postprocess.record import SCHEMA_VERSION, Dispatch


def record_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of ``STEM.json``.

    Every model and every property has a ``description``, Vietnamese first, and the same
    parted as ``x-description`` for programs that show one language.

    Returns:
        Plain values; as records are written, so that every field is there.

    Raises:
        KeyError: A field has no description.
    """
    schema = Dispatch.model_json_schema(by_alias=True, mode="serialization")
    definitions = schema.pop("$defs")
    for name, model in {**definitions, "Dispatch": schema}.items():
        _describe(model, MODELS[name])
        for key, field in model.get("properties", {}).items():
            _describe(field, FIELDS.get(f"{name}.{key}") or EVIDENCE[key])
    schema["properties"]["schema_version"]["const"] = SCHEMA_VERSION
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:congvan:record:{SCHEMA_VERSION}",
        **schema,
        "$defs": definitions,
    }


def schema_text() -> str:
    """The schema as ``congvan schema`` prints it and ``docs/record.schema.json`` holds it."""
    return json.dumps(record_schema(), ensure_ascii=False, indent=1) + "\n"


def _describe(node: dict[str, Any], texts: tuple[str, str]) -> None:
    english, vietnamese = texts
    node.pop("title", None)
    node["description"] = f"{vietnamese} / {english}"
    node["x-description"] = {"vi": vietnamese, "en": english}

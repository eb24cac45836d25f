"""The published JSON Schema: current, whole, in two languages, and true of records."""

import json
from pathlib import Path

import pytest

from postprocess.descriptions import FIELDS, MODELS
from postprocess.extract import extract
from postprocess.record import SCHEMA_VERSION
from postprocess.schema import record_schema, schema_text

ROOT = Path(__file__).parents[2]
RECORDS = Path(__file__).parent / "cases" / "records"


def nodes() -> list[tuple[str, dict]]:
    schema = record_schema()
    models = {"Dispatch": schema, **schema["$defs"]}
    fields = {
        f"{name}.{key}": field
        for name, model in models.items()
        for key, field in model.get("properties", {}).items()
    }
    return [*models.items(), *fields.items()]


def test_the_published_schema_is_current() -> None:
    published = (ROOT / "docs" / "record.schema.json").read_text("utf-8")
    assert published == schema_text(), "congvan schema > docs/record.schema.json"


@pytest.mark.parametrize(("name", "node"), nodes(), ids=lambda v: v if isinstance(v, str) else "")
def test_everything_is_described_in_both_languages(name: str, node: dict) -> None:
    texts = node["x-description"]
    assert set(texts) == {"vi", "en"}
    assert all(texts.values())
    assert texts["vi"] != texts["en"]


def test_no_description_is_left_of_a_field_that_is_gone() -> None:
    names = {name for name, _ in nodes()}
    assert set(FIELDS) <= names
    assert set(MODELS) <= names


def test_it_says_its_version() -> None:
    assert record_schema()["$id"].endswith(f":{SCHEMA_VERSION}")


@pytest.mark.parametrize("path", sorted(RECORDS.glob("*.txt")), ids=lambda p: p.stem)
def test_records_are_valid(path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    record = extract(path.read_text("utf-8"))
    data = json.loads(record.model_dump_json(by_alias=True))
    jsonschema.Draft202012Validator(record_schema()).validate(data)
    data["number"]["value"] = 4
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, record_schema())

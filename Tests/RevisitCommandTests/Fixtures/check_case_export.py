#!/usr/bin/env python3
"""Reads an export of a case by programs that know nothing of Revisit.

    python3 check_case_export.py FOLDER

sqlite3 checks the GeoPackage's tables and its integrity, zipfile and ElementTree read the KMZ, prov reads and writes the PROV document,
stac-validator and pystac read the catalogue with the schemas that pystac carries. Prints what was found as one JSON object.
"""

import hashlib
import importlib.util
import io
import json
import pathlib
import sqlite3
import sys
import warnings
import xml.etree.ElementTree as markup
import zipfile

import prov.model
import pystac

warnings.simplefilter("ignore")
from stac_validator.stac_validator import StacValidate  # noqa: E402

folder = pathlib.Path(sys.argv[1])
found = {}

# GeoPackage.
base = sqlite3.connect(folder / "findings.gpkg")
assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
assert base.execute("PRAGMA foreign_key_check").fetchall() == []
assert base.execute("PRAGMA application_id").fetchone()[0] == 0x47504B47
assert {row[0] for row in base.execute("SELECT DISTINCT last_change FROM gpkg_contents")} == {"1970-01-01T00:00:00.000Z"}
names = [row[0] for row in base.execute("SELECT table_name FROM gpkg_contents ORDER BY rowid")]
found["layers"] = {name: base.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}
assert {row[0] for row in base.execute("SELECT srs_id FROM gpkg_geometry_columns")} == {4326}
assert base.execute("SELECT count(*) FROM zones WHERE geom IS NULL").fetchone() == (0,), "a zone has no shape"
assert base.execute("SELECT count(*) FROM detections WHERE geom IS NULL").fetchone() == (0,), "a detection has no shape"
for (time,) in base.execute("SELECT time_start FROM detections WHERE time_start IS NOT NULL"):
    assert len(time) >= 20 and time.endswith("Z"), time

# KMZ.
with zipfile.ZipFile(folder / "findings.kmz") as archive:
    assert archive.testzip() is None and archive.namelist() == ["doc.kml"]
    document = markup.parse(io.BytesIO(archive.read("doc.kml"))).getroot()
space = "{http://www.opengis.net/kml/2.2}"
assert document.tag == space + "kml"
found["placemarks"] = len(document.findall(f".//{space}Placemark"))
assert found["placemarks"] == sum(found["layers"].values())

# JSON.
findings = json.loads((folder / "findings.json").read_text())
found["findings"] = len(findings["findings"]) + len(findings["arrivals"])
assert found["findings"] == found["layers"]["findings"]

# STAC.
schemas = pathlib.Path(importlib.util.find_spec("pystac").submodule_search_locations[0]) / "validation/jsonschemas"
local = {f"https://geojson.org/schema/{path.name}": str(path) for path in (schemas / "geojson").iterdir()}
for path in (schemas / "stac-spec/v1.1.0").glob("*.json"):
    for part in ["item", "catalog", "collection"]:
        local[f"https://schemas.stacspec.org/v1.1.0/{part}-spec/json-schema/{path.name}"] = str(path)


def flaw(path):
    check = StacValidate(str(path), core=True, schema_map=local)
    return None if check.run() else check.message[0]["error_message"]


for path in [folder / "stac/catalog.json", *(folder / "stac").rglob("collection.json"), *(folder / "stac").rglob("item.json")]:
    assert flaw(path) is None, (path, flaw(path))
catalogue = pystac.Catalog.from_file(str(folder / "stac/catalog.json"))
items = list(catalogue.get_items(recursive=True))
found["items"] = len(items)
detections = 0
for item in items:
    assert item.get_collection().id == item.collection_id
    assert item.get_root() is catalogue
    asset = item.assets["detections"]
    content = pathlib.Path(asset.get_absolute_href()).read_bytes()
    assert asset.extra_fields["file:checksum"] == "1220" + hashlib.sha256(content).hexdigest()
    assert asset.extra_fields["file:size"] == len(content)
    detections += len(json.loads(content)["features"])
found["detections"] = detections
assert detections == found["layers"]["detections"]

# PROV.
text = (folder / "prov.json").read_text()
document = prov.model.ProvDocument.deserialize(content=text, format="json")
again = prov.model.ProvDocument.deserialize(content=document.serialize(format="json"), format="json")
assert document == again
records = {kind: list(document.get_records(kind)) for kind in [prov.model.ProvEntity, prov.model.ProvActivity, prov.model.ProvAgent]}
known = {record.identifier for kind in records.values() for record in kind}
count = {}
for record in document.get_records(prov.model.ProvRelation):
    count[type(record).__name__] = count.get(type(record).__name__, 0) + 1
    for _, value in record.formal_attributes:
        if isinstance(value, prov.identifier.QualifiedName):
            assert value in known, f"{record} points to nothing"
found["relations"] = count
found["records"] = {kind.__name__: len(list_) for kind, list_ in records.items()}
print(json.dumps(found, sort_keys=True))

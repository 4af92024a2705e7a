#!/usr/bin/env python3
"""Checks a STAC Item by stac-validator, without a network.

    python3 check_stac.py ITEM

The schemas of the core, version 1.1.0, are those that pystac carries. Those of extensions cannot be had offline: that
each prefix in use is declared, and nothing else, is checked here, and shapely looks at the geometry.
"""

import importlib.util
import json
import pathlib
import sys
import tempfile
import warnings

from shapely.geometry import box, shape

warnings.simplefilter("ignore")
from stac_validator.stac_validator import StacValidate  # noqa: E402

with open(sys.argv[1]) as file:
    item = json.load(file)

schemas = pathlib.Path(importlib.util.find_spec("pystac").submodule_search_locations[0]) / "validation/jsonschemas"
local = {f"https://geojson.org/schema/{path.name}": str(path) for path in (schemas / "geojson").iterdir()}
for path in (schemas / "stac-spec/v1.1.0").glob("*.json"):
    local[f"https://schemas.stacspec.org/v1.1.0/item-spec/json-schema/{path.name}"] = str(path)


def flaw(content):
    """What stac-validator finds wrong in an Item; None where it is valid."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(content, file)
        file.flush()
        check = StacValidate(file.name, core=True, schema_map=local)
        return None if check.run() else check.message[0]["error_message"]


assert flaw(item) is None, flaw(item)
# A check that finds nothing wrong in anything would prove nothing.
assert "bbox" in flaw({**item, "bbox": [1, 2]})
assert flaw({**item, "properties": {**item["properties"], "datetime": "yesterday"}}) is not None

geometry = shape(item["geometry"])
assert geometry.is_valid and geometry.area > 0
assert box(*item["bbox"]).buffer(1e-6).covers(geometry), "bbox does not hold the geometry"

assets = list(item["assets"].values())
bands = [band for asset in assets for band in asset.get("bands", [])]
keys = [key for part in [item["properties"], *assets, *bands] for key in part]
used = {key.split(":")[0] for key in keys if ":" in key} - {"revisit"}
for prefix in sorted(used):
    name = {"proj": "projection"}.get(prefix, prefix)
    assert any(f"/{name}/" in url for url in item["stac_extensions"]), f"{name} is not declared"
for url in item["stac_extensions"]:
    prefix = {"projection": "proj"}.get(url.split("/")[-3], url.split("/")[-3])
    assert prefix in used, f"{url} is declared and not used"

print("valid by stac-validator with the schemas of the core")

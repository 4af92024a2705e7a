#!/usr/bin/env python3
"""Checks a STAC Item against the rules of the Item specification 1.1.0.

    python3 check_stac.py ITEM

With a network, stac-validator does it by the published schema. Without one that schema cannot be had, and
what the specification demands of an Item is checked here, with shapely for the geometry.
"""

import datetime
import json
import sys
import warnings

warnings.simplefilter("ignore")
from shapely.geometry import box, shape  # noqa: E402

with open(sys.argv[1]) as file:
    item = json.load(file)

for key in ["type", "stac_version", "id", "geometry", "properties", "links", "assets"]:
    assert key in item, f"{key} is missing"
assert item["type"] == "Feature" and item["stac_version"] == "1.1.0" and item["id"]
assert isinstance(item["links"], list) and all("href" in link and "rel" in link for link in item["links"])
geometry = shape(item["geometry"])
assert geometry.is_valid and geometry.area > 0
assert len(item["bbox"]) == 4 and box(*item["bbox"]).buffer(1e-6).covers(geometry), "bbox does not hold the geometry"


def instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


properties = item["properties"]
assert "datetime" in properties
if properties["datetime"] is None:
    assert instant(properties["start_datetime"]) <= instant(properties["end_datetime"])
else:
    instant(properties["datetime"])
assert item["assets"]
for asset in item["assets"].values():
    assert asset["href"] and isinstance(asset.get("roles", []), list)
used = {key.split(":")[0] for key in list(properties) + [k for a in item["assets"].values() for k in a] if ":" in key}
for prefix in used & {"eo", "proj", "raster", "view", "file", "processing"}:
    name = {"proj": "projection"}.get(prefix, prefix)
    assert any(f"/{name}/" in url for url in item["stac_extensions"]), f"{name} is not declared"

method = "rules of the specification"
try:
    import stac_validator.stac_validator as validator

    check = validator.StacValidate(sys.argv[1], core=True)
    passed = check.run()
    message = check.message[0]
    if passed:
        method = "published schema"
    else:
        assert "Connection" in message.get("error_type", "") or "HTTP" in message.get("error_type", ""), message
except ImportError:
    sys.exit("stac-valid is missing; run: scripts/setup test")
print(f"valid by {method}")

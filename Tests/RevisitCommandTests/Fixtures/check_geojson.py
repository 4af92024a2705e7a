#!/usr/bin/env python3
"""Checks by shapely that a GeoJSON file holds valid polygons by the right-hand rule (RFC 7946, section 3.1.6)."""

import json
import sys

from shapely.geometry import shape

with open(sys.argv[1]) as file:
    collection = json.load(file)
assert collection["type"] == "FeatureCollection"
for feature in collection["features"]:
    polygon = shape(feature["geometry"])
    assert polygon.geom_type == "Polygon" and polygon.is_valid and polygon.area > 0, feature
    assert polygon.exterior.is_ccw, feature
    assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in polygon.exterior.coords), feature
    assert isinstance(feature["properties"]["score"], float) and feature["id"] == feature["properties"]["id"]
print(f"{len(collection['features'])} valid polygons")

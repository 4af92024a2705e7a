#!/usr/bin/env python3
"""Checks by shapely, csv and rasterio what `revisit change` wrote into a folder, and prints what it tells.

    python3 check_changes.py FOLDER BEFORE

Prints one line for each change: number, kind, area, share of the drawn square (`change_pairs.py`) that the outline holds.
"""

import csv
import json
import pathlib
import re
import sys

import numpy as np
import rasterio
import shapely
from rasterio.warp import transform_geom
from shapely.geometry import shape

folder = pathlib.Path(sys.argv[1])
collection = json.loads((folder / "changes.geojson").read_text())
assert collection["type"] == "FeatureCollection"
assert "logistic regression" in collection["confidence_is"]
KEYS = {
    "number", "id", "kind", "before", "after", "strength", "area", "area_least", "area_greatest", "confidence", "reasons",
    "simulated", "pixels", "inside_share", "own_shadow", "dark_share", "moved_shadow_share", "explained_share",
}
with open(folder / "changes.csv", newline="") as file:
    rows = list(csv.DictReader(file))
assert [row["number"] for row in rows] == [f["properties"]["number"] for f in collection["features"]]
assert len({row["id"] for row in rows}) == len(rows)
pictures = sorted(folder.glob("change-*.png"))
assert all(re.fullmatch(r"change-\d{4}\.png", picture.name) for picture in pictures), pictures
assert {picture.name[7:11] for picture in pictures} == {row["number"] for row in rows}, "a picture for each change"
for picture in pictures:
    with rasterio.open(picture) as image:
        assert image.count == 3 and image.width == 2 * image.height + 8
with rasterio.open(sys.argv[2]) as image:
    crs, grid = image.crs, ~image.transform
    if (folder / "statistic.tif").exists():
        with rasterio.open(folder / "statistic.tif") as statistic:
            assert (statistic.crs, statistic.transform, statistic.shape) == (crs, image.transform, image.shape)
truth = shapely.box(60, 50, 80, 66).difference(shapely.box(68, 56, 72, 60))
for row, feature in zip(rows, collection["features"]):
    told = feature["properties"]
    assert set(told) == KEYS, set(told) ^ KEYS
    assert None not in row and None not in row.values()
    for key in ("id", "kind", "reasons"):
        assert row[key] == told[key]
    for key in ("strength", "area", "area_least", "area_greatest", "confidence"):
        assert float(row[key]) == told[key]
    assert told["area_least"] <= told["area"] <= told["area_greatest"] and 0 <= told["confidence"] <= 1
    area = shape(feature["geometry"])
    assert area.geom_type == "MultiPolygon" and area.is_valid and area.area > 0, shapely.is_valid_reason(area)
    for part in area.geoms:
        assert part.exterior.is_ccw and not any(ring.is_ccw for ring in part.interiors)
    if crs:
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for part in area.geoms for x, y in part.exterior.coords)
        area = shape(transform_geom("EPSG:4326", crs, feature["geometry"]))
        area = shapely.transform(area, lambda p: np.array([grid * tuple(q) for q in p]))
        # Half a metre a pixel.
        assert abs(area.area / 4 - told["area"]) < 0.01 * told["area"], (area.area, told["area"])
    else:
        area = shapely.transform(area, lambda p: p * [1, -1])
    middle = area.envelope.centroid
    assert abs(middle.x - float(row["column"])) < 0.1 and abs(middle.y - float(row["row"])) < 0.1
    print(told["number"], told["kind"].replace(" ", "-"), told["area"], round(area.intersection(truth).area / truth.area, 3))

#!/usr/bin/env python3
"""Tells as JSON what a catalogue holds of changes of the ground, read as other programs read it.

    python3 ground_changes.py CATALOGUE LONGITUDE LATITUDE EAST NORTH LENGTH WIDTH

The last four are metres about a place: the middle and the sides of what was built, which lies from west to east.
"""

import json
import sqlite3
import struct
import sys

import shapely
from rasterio.warp import transform_geom

longitude, latitude, east, north, length, width = map(float, sys.argv[2:])
catalogue = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)


def metres(blob):
    """A GeoPackage geometry in metres about the place (OGC 12-128, clause 2.1.3)."""
    assert blob[:2] == b"GP"
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[(blob[3] >> 1) & 7]
    assert struct.unpack("<i", blob[4:8])[0] == 4326
    area = shapely.from_wkb(blob[8 + envelope:])
    assert area.geom_type == "MultiPolygon" and area.is_valid, shapely.is_valid_reason(area)
    here = f"+proj=aeqd +lat_0={latitude} +lon_0={longitude} +datum=WGS84 +units=m"
    return shapely.geometry.shape(transform_geom("EPSG:4326", here, shapely.geometry.mapping(area)))


built = shapely.box(east - length / 2, north - width / 2, east + length / 2, north + width / 2)
times = dict(catalogue.execute("SELECT id, substr(time, 1, 10) FROM scene"))
comparisons = [
    {"scene": times[scene], "before": times.get(before), "refused": refused, "changes": changes, "compared": share}
    for scene, before, refused, changes, share in
    catalogue.execute("SELECT scene, before, refused, changes, compared_share FROM comparison")]
changes = []
for scene, before, zone, kind, probability, area, least, greatest, geometry in catalogue.execute(
        "SELECT scene, before, zone, kind, probability, area, area_least, area_greatest, geom FROM surface_change"):
    outline = metres(geometry)
    assert abs(outline.area - area) < 0.02 * area, (outline.area, area)
    assert least <= area <= greatest and 0 <= probability <= 1
    changes.append({
        "scene": times[scene], "before": times[before], "zone": zone, "kind": kind, "probability": probability, "area": area,
        "share_of_built": outline.intersection(built).area / built.area})
print(json.dumps({
    "comparisons": sorted(comparisons, key=lambda row: row["scene"]),
    "changes": sorted(changes, key=lambda row: -row["share_of_built"])}))

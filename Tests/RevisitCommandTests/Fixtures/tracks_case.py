#!/usr/bin/env python3
"""Draws two parallel tracks with a train on one, as a picture without a place, as a case, and a network that reads them.

    python3 tracks_case.py FOLDER

`tracks/card.json` and `tracks/network.onnx`: one convolution, for which bright is a vehicle and a step of brightness
along the track is an end. `yard.png` with `lines.geojson` in pixels; `case/` with the same yard at 0.3 m in UTM and a
scene of the same place at 10 m; `truth.json` with stations of the vehicles.
"""

import hashlib
import json
import math
import pathlib
import struct
import sys

import numpy as np
import rasterio
from rasterio.transform import Affine
from rasterio.warp import transform as to_degrees

from networks import FLOAT, INT64, field, node, tensor, value

CLASSES = ["tank-car", "covered-car", "open-car", "flat-car", "locomotive", "other-rail-vehicle"]
PIXEL, SIDE = 0.3, 400
# Ends of the track's line in pixels, and stations of vehicles in metres: a locomotive and three cars, then one apart.
LINE = [(10.0, 120.0), (390.0, 200.0)]
VEHICLES = [(20.0, 36.2), (37.3, 48.2), (49.3, 60.2), (61.3, 72.2), (90.0, 100.9)]


def ints(name, numbers):
    return field(5, field(1, name) + b"".join(field(8, n) for n in numbers) + field(20, 7))


def network():
    weights = np.zeros((10, 3, 48, 9), np.float32)
    middle = weights[:, 0, 22:26]
    middle[0, :, 4] = 40 / 4
    middle[1, :, 4:8], middle[1, :, 0:4] = 30 / 16, -30 / 16
    middle[2, :, 4:8], middle[2, :, 0:4] = -30 / 16, 30 / 16
    bias = np.array([-22, -9, -9, -9, 2, -4, -4, -4, -4, -4], np.float32)
    constants = [
        tensor("weights", FLOAT, weights.shape, weights.ravel().tolist()),
        tensor("bias", FLOAT, bias.shape, bias.tolist()), tensor("shape", INT64, [3], [1, 10, -1]),
    ]
    nodes = [
        node("Conv", ["strip", "weights", "bias"], "logits") + ints("pads", [0, 4, 0, 4]),
        node("Sigmoid", ["logits"], "shares"), node("Reshape", ["shares", "shape"], "marks"),
    ]
    wide = field(1, "strip") + field(
        2, field(1, field(1, FLOAT) + field(2, b"".join(
            field(1, field(2, e) if isinstance(e, str) else field(1, e)) for e in [1, 3, 48, "samples"]))))
    graph = (
        b"".join(field(1, n) for n in nodes) + field(2, "tracks") + b"".join(field(5, c) for c in constants)
        + field(11, wide) + field(12, value("marks", [1, 10, -1])[:0] + field(1, "marks") + field(
            2, field(1, field(1, FLOAT))))
    )
    return field(1, 8) + field(7, graph) + field(8, field(2, 17))


def card(data):
    return {
        "type": "Feature", "stac_version": "1.1.0", "id": "tracks",
        "properties": {
            "mlm:name": "tracks", "license": "Apache-2.0", "revisit:head": "track-strip",
            "revisit:bands": ["red", "green", "blue"], "revisit:units": "stretched",
            "revisit:gsd": {"target": 0.3, "minimum": 0.2, "maximum": 0.7},
            "revisit:strip": {"margin": 16, "window": 256, "occupancy_weight": 0.15},
            "revisit:classes": [{"name": name} for name in CLASSES],
        },
        "assets": {
            "model": {
                "href": "network.onnx", "roles": ["mlm:model"],
                "file:checksum": "1220" + hashlib.sha256(data).hexdigest(),
            }
        },
    }


def picture():
    """The yard: grey ground, bright vehicles of 2.9 m on the line."""
    rows, columns = np.mgrid[0:SIDE, 0:SIDE] + 0.5
    (x0, y0), (x1, y1) = LINE
    length = math.hypot(x1 - x0, y1 - y0)
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    along = ((columns - x0) * ux + (rows - y0) * uy) * PIXEL
    across = ((rows - y0) * ux - (columns - x0) * uy) * PIXEL
    image = np.random.default_rng(1).normal(80, 4, (SIDE, SIDE))
    for first, last in VEHICLES:
        image[(along > first) & (along < last) & (abs(across) < 1.45)] = 200
    return image.clip(1, 255).astype(np.uint8)


folder = pathlib.Path(sys.argv[1])
(folder / "tracks").mkdir(parents=True, exist_ok=True)
data = network()
(folder / "tracks/network.onnx").write_bytes(data)
(folder / "tracks/card.json").write_text(json.dumps(card(data), indent=1) + "\n")
image = picture()
# The second track runs 4.5 m beside the first.
LINES = {"first": LINE, "second": [(x, y + 15.4) for x, y in LINE]}


def features(place, **properties):
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature", "properties": {"kind": "track", "id": name, "name": f"The {name} track", **properties},
                "geometry": {"type": "LineString", "coordinates": [place(*point) for point in line]},
            }
            for name, line in LINES.items()
        ],
    }


with rasterio.open(folder / "yard.png", "w", driver="PNG", width=SIDE, height=SIDE, count=3, dtype="uint8") as file:
    file.write(np.stack([image] * 3))
lines = features(lambda x, y: [x, y])
lines["features"][1]["properties"]["sure"] = False
(folder / "lines.geojson").write_text(json.dumps(lines, indent=1) + "\n")

case = folder / "case"
(case / "imagery").mkdir(parents=True, exist_ok=True)
transform = Affine.translation(500_000, 4_680_000) * Affine.scale(PIXEL, -PIXEL)


def degrees(x, y):
    longitude, latitude = to_degrees("EPSG:32652", "EPSG:4326", *([v] for v in transform * (x, y)))
    return [longitude[0], latitude[0]]


site = features(degrees, zone="yard")
corners = [(0, 60), (SIDE, 60), (SIDE, 280), (0, 280), (0, 60)]
site["features"].append({
    "type": "Feature", "properties": {"kind": "zone", "id": "yard", "name": "Yard", "role": "rail spur"},
    "geometry": {"type": "Polygon", "coordinates": [[degrees(*c) for c in corners]]},
})
(case / "site.geojson").write_text(json.dumps(site, indent=1) + "\n")
(case / "case.yaml").write_text(
    "id: yard\ntitle: A drawn yard\nquestion: How many cars stand on the siding?\n"
    "site: {name: Yard, file: site.geojson}\nmodels: [../tracks/card.json]\n"
    "scene_defaults: {simulated: true, reflectance_scale: 0.004}\n")
for name, step in [("fine", 1), ("coarse", 33)]:
    pixels = image[::step, ::step]
    with rasterio.open(
        case / f"imagery/{name}.tif", "w", driver="GTiff", width=pixels.shape[1], height=pixels.shape[0], count=1,
        dtype="uint8", crs="EPSG:32652", transform=transform * Affine.scale(step, step),
    ) as file:
        file.write(pixels, 1)
    day = "2024-05-01" if name == "fine" else "2024-05-02"
    (case / f"imagery/{name}.scene.yaml").write_text(f"time: {day}T02:10:00Z\nbands: [{{name: pan, common_name: pan}}]\n")
(folder / "truth.json").write_text(json.dumps(VEHICLES) + "\n")

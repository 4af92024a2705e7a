#!/usr/bin/env python3
"""Draws a track along a row with a train on it, as pictures and as a case, and a network that makes out the track.

    python3 proposals_case.py FOLDER

`lines/card.json` and `lines/network.onnx`: one convolution that takes what is bright in blue for a track along the rows;
length and width, which mean nothing, are 0. `tracks/card.json` reads the train in red, as in tracks_case.py;
`infrared/card.json` is the same with a band that no picture has. `rails.png` and `other.png` lie nowhere and have the track in
other rows. `proposals/` is a case with the picture at 0.3 m in UTM and once more, finer, without a place. `truth.json`: columns
at which vehicles begin and end.
"""

import hashlib
import json
import pathlib
import sys

import numpy as np
import rasterio

import tracks_case as yard
from networks import FLOAT, field, node, tensor

ROW, OTHER_ROW = 122, 262


def shaped(name, extents):
    shape = b"".join(field(1, field(2, e) if isinstance(e, str) else field(1, e)) for e in extents)
    return field(1, name) + field(2, field(1, field(1, FLOAT) + field(2, shape)))


def network():
    weights = np.zeros((7, 1, 4, 4), np.float32)
    weights[0] = 20 / 16
    # Score; offsets, length and width 0; the doubled angle's cosine 1 and sine 0.
    bias = np.array([-10, -40, -40, -40, -40, 40, -40], np.float32)
    constants = [
        tensor("weights", FLOAT, weights.shape, weights.ravel().tolist()), tensor("bias", FLOAT, bias.shape, bias.tolist()),
    ]
    nodes = [
        node("Conv", ["image", "weights", "bias"], "logits") + yard.ints("strides", [4, 4]),
        node("Sigmoid", ["logits"], "map"),
    ]
    graph = (
        b"".join(field(1, n) for n in nodes) + field(2, "lines") + b"".join(field(5, c) for c in constants)
        + field(11, shaped("image", [1, 1, "height", "width"])) + field(12, shaped("map", [1, 7, "rows", "columns"]))
    )
    return field(1, 8) + field(7, graph) + field(8, field(2, 17))


def card(data):
    properties = {
        "mlm:name": "lines", "license": "Apache-2.0", "revisit:head": "track-lines", "revisit:bands": ["blue"],
        "revisit:units": "stored", "revisit:value_scale": 1 / 255, "revisit:stride": 4, "revisit:lattice": 8, "revisit:margin": 8,
        "revisit:tile": 128, "revisit:minimum_length": 5, "revisit:gsd": {"target": 0.3, "minimum": 0.2, "maximum": 0.33},
        "revisit:threshold": 0.4, "revisit:classes": [{"name": "rail-track"}],
    }
    return {
        "type": "Feature", "stac_version": "1.1.0", "id": "lines", "properties": properties,
        "assets": {"model": {
            "href": "network.onnx", "roles": ["mlm:model"], "file:checksum": "1220" + hashlib.sha256(data).hexdigest()}},
    }


def picture(row):
    """Red: the train. Green: ground. Blue: the track, four pixels wide in whole cells of the network."""
    yard.LINE = [(0.0, float(row)), (float(yard.SIDE), float(row))]
    red = yard.picture()
    blue = np.zeros_like(red)
    blue[row - 2:row + 2] = 255
    return np.stack([red, np.full_like(red, 90), blue])


def write(path, image, **options):
    with rasterio.open(
        path, "w", width=image.shape[2], height=image.shape[1], count=3, dtype="uint8", photometric="RGB", **options
    ) as file:
        file.write(image)


folder = pathlib.Path(sys.argv[1])
(folder / "lines").mkdir()
data = network()
(folder / "lines/network.onnx").write_bytes(data)
(folder / "lines/card.json").write_text(json.dumps(card(data), indent=1) + "\n")
(folder / "infrared").mkdir()
told = json.loads((folder / "tracks/card.json").read_text())
told["properties"]["revisit:bands"] = ["red", "nir08"]
told["assets"]["model"]["href"] = "../tracks/network.onnx"
(folder / "infrared/card.json").write_text(json.dumps(told) + "\n")

image = picture(ROW)
for name, own in [("rails", image), ("other", picture(OTHER_ROW))]:
    with rasterio.open(folder / f"{name}.png", "w", driver="PNG", width=yard.SIDE, height=yard.SIDE, count=3, dtype="uint8") as file:
        file.write(own)
(folder / "truth.json").write_text(json.dumps([[v / yard.PIXEL for v in vehicle] for vehicle in yard.VEHICLES]) + "\n")

case = folder / "proposals"
(case / "imagery").mkdir(parents=True)
(case / "site.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": []}) + "\n")
(case / "case.yaml").write_text(
    "id: rails\ntitle: Drawn rails\nquestion: Where do tracks run?\nsite: {name: Rails, file: site.geojson}\nmodels: []\n"
    "scene_defaults: {simulated: true}\n")
write(case / "imagery/placed.tif", image, driver="GTiff", crs="EPSG:32652", transform=yard.transform)
write(case / "imagery/loose.tif", image, driver="GTiff")
(case / "imagery/placed.scene.yaml").write_text("time: 2024-05-01T02:10:00Z\n")
(case / "imagery/loose.scene.yaml").write_text("time: 2024-05-02T02:10:00Z\ngsd: 0.25\n")

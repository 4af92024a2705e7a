"""Reads exports as other programs do and fails with a sentence where one does not hold what it should.

check_exports.py FOLDER: in it coco/, yolo/, dota/ and geojson/ as `revisit review export` wrote them.
"""
import contextlib
import io
import json
import pathlib
import sys

import numpy as np
from pycocotools.coco import COCO
from shapely.geometry import Polygon

folder = pathlib.Path(sys.argv[1])


def need(truth, sentence):
    if not truth:
        sys.exit(sentence)


features = json.loads((folder / "geojson/objects.geojson").read_text())["features"]
boxes = []
for feature in features:
    box = feature["properties"]["pixel_box"]
    angle = np.radians(box["angle"])
    along = np.array([np.cos(angle), np.sin(angle)]) * box["length"] / 2
    across = np.array([-np.sin(angle), np.cos(angle)]) * box["width"] / 2
    centre = np.array([box["column"], box["row"]])
    boxes.append(Polygon([centre + u * along + v * across for u, v in [(1, 1), (1, -1), (-1, -1), (-1, 1)]]))


def same(shapes, name):
    need(len(shapes) == len(boxes), f"{name} holds {len(shapes)} objects, GeoJSON {len(boxes)}")
    for shape in shapes:
        best = max(shape.intersection(box).area / shape.union(box).area for box in boxes)
        need(best > 0.98, f"{name} has a box that is none of GeoJSON's")


with contextlib.redirect_stdout(io.StringIO()):
    coco = COCO(str(folder / "coco/annotations.json"))
annotations = coco.loadAnns(coco.getAnnIds())
size = {entry["id"]: (entry["width"], entry["height"]) for entry in coco.loadImgs(coco.getImgIds())}
same([Polygon(np.array(entry["segmentation"][0]).reshape(-1, 2)) for entry in annotations], "COCO")
for entry in annotations:
    left, top, width, height = entry["bbox"]
    shape = np.array(entry["segmentation"][0]).reshape(-1, 2)
    need(np.allclose([left, top], shape.min(axis=0), atol=0.02), "COCO's box does not begin where its polygon does")
    need(np.allclose([width, height], np.ptp(shape, axis=0), atol=0.03), "COCO's box is not as large as its polygon")
    # The mask is what a training program sees.
    area = coco.annToMask(entry).sum()
    need(abs(area - entry["area"]) < 0.35 * entry["area"] + 8, f"COCO's mask has {area} pixels, its area is {entry['area']}")


def clockwise(points):
    x, y = points[:, 0], points[:, 1]
    # Rows grow downwards, so a positive sum is clockwise on screen.
    return (x * np.roll(y, -1) - np.roll(x, -1) * y).sum() > 0


classes = (folder / "yolo/classes.txt").read_text().split("\n")[:-1]
shapes = []
for path in sorted((folder / "yolo/labels").glob("*.txt")):
    width, height = next(iter(size.values()))
    for line in path.read_text().splitlines():
        words = line.split(" ")
        need(len(words) == 9, f"YOLO-OBB has {len(words)} words a line: {line}")
        need(0 <= int(words[0]) < len(classes), "YOLO-OBB names a class that is not in classes.txt")
        points = np.array(words[1:], float).reshape(4, 2)
        need((points >= 0).all() and (points <= 1).all(), "YOLO-OBB's corners are no shares of the image")
        shapes.append(Polygon(points * [width, height]))
same(shapes, "YOLO-OBB")

shapes = []
for path in sorted((folder / "dota/labelTxt").glob("*.txt")):
    lines = path.read_text().splitlines()
    need(lines[0].startswith("imagesource:") and lines[1].startswith("gsd:"), "DOTA's first two lines are missing")
    for line in lines[2:]:
        words = line.split(" ")
        need(len(words) == 10 and words[9] in ("0", "1"), f"DOTA has no ten words a line: {line}")
        points = np.array(words[:8], float).reshape(4, 2)
        need(clockwise(points), "DOTA's corners are not clockwise")
        shapes.append(Polygon(points))
same(shapes, "DOTA")
print(len(boxes))

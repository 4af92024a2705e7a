"""Writes what shapely and pyproj say of random boxes, rings and distances.

Run with shapely 2.1 and pyproj 3.7: python make_fixtures.py
"""
import json
import math
import pathlib
import random

from pyproj import Geod
from shapely import affinity
from shapely.geometry import Polygon, box

random.seed(20260101)
here = pathlib.Path(__file__).parent


def oriented(values):
    column, row, length, width, angle = values
    shape = box(-length / 2, -width / 2, length / 2, width / 2)
    shape = affinity.rotate(shape, math.degrees(angle), origin=(0, 0))
    return affinity.translate(shape, column, row)


pairs = []
for index in range(300):
    spread = 12 if index % 3 else 40
    boxes = []
    for _ in range(2):
        length = random.uniform(2, 40)
        boxes.append([random.uniform(0, spread), random.uniform(0, spread), length,
                      random.uniform(1, length), random.uniform(-math.pi / 2, math.pi / 2)])
    if index % 25 == 0:
        boxes[1] = list(boxes[0])
    if index % 25 == 1:
        boxes[0][4] = boxes[1][4] = 0.0
    a, b = (oriented(values) for values in boxes)
    shared = a.intersection(b).area
    pairs.append({"a": boxes[0], "b": boxes[1], "area": shared,
                  "iou": shared / a.union(b).area, "ios": shared / min(a.area, b.area)})

rings = []
for index in range(120):
    count = random.randint(4, 9)
    points = [[round(random.uniform(0, 10), 3), round(random.uniform(0, 10), 3)] for _ in range(count)]
    if index % 2:
        centre = (5, 5)
        points.sort(key=lambda p: math.atan2(p[1] - centre[1], p[0] - centre[0]))
    shape = Polygon(points)
    probe = [round(random.uniform(0, 10), 3), round(random.uniform(0, 10), 3)]
    entry = {"points": points, "simple": shape.is_valid, "probe": probe}
    if shape.is_valid:
        from shapely.geometry import Point
        entry["area"] = shape.area
        entry["inside"] = shape.contains(Point(probe))
        window = Polygon([(2, 1), (8, 2), (7, 8), (1, 6)])
        entry["clipped"] = shape.intersection(window).area
    rings.append(entry)

geod = Geod(ellps="WGS84")
distances = []
for _ in range(80):
    latitude = random.uniform(-75, 75)
    longitude = random.uniform(-180, 180)
    azimuth = random.uniform(0, 360)
    length = random.choice([1, 10, 100, 1000, 5000])
    east, north, _ = geod.fwd(longitude, latitude, azimuth, length)
    distances.append({"from": [longitude, latitude], "to": [east, north], "metres": length, "azimuth": azimuth})

(here / "geodesy.json").write_text(json.dumps({"pairs": pairs, "rings": rings, "distances": distances}))

# Least rectangles around points, by area: where two are equally small either will do.
outlines = []
for index in range(60):
    count = random.randint(3, 12)
    points = [[random.uniform(0, 50), random.uniform(0, 20)] for _ in range(count)]
    if index % 10 == 0:
        points = [[10 + 2 * x, 5.0 + y] for x, y in [(0, 0), (9, 0), (9, 3), (0, 3)]]
    outlines.append({"points": points, "area": Polygon([tuple(p) for p in points]).convex_hull.minimum_rotated_rectangle.area})
(here / "outlines.json").write_text(json.dumps(outlines))

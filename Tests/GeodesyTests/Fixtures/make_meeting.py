#!/usr/bin/env python3
"""Writes meeting.json: pairs of areas, and whether shapely says that they intersect. make_meeting.py > meeting.json"""

import json
import random

import shapely
from shapely import affinity
from shapely.geometry import MultiPolygon, box

lot = random.Random(4)


def area():
    x, y = lot.uniform(-3, 3), lot.uniform(-3, 3)
    shape = box(x, y, x + lot.uniform(0.1, 3), y + lot.uniform(0.1, 3))
    kind = lot.randrange(5)
    if kind == 1:
        shape = affinity.rotate(shape, lot.uniform(0, 90))
    if kind == 2:
        shape = shape - affinity.scale(shape, lot.uniform(0.3, 0.9), lot.uniform(0.3, 0.9))
    if kind == 3:
        shape = MultiPolygon([shape, affinity.translate(shape, 4, 1)])
    if kind == 4:
        west, south, east, north = shape.bounds
        shape = shape - box((west + east) / 2, (south + north) / 2, 9, 9)
    return shape


def rings(shape):
    parts = shape.geoms if isinstance(shape, MultiPolygon) else [shape]
    return [[[list(c) for c in ring.coords] for ring in [part.exterior, *part.interiors]] for part in parts]


pairs = []
for _ in range(600):
    first, second = area(), area()
    pairs.append({"first": rings(first), "second": rings(second), "meets": bool(shapely.intersects(first, second))})
# One within the other, one in the other's hole, and areas that touch along an edge or at a corner.
whole, ring = box(0, 0, 10, 10), box(0, 0, 10, 10) - box(2, 2, 8, 8)
for first, second in [(whole, box(1, 1, 2, 2)), (ring, box(3, 3, 4, 4)), (ring, box(2, 2, 3, 3)), (box(0, 0, 1, 1), box(1, 0, 2, 1)),
                      (box(0, 0, 1, 1), box(1, 1, 2, 2)), (whole, whole), (ring, box(-1, -1, 11, 11))]:
    pairs.append({"first": rings(first), "second": rings(second), "meets": bool(shapely.intersects(first, second))})
print(json.dumps(pairs))

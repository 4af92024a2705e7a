"""Writes area-validity.json: areas with what shapely says of them.

Run with shapely 2.1.2 (GEOS 3.13.1); the seed makes the file the same each time.
"""

import json
import random
from pathlib import Path

from shapely.geometry import shape
from shapely.validation import explain_validity

random.seed(20230817)


def point(grid):
    return [random.randint(0, grid), random.randint(0, grid)]


def ring(corners, grid):
    return [point(grid) for _ in range(corners)]


def star(corners, x, y, size, grid=None):
    """A ring around a centre, mostly sound."""
    from math import cos, pi, sin

    result = []
    for index in range(corners):
        angle = 2 * pi * index / corners
        reach = size * random.uniform(0.5, 1)
        result.append([x + reach * cos(angle), y + reach * sin(angle)])
    if grid:
        return [[round(a), round(b)] for a, b in result]
    return [[round(a, 4), round(b, 4)] for a, b in result]


def box(x, y, width, height):
    return [[x, y], [x + width, y], [x + width, y + height], [x, y + height]]


def areas():
    for corners in (3, 4, 4, 5, 5, 6):
        for grid in (3, 5, 9):
            yield from ([[ring(corners, grid)]] for _ in range(3))
    for _ in range(20):
        yield [[star(random.randint(5, 12), 0, 0, 10)]]
    for _ in range(15):
        yield [[star(random.randint(5, 9), 10, 10, 9, grid=True)]]
    # One hole, inside, touching, crossing or outside.
    for _ in range(35):
        hole = box(random.randint(-2, 9), random.randint(-2, 9), random.randint(1, 4), random.randint(1, 4))
        yield [[box(0, 0, 10, 10), hole]]
    for _ in range(20):
        yield [[star(8, 6, 6, 6, grid=True), ring(3, 12)]]
    # Several holes that may touch each other and cut the area apart.
    for _ in range(25):
        holes = [[[x, y], [x + 2, y + 2], [x + 4, y], [x + 2, y - 2]]
                 for x, y in ((random.choice([0, 2, 4]), random.choice([2, 4, 6])) for _ in range(2))]
        yield [[box(0, 0, 8, 8)] + holes]
    diamonds = [[[0, 4], [2, 6], [4, 4], [2, 2]], [[4, 4], [6, 6], [8, 4], [6, 2]]]
    yield [[box(0, 0, 8, 8)] + diamonds]
    yield [[box(0, 0, 9, 8)] + diamonds]
    # Parts.
    for _ in range(30):
        yield [[box(random.randint(0, 6), random.randint(0, 6), random.randint(1, 4), random.randint(1, 4))]
               for _ in range(2)]
    for _ in range(15):
        yield [[box(0, 0, 10, 10), box(2, 2, 6, 6)],
               [box(random.randint(1, 4), random.randint(1, 4), random.randint(2, 5), random.randint(2, 5))]]
    # A hole in a hole, a hole outside, a part inside another.
    for _ in range(4):
        x, y = random.randint(1, 3), random.randint(1, 3)
        yield [[box(0, 0, 10, 10), box(1, 1, 8, 8), box(x + 1, y + 1, 3, 3)]]
        yield [[box(0, 0, 10, 10), box(x + 11, y, 3, 3)]]
        yield [[box(0, 0, 10, 10)], [box(x, y, 3, 3)]]
        yield [[[[0, 0], [10, 0], [10, 10], [5, 4], [0, 10]], [[0, 10], [5, 4], [10, 10], [5, 12]][::-1]]]
    for _ in range(12):
        yield [[ring(3, 6)], [ring(3, 6)]]


cases = []
for area in areas():
    closed = [[r + [r[0]] for r in part] for part in area]
    geometry = {"type": "MultiPolygon", "coordinates": closed}
    if len(closed) == 1:
        geometry = {"type": "Polygon", "coordinates": closed[0]}
    try:
        verdict = explain_validity(shape(geometry))
    except ValueError:
        continue
    cases.append({"area": area, "valid": verdict == "Valid Geometry", "verdict": verdict.split("[")[0]})

target = Path(__file__).with_name("area-validity.json")
rows = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
target.write_text("[\n" + rows + "\n]\n")
valid = sum(case["valid"] for case in cases)
print(f"{len(cases)} areas, {valid} valid, {target.stat().st_size} bytes")

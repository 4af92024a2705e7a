#!/usr/bin/env python3
"""Compares detections with the truth of drawn scenes, by shapely.

    python3 match_truth.py DETECTIONS.csv FOLDER

FOLDER holds NAME.truth.json for each scene of the table. A detection is right where it shares a fifth of the area of
both boxes together with a ship that no better one took. Prints drawn ships, found ones and false detections.
"""

import csv
import json
import math
import pathlib
import sys

from shapely.geometry import Polygon


def outline(column, row, length, width, angle):
    along = (math.cos(angle) * length / 2, math.sin(angle) * length / 2)
    across = (-math.sin(angle) * width / 2, math.cos(angle) * width / 2)
    return Polygon([
        (column + a * along[0] + b * across[0], row + a * along[1] + b * across[1])
        for a, b in ((1, 1), (1, -1), (-1, -1), (-1, 1))
    ])


drawn, found, wrong = 0, 0, 0
with open(sys.argv[1]) as file:
    rows = list(csv.DictReader(file))
for path in sorted(pathlib.Path(sys.argv[2]).glob("*.truth.json")):
    truth = json.loads(path.read_text())["ships"]
    free = [outline(s["column"], s["row"], s["length"], s["width"], s["angle"]) for s in truth]
    drawn += len(free)
    here = [row for row in rows if row["scene"] == path.name.removesuffix(".truth.json")]
    for row in sorted(here, key=lambda row: -float(row["score"])):
        box = outline(*(float(row[k]) for k in ("column", "row", "length_px", "width_px")),
                      math.radians(float(row["angle"])))
        shares = [box.intersection(ship).area / box.union(ship).area for ship in free]
        if shares and max(shares) >= 0.2:
            free.pop(shares.index(max(shares)))
            found += 1
        else:
            wrong += 1
print(drawn, found, wrong)

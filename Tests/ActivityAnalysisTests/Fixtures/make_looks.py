#!/usr/bin/env python3
"""Works out by shapely what share of a zone a scene shows, and how far ships lie from quays.

    .tools/python-test/bin/python3 Tests/ActivityAnalysisTests/Fixtures/make_looks.py

Writes looks.json beside itself. Shares are ratios of areas in longitude and latitude, which over a few
kilometres are those on the ground to one part in a thousand. Distances are taken in UTM zone 52 near
its central meridian, where a metre on the map is 0.9996 m on the ground.
"""

import json
import math
import pathlib

import numpy as np
from rasterio.warp import transform
from shapely.geometry import LineString, Point, Polygon

random = np.random.default_rng(20260202)
LONGITUDE, LATITUDE = 129.0, 35.1


def star(radius, corners, east=0.0, north=0.0):
    """A polygon of random radii around a place, in degrees; never crosses itself."""
    points = []
    for index in range(corners):
        angle = 2 * math.pi * (index + random.uniform(-0.3, 0.3)) / corners
        r = radius * random.uniform(0.6, 1.2)
        points.append((LONGITUDE + east + r * math.cos(angle) / 0.82, LATITUDE + north + r * math.sin(angle)))
    return Polygon(points)


def corners(polygon):
    return [[round(x, 9), round(y, 9)] for x, y in polygon.exterior.coords[:-1]]


looks = []
for index in range(40):
    zone = star(0.01, int(random.integers(4, 12)))
    outline = star(0.03, 4, *random.uniform(-0.025, 0.025, 2))
    clouds = [star(0.004, 7, *random.uniform(-0.01, 0.01, 2)) for _ in range(index % 3)]
    seen = zone.intersection(outline)
    clear = seen
    for cloud in clouds:
        clear = clear.difference(cloud)
    looks.append({
        "zone": corners(zone), "outline": corners(outline), "clouds": [corners(c) for c in clouds],
        "covered": seen.area / zone.area, "visible": clear.area / zone.area,
    })

distances = []
for _ in range(60):
    line = [[LONGITUDE + random.uniform(-0.01, 0.01), LATITUDE + random.uniform(-0.01, 0.01)]
            for _ in range(int(random.integers(2, 6)))]
    place = [LONGITUDE + random.uniform(-0.015, 0.015), LATITUDE + random.uniform(-0.015, 0.015)]
    xs, ys = transform("EPSG:4326", "EPSG:32652", [p[0] for p in line + [place]], [p[1] for p in line + [place]])
    points = list(zip(xs, ys))
    distances.append({
        "line": line, "place": place, "metres": LineString(points[:-1]).distance(Point(points[-1])) / 0.9996,
    })

here = pathlib.Path(__file__).resolve().parent
(here / "looks.json").write_text(json.dumps({"looks": looks, "distances": distances}, indent=None) + "\n")

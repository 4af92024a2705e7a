#!/usr/bin/env python3
"""Draws a bright spot into rasters that lie on the ground in many ways, and tells where it lies.

    python3 placed_rasters.py FOLDER

Writes the files and `places.json`: for each the spot's longitude and latitude, worked out by rasterio from
the transform and the coordinate system that were written, and the size of a pixel in metres.
"""

import json
import math
import pathlib
import sys

import numpy as np
import rasterio
from rasterio.transform import Affine
from rasterio.warp import transform as to_degrees

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
WIDTH, HEIGHT = 150, 110
COLUMN, ROW, RADIUS = 91.3, 40.7, 4.0

# Share of each pixel within the spot, from 16 x 16 places.
fine = (np.arange(16) + 0.5) / 16
columns = (np.arange(WIDTH)[:, None] + fine).ravel()
rows = (np.arange(HEIGHT)[:, None] + fine).ravel()
inside = (columns[None, :] - COLUMN) ** 2 + (rows[:, None] - ROW) ** 2 <= RADIUS**2
share = inside.reshape(HEIGHT, 16, WIDTH, 16).mean(axis=(1, 3))
pixels = np.round(200 + 1800 * share).astype(np.uint16)

utm = Affine.translation(500_000, 3_880_000)
CASES = {
    "north_up": (32652, utm * Affine.scale(10, -10)),
    "south_up": (32652, utm * Affine.scale(10, 10)),
    "mirrored": (32652, utm * Affine.scale(-10, -10)),
    "rotated": (32652, utm * Affine.rotation(33) * Affine.scale(10, -10)),
    "sheared": (32652, utm * Affine.shear(12, 0) * Affine.scale(10, -10)),
    "not_square": (32652, utm * Affine.scale(7, -12)),
    "rotated_not_square": (32652, utm * Affine.rotation(-71) * Affine.scale(7, -12)),
    "degrees": (4326, Affine.translation(129.05, 35.1) * Affine.scale(1.1e-4, -0.9e-4)),
    "web_mercator": (3857, Affine.translation(14_365_000, 4_175_000) * Affine.scale(10, -10)),
    "southern_utm": (32750, Affine.translation(660_000, 7_750_000) * Affine.scale(10, -10)),
    "polar": (3995, Affine.translation(-900_000, 1_200_000) * Affine.scale(10, -10)),
    "lambert": (2154, Affine.translation(650_000, 6_860_000) * Affine.scale(10, -10)),
}

places = {}
for name, (epsg, transform) in CASES.items():
    with rasterio.open(
        folder / f"{name}.tif", "w", driver="GTiff", width=WIDTH, height=HEIGHT, count=1, dtype="uint16",
        crs=f"EPSG:{epsg}", transform=transform,
    ) as file:
        file.write(pixels, 1)
    points = [(COLUMN, ROW), (COLUMN + 1, ROW), (COLUMN, ROW + 1)]
    x, y = zip(*(transform * point for point in points))
    longitude, latitude = to_degrees(f"EPSG:{epsg}", "EPSG:4326", x, y)

    def metres(index):
        east = (longitude[index] - longitude[0]) * 111_320 * math.cos(math.radians(latitude[0]))
        return math.hypot(east, (latitude[index] - latitude[0]) * 110_950)

    places[name] = {
        "longitude": longitude[0], "latitude": latitude[0], "pixel": min(metres(1), metres(2)),
        "column": COLUMN, "row": ROW,
    }
(folder / "places.json").write_text(json.dumps(places, indent=1) + "\n")

# Eleven bits in a file of sixteen: sea from 180 to 420, one bright object.
random = np.random.default_rng(11)
sea = random.integers(180, 421, (256, 256))
sea[100:112, 60:90] = 1900
with rasterio.open(
    folder / "eleven_bits.tif", "w", driver="GTiff", width=256, height=256, count=1, dtype="uint16", crs="EPSG:32652",
    transform=utm * Affine.scale(10, -10),
) as file:
    file.write(sea.astype(np.uint16), 1)
low, high = np.percentile(sea, [2, 98])
stretched = np.clip((sea - low) / (high - low), 0, 1)
weight = np.maximum(stretched - 0.5, 0)
(folder / "eleven_bits.json").write_text(json.dumps({"mean": stretched.mean()}) + "\n")

#!/usr/bin/env python3
"""Draws pictures of one ground, which is known at every place, so that none is resampled, and some of nothing.

    python3 alignment_pairs.py FOLDER

All lie in EPSG:32652 with pixels of a metre, if not said otherwise. `shifted.tif` shows the ground 3.25 m further east and 2.5 m
further north than its file tells, so it must be moved by (-3.25, -2.5).
"""

import pathlib
import sys

import numpy as np
import rasterio
from rasterio.transform import Affine

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
SIDE = 220
ORIGIN = (500_000.0, 4_600_000.0)


def field(seed):
    """Brightness of a ground at places in metres east and north of the first corner."""
    lot = np.random.default_rng(seed)
    spots = np.c_[lot.uniform(-40, 260, (900, 2)) * [1, -1], lot.uniform(1.0, 3.5, 900), lot.uniform(-0.5, 0.5, 900)]

    def value(east, north):
        total = np.ones_like(east)
        for x, y, width, height in spots:
            total += height * np.exp(-((east - x) ** 2 + (north - y) ** 2) / (2 * width * width))
        return total
    return value


def places(transform, side):
    """Metres east and north of the origin of the pixels' middles."""
    column, row = np.meshgrid(np.arange(side) + 0.5, np.arange(side) + 0.5)
    x, y = transform * (column, row)
    return x - ORIGIN[0], y - ORIGIN[1]


def write(name, pixels, transform, dtype="uint16"):
    with rasterio.open(folder / f"{name}.tif", "w", driver="GTiff", width=pixels.shape[1], height=pixels.shape[0], count=1,
                       dtype=dtype, crs="EPSG:32652", transform=transform) as file:
        file.write(pixels.astype(dtype), 1)


def levels(values):
    return np.clip(np.round(2000 * values), 1, 60_000)


ground = field(3)
north_up = Affine.translation(*ORIGIN) * Affine.scale(1, -1)
picture = levels(ground(*places(north_up, SIDE)))
write("reference", picture, north_up)
east, north = places(north_up, SIDE)
write("shifted", levels(0.9 * ground(east - 3.25, north - 2.5) + 0.1), north_up)

# The same ground, turned in the file and told rightly; turned and not told.
half = Affine.translation(ORIGIN[0] + SIDE, ORIGIN[1] - SIDE) * Affine.scale(-1, 1)
write("turned", picture[::-1, ::-1], half)
write("turned_untold", picture[::-1, ::-1], north_up)
leaning = Affine.translation(ORIGIN[0] + 20, ORIGIN[1] - 90) * Affine.rotation(30) * Affine.scale(1, -1)
write("rotated", levels(ground(*places(leaning, SIDE))), leaning)

# Other ground where this should be, this ground elsewhere, and a sliver of it.
write("other", levels(field(17)(east, north)), north_up)
write("elsewhere", picture, Affine.translation(ORIGIN[0] + 50_000, ORIGIN[1]) * Affine.scale(1, -1))
sliver = Affine.translation(ORIGIN[0] + SIDE - 30, ORIGIN[1]) * Affine.scale(1, -1)
write("sliver", levels(ground(*places(sliver, SIDE))), sliver)

# Nothing to hold on to.
lot = np.random.default_rng(5)
write("snow", 9000 + lot.normal(0, 25, (SIDE, SIDE)), north_up)
waves = np.sin(east / 4.1 + north / 7.3) + np.sin(east / 3.3 - north / 5.9 + 1)
write("water", 320 + 4 * waves + lot.normal(0, 6, (SIDE, SIDE)), north_up)
veil = sum(np.exp(-((east - x) ** 2 + (north - y) ** 2) / (2 * s * s)) for x, y, s in zip(
    lot.uniform(0, SIDE, 60), lot.uniform(-SIDE, 0, 60), lot.uniform(8, 30, 60)))
write("cloud", 6000 + 1500 * veil + lot.normal(0, 30, (SIDE, SIDE)), north_up)

# Pixels of very different size.
fine = Affine.translation(*ORIGIN) * Affine.scale(0.3, -0.3)
write("fine", levels(ground(*places(fine, SIDE))), fine)
coarse = Affine.translation(ORIGIN[0] - 500, ORIGIN[1] + 500) * Affine.scale(10, -10)
write("coarse", levels(ground(*places(coarse, 120))), coarse)

# A third of the pixels hold a mark for "missing" that the file does not tell.
marked = picture.astype("float32")
marked[:, :70] = -3.4e38
write("marked", marked, north_up, "float32")

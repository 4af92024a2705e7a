#!/usr/bin/env python3
"""Draws small images of one place, twice and otherwise, to be compared by `revisit change`.

    python3 change_pairs.py FOLDER

`before.tif` and `after.tif` show 180 x 150 pixels of half a metre of rough ground with a pool; in `after.tif` lies a bright square of
20 x 16 pixels from column 60, row 50, with one pixel of another at its corner and a hole of 4 x 4 pixels in it. `elsewhere.tif`
lies thousands of kilometres off, `sliver.tif` has five columns in common with it, `bands.tif` names other bands,
`coarse.tif` is of 10 m, `flat.tif` holds one number only, `zone.tif` has the numbers of its transform in another zone,
`plain-*.tif` lie nowhere. `*.scene.yaml` tell when they were taken, where that is known.
"""

import pathlib
import sys

import numpy as np
import rasterio
from rasterio.transform import Affine

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
BANDS = ["blue", "green", "red", "nir"]
HEIGHT, WIDTH = 150, 180
PLACE = Affine.translation(500_000, 4_600_000) * Affine.scale(0.5, -0.5)
random = np.random.default_rng(20)


def ground(height, width, generator):
    """Blocks of five pixels, each of its own shade and tint, in shares of 10 000."""
    shape = (height // 5 + 1, width // 5 + 1)
    shade = generator.uniform(0, 1200, shape)
    blocks = [1500 + 500 * band + shade + generator.uniform(-200, 200, shape) for band in range(4)]
    return np.stack([np.kron(block, np.ones((5, 5)))[:height, :width] for block in blocks])


def write(name, pixels, transform=PLACE, epsg=32652, bands=BANDS, time=None, noise=30, gsd=None):
    values = np.clip(pixels + random.normal(0, noise, pixels.shape) if noise else pixels, 1, 10000)
    place = {} if transform is None else {"crs": f"EPSG:{epsg}", "transform": transform}
    with rasterio.open(
        folder / f"{name}.tif", "w", driver="GTiff", height=pixels.shape[1], width=pixels.shape[2], count=len(values),
        dtype="uint16", **place,
    ) as file:
        file.write(values.round().astype(np.uint16))
    facts = ["reflectance_scale: 0.0001"]
    if time:
        facts.append(f"time: {time}")
    if gsd:
        facts.append(f"gsd: {gsd}")
    facts.append("bands:")
    facts += [f"  - {{name: {band}, common_name: {band}}}" if band in BANDS + ["coastal", "rededge", "cirrus"] else
              f"  - {{name: {band}}}" for band in bands]
    (folder / f"{name}.scene.yaml").write_text("\n".join(facts) + "\n")


before = ground(HEIGHT, WIDTH, random)
# A pool, dark each time: without anything dark no shadow can be told from dark ground.
before[:, 120:140, 10:40] = 300
after = before * 1.05 + 60
after[:, 50:66, 60:80] = np.array([4500, 5200, 6000, 6500])[:, None, None]
after[:, 56:60, 68:72] = (before * 1.05 + 60)[:, 56:60, 68:72]
after[:, 66:72, 80:88] = np.array([4500, 5200, 6000, 6500])[:, None, None]
write("before", before, time="2024-06-01T02:00:00Z")
write("after", after, time="2024-07-01T02:00:00Z")
write("elsewhere", after, Affine.translation(300_000, 1_600_000) * Affine.scale(0.5, -0.5), time="2024-07-01T02:00:00Z")
write("sliver", after, Affine.translation(500_000 + 0.5 * (WIDTH - 5), 4_600_000) * Affine.scale(0.5, -0.5))
write("bands", after, bands=["coastal", "rededge", "cirrus", "something"])
write("coarse", after[:, ::10, ::10], Affine.translation(500_000, 4_600_000) * Affine.scale(10, -10))
write("flat", np.full_like(after, 3000), noise=0)
write("zone", ground(HEIGHT, WIDTH, np.random.default_rng(3)), epsg=32653)
write("plain-before", before, None)
write("plain-after", after, None)

#!/usr/bin/env python3
"""Writes rasters that something is wrong with, each named for it.

    python3 bad_rasters.py FOLDER
"""

import pathlib
import sys
import warnings

import numpy as np
import rasterio
from rasterio.crs import CRS
from rasterio.transform import Affine

warnings.simplefilter("ignore")
folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
UTM = Affine.translation(500_000, 3_880_000) * Affine.scale(10, -10)
random = np.random.default_rng(5)


def write(name, pixels, crs="EPSG:32652", transform=UTM, **options):
    with rasterio.open(
        folder / name, "w", driver="GTiff", width=pixels.shape[2], height=pixels.shape[1], count=pixels.shape[0],
        dtype=pixels.dtype, crs=crs, transform=transform, **options,
    ) as file:
        file.write(pixels)
        file.descriptions = ["blue", "green", "red", "nir", "swir16"][: pixels.shape[0]]


def sea(bands=5, side=256, kind=np.uint16):
    return random.integers(200, 900, (bands, side, side)).astype(kind)


write("whole.tif", sea(), tiled=True, blockxsize=64, blockysize=64)
data = (folder / "whole.tif").read_bytes()
(folder / "cut_directory.tif").write_bytes(data[: len(data) * 2 // 5])
# A cloud-optimised file has its directory in front, so it opens and ends in the middle of the pixels.
with rasterio.open(folder / "whole.tif") as file:
    from_file = file.read()
    with rasterio.open(
        folder / "cloud.tif", "w", driver="COG", width=256, height=256, count=5, dtype="uint16", crs="EPSG:32652",
        transform=UTM, blocksize=128, compress="none", overviews="none",
    ) as cloud:
        cloud.write(from_file)
        cloud.descriptions = file.descriptions
data = (folder / "cloud.tif").read_bytes()
(folder / "cut_header.tif").write_bytes(data[:60])
(folder / "cut_pixels.tif").write_bytes(data[: len(data) * 2 // 5])
(folder / "cloud.tif").unlink()
(folder / "whole.tif").unlink()
(folder / "empty.tif").write_bytes(b"")
(folder / "text.tif").write_text("No image, but words.\n")
write("one_pixel.tif", sea(side=1))
write("unknown_crs.tif", sea(), crs=CRS.from_wkt('LOCAL_CS["a plane that nobody knows",UNIT["metre",1]]'))
write("no_crs.tif", sea(), crs=None)
write("swapped_axes.tif", sea(), crs="EPSG:4326", transform=Affine.translation(35.1, 129.0) * Affine.scale(1e-4, -1e-4))
write("all_nodata.tif", np.zeros((5, 256, 256), np.uint16), nodata=0)
write("all_nan.tif", np.full((5, 256, 256), np.nan, np.float32))
half = sea(kind=np.float32)
half[:, :, 128:] = np.nan
write("half_nan.tif", half)
write("two_bands.tif", sea(bands=2))

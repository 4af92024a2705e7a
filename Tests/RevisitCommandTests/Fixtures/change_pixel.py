#!/usr/bin/env python3
"""Copies a raster and changes one pixel: python3 change_pixel.py FROM TO."""

import shutil
import sys

import rasterio
from rasterio.windows import Window

shutil.copyfile(sys.argv[1], sys.argv[2])
with rasterio.open(sys.argv[2], "r+") as file:
    pixel = file.read(window=Window(5, 5, 1, 1))
    file.write(pixel + 1, window=Window(5, 5, 1, 1))

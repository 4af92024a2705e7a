#!/usr/bin/env python3
"""Copies a raster without its georeference: python3 strip_reference.py FROM TO."""

import sys
import warnings

import rasterio

warnings.simplefilter("ignore")
with rasterio.open(sys.argv[1]) as source:
    pixels = source.read()
    with rasterio.open(
        sys.argv[2], "w", driver="GTiff", width=source.width, height=source.height, count=source.count,
        dtype=source.dtypes[0],
    ) as file:
        file.write(pixels)

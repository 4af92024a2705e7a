"""Measures how much of what a comparison tells lies under a cloud that was drawn.

    changes_in_cloud.py CHANGES.geojson CLOUDS.tif

Prints square metres of cloud, of changes, and of changes under cloud, on pixels of one metre of the mask's system.
"""

import json
import sys

import numpy as np
import rasterio
import rasterio.features
from rasterio.transform import from_origin
from rasterio.warp import transform_geom

with rasterio.open(sys.argv[2]) as file:
    bounds, system = file.bounds, file.crs
    width, height = round(bounds.right - bounds.left), round(bounds.top - bounds.bottom)
    cloud = file.read(1, out_shape=(height, width)) == 1
grid = from_origin(bounds.left, bounds.top, 1, 1)
with open(sys.argv[1]) as file:
    features = json.load(file)["features"]
shapes = [(transform_geom("EPSG:4326", system, feature["geometry"]), 1) for feature in features]
changed = np.zeros(cloud.shape, bool)
if shapes:
    changed = rasterio.features.rasterize(shapes, cloud.shape, transform=grid) == 1
print(cloud.sum(), changed.sum(), (changed & cloud).sum())

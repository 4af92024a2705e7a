"""Brings the truth of a drawn scene into its pixels by rasterio and PROJ, and tells how far that is from the truth's own.

    truth_in_pixels.py FOLDER
"""

import glob
import json
import math
import sys

import rasterio
from rasterio.warp import transform

folder = sys.argv[1]
(path,) = glob.glob(folder + "/IMG_*.TIF")
with open(folder + "/truth.geojson", encoding="utf-8") as file:
    features = json.load(file)["features"]
with rasterio.open(path) as image:
    largest = 0.0
    for feature in features:
        ring = feature["geometry"]["coordinates"][0][:-1]
        x, y = transform("EPSG:4326", image.crs, [p[0] for p in ring], [p[1] for p in ring])
        told = feature["properties"]["pixel_box"]
        turn = math.radians(told["angle"])
        for (u, v), place in zip(((1, -1), (-1, -1), (-1, 1), (1, 1)), zip(x, y)):
            ahead, aside = u * told["length"] / 2, v * told["width"] / 2
            column, row = ~image.transform * place
            largest = max(
                largest, abs(told["column"] + ahead * math.cos(turn) - aside * math.sin(turn) - column),
                abs(told["row"] + ahead * math.sin(turn) + aside * math.cos(turn) - row))
    print(json.dumps({
        "objects": len(features), "largest_difference": largest, "compression": image.compression.name.upper(),
        "nodata": image.nodata, "tiled": image.profile["tiled"], "type": image.dtypes[0], "tags": image.tags(),
    }))

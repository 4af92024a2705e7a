"""Writes truth.json: numbers of rasterio, pyproj and numpy that the tests compare with.

    python Tests/ScenesGDALTests/Truth/make_truth.py path/to/shared/data

Needs rasterio, pyproj and numpy. Run it again only when a case is added.
"""

import json
import pathlib
import sys

import numpy
import pyproj
import rasterio
from rasterio.transform import Affine, RPCTransformer

data = pathlib.Path(sys.argv[1])
out = {}

# Places by geotransforms that go wrong elsewhere: rotated, south-up, non-square pixels.
out["places"] = []
cases = {
    "north-up": (32652, (500000.0, 10.0, 0.0, 3900000.0, 0.0, -10.0)),
    "rotated 30 degrees": (32652, (512345.6, 8.660254, 5.0, 3887654.3, 5.0, -8.660254)),
    "south-up": (32733, (300000.0, 0.5, 0.0, 6200000.0, 0.0, 0.5)),
    "non-square": (3857, (14362154.5, 10.0, 0.0, 4181755.1, 0.0, -2.5)),
    "geographic": (4326, (129.0, 0.0001, 0.0, 35.5, 0.0, -0.0001)),
    "sheared": (2056, (2600000.0, 0.25, 0.03, 1200000.0, -0.02, -0.25)),
}
pixels = [(0.0, 0.0), (123.25, 456.75), (1000.0, 0.5), (999.5, 777.125)]
for name, (epsg, gdal) in cases.items():
    transform = Affine.from_gdal(*gdal)
    to_ground = pyproj.Transformer.from_crs(epsg, 4326, always_xy=True)
    ground = [to_ground.transform(*(transform * pixel)) for pixel in pixels]
    out["places"].append(
        {"name": name, "epsg": epsg, "geotransform": gdal, "pixels": pixels, "ground": ground})

# Ground sampling distance: geodesic lengths of the middle pixel's two axes.
geod = pyproj.Geod(ellps="WGS84")
out["spacing"] = {}
for port in sorted((data / "ports").iterdir()):
    with rasterio.open(port / "B04.tif") as source:
        to_ground = pyproj.Transformer.from_crs(source.crs, 4326, always_xy=True)
        column, row = source.width // 2, source.height // 2

        def place(x, y):
            return to_ground.transform(*(source.transform * (column + x, row + y)))

        def distance(a, b):
            return geod.inv(*place(*a), *place(*b))[2]

        along = distance((0, 0.5), (1, 0.5))
        across = distance((0.5, 0), (0.5, 1))
        out["spacing"][port.name] = (along * across) ** 0.5

# Pixels and percentiles.
with rasterio.open(data / "ports/busan_2022-05-14/B04.tif") as source:
    pixels = source.read(1)
out["busan_B04"] = {
    "percentile2": float(numpy.percentile(pixels, 2)),
    "percentile98": float(numpy.percentile(pixels, 98)),
    "window": {"column": 100, "row": 200, "width": 5, "height": 4},
    "values": pixels[200:204, 100:105].astype(float).ravel().tolist(),
}

# Rational polynomials at two heights.
with rasterio.open(data / "products/wv3_20.NTF") as source:
    out["rpc"] = []
    for height in (0.0, 31.0, 500.0):
        with RPCTransformer(source.rpcs, rpc_height=height) as transformer:
            points = [(0.0, 0.0), (250.0, 250.0), (499.0, 100.0)]
            # rasterio takes pixel centres by default; offset "ul" gives the corner.
            ground = [transformer.xy(row, column, offset="ul") for column, row in points]
        out["rpc"].append({"height": height, "pixels": points, "ground": ground})

here = pathlib.Path(__file__).parent
(here / "truth.json").write_text(json.dumps(out, indent=1) + "\n")

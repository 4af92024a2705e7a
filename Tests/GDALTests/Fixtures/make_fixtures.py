"""Makes the fixtures beside this file, and what rasterio and numpy find in them.

    python make_fixtures.py [folder of the real ports]

Run with the versions in scripts/versions.env. The results are committed; the tests only read them.
With the folder of the real ports (shared/data/ports) it also writes ports.json.
"""

import json
import math
import pathlib
import sys

import numpy
import rasterio
from affine import Affine
from rasterio.control import GroundControlPoint
from rasterio.crs import CRS
from rasterio.enums import ColorInterp, MaskFlags, Resampling
from rasterio.rpc import RPC
from rasterio.transform import RPCTransformer
from rasterio.vrt import WarpedVRT
from rasterio.warp import transform as transform_points
from rasterio.windows import Window

HERE = pathlib.Path(__file__).parent
UTM = CRS.from_epsg(32652)
random = numpy.random.default_rng(20260101)


def numbers(array):
    """Nested arrays as one flat list; NaN becomes null, as JSON has none."""
    return [None if isinstance(v, float) and math.isnan(v) else v for v in numpy.asarray(array).ravel().tolist()]


def digest(array):
    """Small arrays themselves; of larger ones the count, the sum and a sum that depends on the order."""
    array = numpy.asarray(array).ravel()
    if array.size <= 300:
        return {"count": array.size, "values": numbers(array)}
    values = array.astype("float64")
    order = numpy.arange(array.size) % 251
    return {"count": array.size, "sum": float(values.sum()), "weighted": float((values * order).sum())}


def describe(name, **extra):
    """What rasterio sees in a file, as a file .json beside it."""
    with rasterio.open(HERE / name) as d:
        nodata = [v if v is None or not math.isnan(v) else "nan" for v in d.nodatavals]
        middle = Window(d.width // 4, d.height // 4, max(1, d.width // 2), max(1, d.height // 2))
        expected = {
            "width": d.width,
            "height": d.height,
            "count": d.count,
            "types": list(d.dtypes),
            "geotransform": list(d.transform.to_gdal()) if d.transform != Affine.identity() else None,
            "epsg": d.crs.to_epsg() if d.crs else None,
            "nodata": nodata,
            "corners": [list(d.transform * c) for c in [(0, 0), (d.width, 0), (d.width, d.height), (0.5, 1.5)]],
            "blocks": [list(reversed(b)) for b in d.block_shapes],
            "overviews": [d.overviews(i) for i in d.indexes],
            "scales": list(d.scales),
            "offsets": list(d.offsets),
            "units": list(d.units),
            "descriptions": list(d.descriptions),
            "colors": [c.value for c in d.colorinterp],
            "mask_flags": [sum(int(f.value) for f in flags) for flags in d.mask_flag_enums],
            "pixels": digest(d.read()),
            "middle": digest(d.read(window=middle)),
            "middle_window": [int(v) for v in middle.flatten()],
            "masks": digest(d.read_masks()),
            **extra,
        }
    (HERE / f"{name}.json").write_text(json.dumps(expected, separators=(",", ":"), allow_nan=False) + "\n")


def write(name, array, transform=None, crs=None, tags=None, build=None, **profile):
    """Writes [band][row][column] as a GeoTIFF."""
    array = array if array.ndim == 3 else array[None]
    with rasterio.open(
        HERE / name, "w", driver="GTiff", width=array.shape[2], height=array.shape[1], count=array.shape[0],
        dtype=array.dtype, transform=transform, crs=crs, **profile,
    ) as d:
        d.write(array)
        if tags:
            d.update_tags(**tags)
        if build:
            build(d)


def integers(low, high, shape, dtype):
    return random.integers(low, high, shape).astype(dtype)


# Placed in unusual ways.
write("rotated.tif", integers(0, 256, (9, 11), "uint8"),
      Affine.translation(500000, 3885000) * Affine.rotation(30) * Affine.scale(10, -10), UTM)
describe("rotated.tif")
write("south_up.tif", random.random((8, 6), dtype="float32"), Affine(10, 0, 500000, 0, 10, 3885000), UTM)
describe("south_up.tif")
write("non_square.tif", integers(0, 65536, (7, 5), "uint16"), Affine(2, 0, 500000, 0, -5, 3885000), UTM)
describe("non_square.tif")
write("degrees.tif", integers(0, 256, (4, 6), "uint8"), Affine(0.5, 0, 128, 0, -0.5, 36), CRS.from_epsg(4326))
describe("degrees.tif")
write("unplaced.tif", integers(0, 256, (4, 4), "uint8"))
describe("unplaced.tif")
write("one_pixel.tif", integers(7, 8, (1, 1), "uint8"), Affine(10, 0, 500000, 0, -10, 3885000), UTM)
describe("one_pixel.tif")

points = [GroundControlPoint(r, c, 129 + c / 1000, 35 - r / 1000, 5, id=str(i), info=f"corner {i}")
          for i, (r, c) in enumerate([(0, 0), (0, 10), (8, 0), (8, 10.5)])]
with rasterio.open(HERE / "gcps.tif", "w", driver="GTiff", width=11, height=9, count=1, dtype="uint8") as d:
    d.write(integers(0, 256, (1, 9, 11), "uint8"))
    d.gcps = (points, CRS.from_epsg(4326))
describe("gcps.tif", gcps=[[p.id, p.info, p.col, p.row, p.x, p.y, p.z] for p in points])

zero = [0.0] * 20
one = [1.0] + [0.0] * 19
sample = [0.0, 1.0, 0.0, 0.1] + [0.0] * 16
line = [0.0, 0.0, -1.0, 0.2] + [0.0] * 16
rpc = RPC(height_off=100.0, height_scale=500.0, lat_off=35.1, lat_scale=0.01, line_den_coeff=one, line_num_coeff=line,
          line_off=32.0, line_scale=32.0, long_off=129.05, long_scale=0.02, samp_den_coeff=one,
          samp_num_coeff=sample, samp_off=32.0, samp_scale=32.0, err_bias=1.5, err_rand=0.25)
with rasterio.open(HERE / "rpcs.tif", "w", driver="GTiff", width=64, height=64, count=1, dtype="uint16",
                   compress="deflate") as d:
    d.write(numpy.arange(4096, dtype="uint16").reshape(1, 64, 64))
    d.rpcs = rpc
places = [(129.045, 35.101), (129.05, 35.1), (129.058, 35.095)]
found = {}
with RPCTransformer(rpc) as t:
    for height in (0.0, 100.0, 600.0):
        rows, columns = t.rowcol([p[0] for p in places], [p[1] for p in places], zs=[height] * 3, op=float)
        found[str(int(height))] = [[float(c), float(r)] for c, r in zip(columns, rows)]
describe("rpcs.tif", places=places, pixels_at_height=found, line_num_coeff=line, samp_num_coeff=sample)

# Missing pixels.
values = random.random((2, 6, 7), dtype="float32")
values[0, 1:3, 2] = numpy.nan
values[1, 5] = numpy.nan
write("nan.tif", values, Affine(10, 0, 500000, 0, -10, 3885000), UTM, nodata=math.nan)
describe("nan.tif")
values = integers(-300, 3000, (6, 7), "int16")
values[2:4, 3:5] = -9999
write("nodata.tif", values, Affine(10, 0, 500000, 0, -10, 3885000), UTM, nodata=-9999)
with rasterio.open(HERE / "nodata.tif") as d:
    means = d.read(1, out_shape=(3, 3), resampling=Resampling.average, window=Window(0, 0, 6, 6))
describe("nodata.tif", means=numbers(means))
write("two_bands.tif", integers(0, 5, (2, 5, 6), "uint8"), Affine(10, 0, 500000, 0, -10, 3885000), UTM)
(HERE / "nodata_per_band.vrt").write_text("""<VRTDataset rasterXSize="6" rasterYSize="5">
  <SRS>EPSG:32652</SRS>
  <GeoTransform>500000, 10, 0, 3885000, 0, -10</GeoTransform>
""" + "".join(f"""  <VRTRasterBand dataType="Byte" band="{b}">
    <NoDataValue>{b + 1}</NoDataValue>
    <SimpleSource>
      <SourceFilename relativeToVRT="1">two_bands.tif</SourceFilename>
      <SourceBand>{b}</SourceBand>
    </SimpleSource>
  </VRTRasterBand>
""" for b in (1, 2)) + "</VRTDataset>\n")
describe("nodata_per_band.vrt")
with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True):
    write("masked.tif", integers(0, 256, (3, 5, 6), "uint8"), Affine(10, 0, 500000, 0, -10, 3885000), UTM,
          build=lambda d: d.write_mask(numpy.arange(30).reshape(5, 6) % 4 != 0))
describe("masked.tif")


def alpha(d):
    d.colorinterp = [ColorInterp.gray, ColorInterp.alpha]


write("alpha.tif", integers(0, 256, (2, 5, 6), "uint8"), Affine(10, 0, 500000, 0, -10, 3885000), UTM, build=alpha)
describe("alpha.tif")

# Stored in unusual ways.
write("twelve_bit.tif", integers(0, 4096, (9, 10), "uint16"), Affine(10, 0, 500000, 0, -10, 3885000), UTM, nbits=12)
describe("twelve_bit.tif")
three = integers(0, 65536, (3, 40, 36), "uint16")
write("pixel_interleaved.tif", three, Affine(10, 0, 500000, 0, -10, 3885000), UTM, interleave="pixel",
      compress="deflate", photometric="rgb")
describe("pixel_interleaved.tif")
write("tiled.tif", three, Affine(10, 0, 500000, 0, -10, 3885000), UTM, interleave="band", tiled=True, blockxsize=16,
      blockysize=16, compress="lzw")
describe("tiled.tif")
for name in ("int32", "uint32", "float64", "int64", "uint64"):
    high = {"int32": 2**31, "uint32": 2**32, "float64": 2**31, "int64": 2**52, "uint64": 2**52}[name]
    write(f"{name}.tif", integers(0, high, (3, 4), name), Affine(10, 0, 500000, 0, -10, 3885000), UTM)
    describe(f"{name}.tif")


def scaled(d):
    d.scales = (0.0001, 0.5)
    d.offsets = (-0.1, 10.0)
    d.units = ("1", "K")
    d.set_band_description(1, "B04")
    d.set_band_description(2, "B10")
    d.update_tags(1, WAVELENGTH="665")


write("scaled.tif", integers(0, 10000, (2, 4, 5), "uint16"), Affine(10, 0, 500000, 0, -10, 3885000), UTM,
      tags={"ACQUIRED": "2022-05-14T02:09:01Z", "AREA_OR_POINT": "Area"}, build=scaled)
describe("scaled.tif", tags={"ACQUIRED": "2022-05-14T02:09:01Z"}, band_tags={"WAVELENGTH": "665"})

rows, columns = numpy.mgrid[0:64, 0:64]
write("overviews.tif", (rows * 100 + columns * 10).astype("uint16"), Affine(10, 0, 500000, 0, -10, 3885000), UTM,
      compress="deflate", tiled=True, blockxsize=32, blockysize=32)
with rasterio.open(HERE / "overviews.tif", "r+") as d:
    d.build_overviews([2, 4], Resampling.average)
with rasterio.open(HERE / "overviews.tif") as d:
    quarter = d.read(1, out_shape=(16, 16))
    part = d.read(1, window=Window(8.5, 4.25, 16, 16), out_shape=(16, 16), resampling=Resampling.bilinear)
describe("overviews.tif", quarter=numbers(quarter), part=numbers(part))

if len(sys.argv) > 1:
    ports = {}
    for folder in sorted(pathlib.Path(sys.argv[1]).iterdir()):
        for path in sorted(folder.glob("B*.tif")):
            with rasterio.open(path) as d:
                array = d.read(1).astype("uint64")
                ports[f"{folder.name}/{path.name}"] = {
                    "width": d.width, "height": d.height, "epsg": d.crs.to_epsg(),
                    "geotransform": list(d.transform.to_gdal()),
                    "sum": int(array.sum()), "squares": int((array * array).sum()),
                    "weighted": int((array * (numpy.arange(array.size, dtype="uint64").reshape(array.shape) % 251)).sum()),
                    "window": int(array[100:164, 200:296].sum()),
                    "corner": [c[0] for c in transform_points(
                        CRS.from_epsg(3857), CRS.from_epsg(4326), [d.transform.c], [d.transform.f])],
                }
    # Finer than the image: where GDAL makes pixels coarser, its versions differ in the width of the kernel.
    grid = Affine(5, 0, 505000, 0, -5, 3886000)
    warped = {}
    with rasterio.open(pathlib.Path(sys.argv[1]) / "busan_2022-05-14" / "B08.tif") as d:
        for way in (Resampling.nearest, Resampling.bilinear, Resampling.cubic):
            with WarpedVRT(d, crs=UTM, transform=grid, width=24, height=20, resampling=way) as v:
                warped[way.name] = numbers(v.read(1))
    ports["warped"] = {"geotransform": list(grid.to_gdal()), "width": 24, "height": 20, **warped}
    (HERE / "ports.json").write_text(json.dumps(ports, separators=(",", ":")) + "\n")

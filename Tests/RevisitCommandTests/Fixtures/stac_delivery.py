#!/usr/bin/env python3
"""Makes images and the STAC items that offer them: stac_delivery.py FOLDER PORT

FOLDER/files gets three bands and one image of four bands, in degrees around (10, 50); FOLDER/delivered.json the items, with sizes and
multihashes by hashlib. Each item is fetched in another way, told by its id.
"""

import datetime
import hashlib
import json
import pathlib
import sys

import numpy
import pystac
import rasterio
from rasterio.transform import from_origin

folder, port = pathlib.Path(sys.argv[1]), sys.argv[2]
(folder / "files").mkdir(exist_ok=True)
root = f"http://127.0.0.1:{port}"


def image(name, count, seed):
    pixels = numpy.random.default_rng(seed).integers(1, 3000, (count, 220, 220), dtype="uint16")
    with rasterio.open(
            folder / "files" / name, "w", driver="GTiff", width=220, height=220, count=count, dtype="uint16", nodata=0,
            crs="EPSG:4326", transform=from_origin(9.999, 50.011, 5e-5, 5e-5)) as file:
        file.write(pixels)


for seed, name in enumerate(["B02.tif", "B03.tif", "B04.tif"]):
    image(name, 1, seed)
image("four.tif", 4, 9)


def asset(way, name, bands, href=None, size=True, checksum=True, **more):
    body = (folder / "files" / name).read_bytes()
    extra = {"eo:bands": [{"name": b, "common_name": c} for b, c in bands], **more}
    if size:
        extra["file:size"] = len(body)
    if checksum:
        extra["file:checksum"] = "1220" + hashlib.sha256(body).hexdigest()
    return pystac.Asset(
        href=href or f"{root}/files/{way}/{name}", media_type=pystac.MediaType.COG, roles=["data", "reflectance"], extra_fields=extra)


def item(number, name, assets, **properties):
    made = pystac.Item(
        id=name, geometry={"type": "Polygon", "coordinates": [[[9.9, 49.9], [10.1, 49.9], [10.1, 50.1], [9.9, 50.1], [9.9, 49.9]]]},
        bbox=[9.9, 49.9, 10.1, 50.1], datetime=datetime.datetime(2024, 7, number, 10, 5, 33, tzinfo=datetime.timezone.utc),
        properties={"platform": "sat-1", "gsd": 0.5, "eo:cloud_cover": 3, "view:off_nadir": 12.5, "view:sun_elevation": 41.5,
                    "view:sun_azimuth": 160, **properties}, collection="vhr")
    for key, value in assets.items():
        made.add_asset(key, value)
    made.add_asset("thumbnail", pystac.Asset(href=f"{root}/files/plain/B02.tif", media_type="image/png", roles=["thumbnail"]))
    made = made.to_dict(include_self_link=False)
    made["links"] = [{"rel": "collection", "href": f"{root}/collections/vhr"}]
    return made


three = [("blue", "B02.tif"), ("green", "B03.tif"), ("red", "B04.tif")]


def bands(way, **more):
    return {key: asset(way, name, [(name[:3], key)], **more) for key, name in three}


colours = [("b", "blue"), ("g", "green"), ("r", "red"), ("n", "nir")]
factors = {"raster:bands": [{"scale": 0.0001, "offset": -0.1}]}
made = [
    item(1, "whole", bands("plain", **factors)),
    item(2, "four", {"ms": asset("plain", "four.tif", colours)}),
    item(3, "cut", {"ms": asset("cut", "four.tif", colours)}),
    item(4, "other", {"ms": asset("other", "four.tif", colours)}),
    item(5, "longer", {"ms": asset("longer", "four.tif", colours, checksum=False)}),
    item(6, "sent", {"ms": asset("sent", "four.tif", colours)}),
    item(7, "unending", {"ms": asset("unending", "four.tif", colours, size=False, checksum=False)}),
    item(8, "../../evil", {"ms": asset("plain", "four.tif", colours, href=f"{root}/files/plain/..%2F..%2F..%2Ffour.tif")}),
    item(9, "apart", bands("plain", **factors), **{"earthsearch:boa_offset_applied": True}),
    item(10, "elsewhere", {"ms": asset("plain", "four.tif", colours, href="s3://bucket/four.tif"),
                           "file": asset("plain", "four.tif", colours, href="file:///etc/hostname")}),
    item(11, "refused", {"ms": asset("refused", "four.tif", colours)}),
    item(12, "pair", {"ms": asset("plain", "four.tif", colours), "pan": asset("plain", "B02.tif", [("pan", "pan")], href=f"{root}/files/plain/B02.tif?name=image")}),
    item(13, "internal", {"ms": asset("plain", "four.tif", colours, href="http://169.254.169.254/latest/four.tif")}),
]
(folder / "delivered.json").write_text(json.dumps(made))

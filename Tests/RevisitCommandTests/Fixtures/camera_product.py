#!/usr/bin/env python3
"""Draws a hill as a camera saw it whose rational polynomials are known, the same ground as a map, and terrain models.

    python3 camera_product.py FOLDER

The camera is a plane one: what stands h metres high is seen LEAN * h metres away from its foot, so a pixel's place follows from
height and truth by hand. Positions are longitudes and latitudes, straight from metres, so no projection takes part.

    view.tif            the picture, placed by polynomials alone (made for heights of 70 to 150 m), ground from 100 to 140 m
    map.tif             the same ground in EPSG:4326
    terrain.tif         heights of all of it
    terrain_west.tif    heights of its western part only
    plain.tif           the picture over level ground of 100 m
"""

import math
import pathlib
import sys

import numpy as np
import rasterio
from rasterio.rpc import RPC
from rasterio.transform import Affine

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
SIDE = 260
LONGITUDE, LATITUDE = 130.4, 42.3
# Metres of a degree on the WGS 84 ellipsoid at this latitude.
phi = math.radians(LATITUDE)
e2 = 0.0066943799901413165
EAST = math.radians(1) * 6378137 * math.cos(phi) / math.sqrt(1 - e2 * math.sin(phi) ** 2)
NORTH = math.radians(1) * 6378137 * (1 - e2) / (1 - e2 * math.sin(phi) ** 2) ** 1.5
# The satellite stands in the south-west, 21.8 degrees off the vertical: tops are seen further north-east.
TANGENT, AZIMUTH = 0.4, math.radians(225)
LEAN = (-TANGENT * math.sin(AZIMUTH), -TANGENT * math.cos(AZIMUTH))

lot = np.random.default_rng(8)
spots = np.c_[lot.uniform(-230, 230, (1600, 2)), lot.uniform(1.0, 3.5, 1600), lot.uniform(-0.5, 0.5, 1600)]


def brightness(east, north):
    total = np.ones_like(east)
    for x, y, width, level in spots:
        total += level * np.exp(-((east - x) ** 2 + (north - y) ** 2) / (2 * width * width))
    return np.clip(np.round(2000 * total), 1, 60_000).astype("uint16")


def height(east, north):
    return 100 + 40 * np.exp(-(east**2 + north**2) / (2 * 45**2))


def seen(flat):
    """Where the ground lies that each pixel shows."""
    column, row = np.meshgrid(np.arange(SIDE) + 0.5, np.arange(SIDE) + 0.5)
    x, y = column - SIDE / 2, SIDE / 2 - row
    east, north = x.copy(), y.copy()
    for _ in range(60):
        level = 0 * east if flat else height(east, north) - 100
        east, north = x - LEAN[0] * level, y - LEAN[1] * level
    return east, north


# A pixel's place is told about the height of 100 m: x = E + LEAN (h - 100). Rows and columns of polynomials count from the
# middle of the first pixel; quantities run from -1 to 1.
reach = SIDE / 2


def terms(**named):
    order = {"one": 0, "longitude": 1, "latitude": 2, "height": 3}
    numbers = [0.0] * 20
    for name, value in named.items():
        numbers[order[name]] = value
    return numbers


rpc = RPC(
    height_off=110, height_scale=40, lat_off=LATITUDE, lat_scale=reach / NORTH, long_off=LONGITUDE, long_scale=reach / EAST,
    line_off=reach - 0.5, line_scale=reach, samp_off=reach - 0.5, samp_scale=reach,
    line_num_coeff=terms(one=-LEAN[1] * 10 / reach, latitude=-1.0, height=-LEAN[1] * 40 / reach), line_den_coeff=terms(one=1.0),
    samp_num_coeff=terms(one=LEAN[0] * 10 / reach, longitude=1.0, height=LEAN[0] * 40 / reach), samp_den_coeff=terms(one=1.0),
    err_bias=None, err_rand=None)


def view(name, flat):
    with rasterio.open(folder / f"{name}.tif", "w", driver="GTiff", width=SIDE, height=SIDE, count=1, dtype="uint16") as file:
        file.write(brightness(*seen(flat)), 1)
        file.rpcs = rpc


view("view", False)
view("plain", True)


def mapped(name, pixel, west, side, values, dtype):
    transform = Affine.translation(LONGITUDE + west / EAST, LATITUDE + side[1] * pixel / 2 / NORTH) * Affine.scale(
        pixel / EAST, -pixel / NORTH)
    column, row = np.meshgrid(np.arange(side[0]) + 0.5, np.arange(side[1]) + 0.5)
    with rasterio.open(folder / f"{name}.tif", "w", driver="GTiff", width=side[0], height=side[1], count=1, dtype=dtype,
                       crs="EPSG:4326", transform=transform) as file:
        file.write(values(west + column * pixel, side[1] * pixel / 2 - row * pixel).astype(dtype), 1)


mapped("map", 1.0, -SIDE / 2, (SIDE, SIDE), brightness, "uint16")
mapped("terrain", 4.0, -240, (120, 120), height, "float32")
mapped("terrain_west", 4.0, -240, (70, 120), height, "float32")

"""Reading the ports: five bands, audited labels, and oriented boxes guessed from the upright labels."""

import json
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
import rasterio

from . import FILES
from .orientation import oriented_from_upright

LARGEST_SHIP = 600  # square pixels: what is no water and larger than this is land
BESIDE = 3  # pixels between hull and land up to which a ship lies at a berth


@dataclass
class Port:
    """One scene and its labels."""

    name: str
    image: np.ndarray  # [row, column, band], reflectance
    ships: list  # sure ships: upright boxes
    states: list  # "berth" or "open", one for each ship
    unsure: list  # upright boxes of ships that are neither right nor wrong
    ignore: list  # upright boxes of marinas, small craft and clutter
    oriented: np.ndarray = field(default=None)  # [ship, 5]
    ignored: np.ndarray = field(default=None)  # [row, column], 1 inside unsure and ignore boxes
    visible: np.ndarray = field(default=None)  # the first three bands, contiguous
    infrared: np.ndarray = field(default=None)  # the last two bands, contiguous
    planted: np.ndarray = field(default=None)  # oriented boxes of ships from elsewhere, see `planting`
    moles: list = field(default_factory=list)  # heads (x, y) of breakwaters that were built in
    decoys: list = field(default_factory=list)  # middles (x, y) of shoals, creeks and yards that were drawn in
    shore: np.ndarray = field(default=None)  # [n, 2] pixels (row, column) within 12 pixels of a shore line
    water: np.ndarray = field(default=None)  # [row, column]
    water_level: np.ndarray = field(default=None)  # median reflectance of water in each band
    depth: np.ndarray = field(default=None)  # [row, column] pixels of water to the nearest land, 0 on land
    normal: np.ndarray = field(default=None)  # [2, row, column] slope of `depth` along y and x: away from the shore
    waterside: np.ndarray = field(default=None)  # [n, 2] pixels (row, column) of water along the shore
    land: np.ndarray = field(default=None)  # [n, 2] pixels (row, column) of land within 15 pixels of water
    offshore: np.ndarray = field(default=None)  # [n, 2] pixels (row, column) of water far from the shore
    from_land: np.ndarray = field(default=None)  # [row, column] pixels to the nearest land that is larger than a ship

    @property
    def size(self):
        """(columns, rows)"""
        return self.image.shape[1], self.image.shape[0]


def read_labels(folder):
    """Sure ships, their states, unsure ships and ignore boxes of one port folder."""
    labels = json.loads((Path(folder) / "labels_audited.json").read_text())
    sure = [s for s in labels["ships"] if s["sure"]]
    return (
        [tuple(s["bbox"]) for s in sure],
        [s["state"] for s in sure],
        [tuple(s["bbox"]) for s in labels["ships"] if not s["sure"]],
        [tuple(s["bbox"]) for s in labels["ignore"]],
    )


def water_mask(image):
    """Water, by the near and short-wave infrared: darker there than the valley between water and land (Otsu, 1979)."""
    dark = np.log(cv2.GaussianBlur(image[..., 3] + image[..., 4], (0, 0), 0.7) + 0.02)
    low, high = np.percentile(dark, [0.5, 99.5])
    level = np.uint8(np.clip((dark - low) / (high - low), 0, 1) * 255)
    threshold, _ = cv2.threshold(level, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return level <= threshold


def describe_water(port):
    """Fill the fields that tell water, shore and the way from one to the other."""
    water = cv2.morphologyEx(np.uint8(water_mask(port.image)), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    wide = cv2.morphologyEx(water, cv2.MORPH_OPEN, np.ones((7, 7), np.uint8))
    near = cv2.dilate(wide, np.ones((25, 25), np.uint8)) & cv2.dilate(1 - wide, np.ones((25, 25), np.uint8))
    port.shore = np.argwhere(near > 0)
    port.water = water > 0
    port.water_level = np.median(port.image[wide > 0], axis=0).astype(np.float32)
    port.depth = cv2.distanceTransform(water, cv2.DIST_L2, 5)
    smooth = cv2.GaussianBlur(port.depth, (0, 0), 3)
    port.normal = np.stack(np.gradient(smooth))
    sea = cv2.dilate(wide, np.ones((5, 5), np.uint8)) > 0
    port.waterside = np.argwhere(sea & (port.depth > 1) & (port.depth < 4))
    port.land = np.argwhere((water == 0) & (cv2.dilate(wide, np.ones((31, 31), np.uint8)) > 0))
    port.offshore = np.argwhere((port.depth > 12))
    _, parts, figures, _ = cv2.connectedComponentsWithStats(1 - water, connectivity=4)
    large = figures[:, cv2.CC_STAT_AREA] >= LARGEST_SHIP
    large[0] = False  # the water
    port.from_land = cv2.distanceTransform(np.uint8(~large[parts]), cv2.DIST_L2, 5)


def surroundings(port, box):
    """"berth" where an oriented box lies beside land, else "open": for false alarms, which have no label.

    Of the 130 sure ships of the eight ports 127 lie where their label says by this rule.
    """
    x, y, length, width, angle = box[:5]
    along = np.linspace(-0.5, 0.5, 15) * length
    columns = np.clip((x + along * np.cos(angle)).astype(int), 0, port.size[0] - 1)
    rows = np.clip((y + along * np.sin(angle)).astype(int), 0, port.size[1] - 1)
    return "berth" if port.from_land[rows, columns].min() - width / 2 <= BESIDE else "open"


def read_band(path):
    """The only band of a file, `[row, column]`, as stored."""
    with rasterio.open(path) as dataset:
        return dataset.read(1)


def read_port(folder):
    """Read one port folder (`<name>_<date>`)."""
    folder = Path(folder)
    bands = [read_band(folder / f"{f}.tif") for f in FILES]
    image = np.ascontiguousarray(np.stack(bands, axis=-1).astype(np.float32) / 65535)
    ships, states, unsure, ignore = read_labels(folder)
    port = Port(folder.name.split("_")[0], image, ships, states, unsure, ignore)
    port.oriented = np.array([oriented_from_upright(b, image) for b in ships], np.float32).reshape(-1, 5)
    port.visible, port.infrared = np.ascontiguousarray(image[..., :3]), np.ascontiguousarray(image[..., 3:])
    port.planted = np.zeros((0, 5), np.float32)
    port.ignored = np.zeros(image.shape[:2], np.uint8)
    for x, y, w, h in unsure + ignore:
        port.ignored[max(y, 0):y + h, max(x, 0):x + w] = 1
    describe_water(port)
    return port


def read_ports(folder):
    """All ports below a folder, in the order of their names."""
    return [read_port(f) for f in sorted(Path(folder).iterdir()) if (f / "labels_audited.json").exists()]

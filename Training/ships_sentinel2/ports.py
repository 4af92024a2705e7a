"""Reading the ports: five bands, audited labels, and oriented boxes guessed from the upright labels."""

import json
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from osgeo import gdal

from . import FILES
from .orientation import oriented_from_upright

gdal.UseExceptions()


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
    shore: np.ndarray = field(default=None)  # [n, 2] pixels (row, column) near a shore line

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


def read_port(folder):
    """Read one port folder (`<name>_<date>`)."""
    folder = Path(folder)
    bands = [gdal.Open(str(folder / f"{f}.tif")).ReadAsArray() for f in FILES]
    image = np.ascontiguousarray(np.stack(bands, axis=-1).astype(np.float32) / 65535)
    ships, states, unsure, ignore = read_labels(folder)
    port = Port(folder.name.split("_")[0], image, ships, states, unsure, ignore)
    port.oriented = np.array([oriented_from_upright(b, image) for b in ships], np.float32).reshape(-1, 5)
    port.visible, port.infrared = np.ascontiguousarray(image[..., :3]), np.ascontiguousarray(image[..., 3:])
    port.ignored = np.zeros(image.shape[:2], np.uint8)
    for x, y, w, h in unsure + ignore:
        port.ignored[max(y, 0):y + h, max(x, 0):x + w] = 1
    water = cv2.morphologyEx(np.uint8(water_mask(image)), cv2.MORPH_OPEN, np.ones((7, 7), np.uint8))
    near = cv2.dilate(water, np.ones((25, 25), np.uint8)) & cv2.dilate(1 - water, np.ones((25, 25), np.uint8))
    port.shore = np.argwhere(near > 0)
    return port


def read_ports(folder):
    """All ports below a folder, in the order of their names."""
    return [read_port(f) for f in sorted(Path(folder).iterdir()) if (f / "labels_audited.json").exists()]

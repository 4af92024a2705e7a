"""Drawn scenes with their truth."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio

RED_GREEN_BLUE = (4, 3, 2)


@dataclass
class Sample:
    """A scene: `image` [3, h, w] red, green, blue, stretched as the engine stretches; `gsd` metres; the truth as read."""

    name: str
    image: np.ndarray
    gsd: float
    truth: dict


def stretched(image):
    """Each band brought to 0…1 between its 2nd and 98th percentile, as the engine's display stretch does."""
    low, high = np.percentile(image, (2, 98), axis=(1, 2), keepdims=True)
    return (image - low) / np.maximum(high - low, 1e-6)


def read(path):
    """One scene from its GeoTIFF."""
    path = Path(path)
    with rasterio.open(path) as file:
        image = file.read(RED_GREEN_BLUE).astype(np.float32)
    truth = json.loads(path.with_suffix("").with_suffix(".truth.json").read_text() if path.suffix != ".tif"
                       else (path.parent / (path.stem + ".truth.json")).read_text())
    return Sample(path.stem, stretched(image).clip(-0.5, 2).astype(np.float16), truth["pixel"], truth)


def read_all(folder, limit=None):
    """All scenes of a folder, by name."""
    return [read(path) for path in sorted(Path(folder).glob("*.tif"))[:limit]]

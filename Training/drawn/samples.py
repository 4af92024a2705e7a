"""Drawn scenes with their truth."""

import json
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import rasterio

RED_GREEN_BLUE = (4, 3, 2)


@dataclass
class Sample:
    """A scene: `image` [3, h, w] red, green, blue, stretched as the engine stretches; `gsd` metres.

    `objects` are the properties of `truth.geojson`; `tracks` are (corners in pixels, stretches hidden in metres).
    """

    name: str
    image: np.ndarray
    gsd: float
    conditions: dict
    objects: list = field(default_factory=list)
    tracks: list = field(default_factory=list)


def stretched(image):
    """Each band brought to 0…1 between its 2nd and 98th percentile, as the engine's display stretch does."""
    low, high = np.percentile(image, (2, 98), axis=(1, 2), keepdims=True)
    return (image - low) / np.maximum(high - low, 1e-6)


def read_all(folder, limit=None):
    """The scenes of a folder that `revisit simulate samples` wrote, in its order."""
    folder = Path(folder)
    truth = json.loads((folder / "truth.geojson").read_text())
    samples = {}
    for entry in truth["scenes"][:limit]:
        with rasterio.open(folder / f"{entry['scene']}.tif") as file:
            image = file.read(RED_GREEN_BLUE).astype(np.float32)
        sample = Sample(entry["scene"], stretched(image).clip(-0.5, 2).astype(np.float16), entry["gsd"], entry["conditions"])
        lines = folder / f"{sample.name}.tracks.geojson"
        if lines.exists():
            sample.tracks = [(f["geometry"]["coordinates"], f["properties"]["hidden"])
                             for f in json.loads(lines.read_text())["features"]]
        samples[sample.name] = sample
    for feature in truth["features"]:
        if feature["properties"]["scene"] in samples:
            samples[feature["properties"]["scene"]].objects.append(feature["properties"])
    return list(samples.values())

"""Scoring detections that another program has written, for example the run-time engine."""

import json
from pathlib import Path

import numpy as np
import rasterio
import rasterio.warp

from . import SCORED
from .boxes import clipped, upright_from_oriented
from .ports import read_labels
from .scoring import average_precision, counts, figures, judge


def read_detections(path, to_pixel=None):
    """Detections as (upright box in pixels, score) from one file.

    Forms that are understood: a list of objects with `score` and either `bbox` (x, y, width, height) or `x`, `y`,
    `length`, `width`, `angle` (radians); or GeoJSON features, scored by the property `score`, `probability` or
    `confidence`, whose polygons are in pixels (x right, y down), unless `to_pixel` turns map places into pixels.
    """
    content = json.loads(Path(path).read_text())
    if isinstance(content, dict) and "features" in content:
        found = []
        for feature in content["features"]:
            ring = np.array(feature["geometry"]["coordinates"][0], float)[:, :2]
            ring = ring if to_pixel is None else np.array([to_pixel(*p) for p in ring])
            low, high = ring.min(axis=0), ring.max(axis=0)
            properties = feature["properties"]
            score = next(properties[k] for k in ("score", "probability", "confidence") if k in properties)
            found.append(((low[0], low[1], high[0] - low[0], high[1] - low[1]), float(score)))
        return found
    items = content["detections"] if isinstance(content, dict) else content
    fields = ("x", "y", "length", "width", "angle")
    boxes = [d["bbox"] if "bbox" in d else upright_from_oriented([d[k] for k in fields]) for d in items]
    return [(tuple(b), float(d["score"])) for b, d in zip(boxes, items)]


def place_to_pixel(folder):
    """A function from longitude and latitude to (x, y) in pixels of a port's picture."""
    with rasterio.open(Path(folder) / "B02.tif") as dataset:
        system, back = dataset.crs, ~dataset.transform

    def to_pixel(longitude, latitude):
        (x,), (y,) = rasterio.warp.transform("EPSG:4326", system, [longitude], [latitude])
        return back * (x, y)

    return to_pixel


def evaluate(ports, detections, threshold=0.0):
    """Figures of each port for which `detections` has a file `<port>.json` (pixels) or `<port>.geojson` (degrees),
    and of the scored ones together. Detections below the threshold are left out of all but the average precision."""
    answer, total, pooled, ships_in_all = {}, np.zeros(3, int), [], 0
    for folder in sorted(f for f in Path(ports).iterdir() if (f / "labels_audited.json").exists()):
        name = folder.name.split("_")[0]
        files = [f for f in (Path(detections) / f"{name}.json", Path(detections) / f"{name}.geojson") if f.exists()]
        if not files:
            continue
        ships, _, unsure, ignore = read_labels(folder)
        with rasterio.open(folder / "B02.tif") as dataset:
            columns, rows = dataset.width, dataset.height
        found = read_detections(files[0], place_to_pixel(folder) if files[0].suffix == ".geojson" else None)
        found = [(clipped(b, columns, rows), s) for b, s in found]
        verdicts = judge(found, ships, unsure, ignore)
        count = counts([v for v in verdicts if v[0] >= threshold], len(ships))
        answer[name] = dict(**figures(*count), ap=round(average_precision(verdicts, len(ships)), 4))
        if name in SCORED:
            total += count
            pooled += verdicts
            ships_in_all += len(ships)
    answer["pooled"] = dict(**figures(*total.tolist()), ap=round(average_precision(pooled, ships_in_all), 4))
    return answer

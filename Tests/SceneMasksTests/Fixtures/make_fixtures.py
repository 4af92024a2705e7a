#!/usr/bin/env python3
"""Makes spectra.json, cells.json and spans.json: what numpy and scipy say of small random cases.

    python3 Tests/SceneMasksTests/Fixtures/make_fixtures.py

spectra  probabilities of the five classes for random spectra by Training/snow_spectra/fit.py, with the coefficients that lie
         in the stage, their features scaled as in the fit instead of folded
cells    a random map, smoothed and opened by scipy.ndimage, and its connected groups
spans    which pixels of a grid lie in a polygon with a hole, by rasterio
Needs numpy, scipy and rasterio.
"""

import importlib.util
import json
import re
from pathlib import Path

import numpy as np
import rasterio.features
from scipy import ndimage

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
spec = importlib.util.spec_from_file_location("fit", ROOT / "Training/snow_spectra/fit.py")
fit = importlib.util.module_from_spec(spec)
spec.loader.exec_module(fit)
random = np.random.default_rng(5)


def models():
    """The shipped coefficients by model: mean, deviation, coefficients."""
    text = fit.TARGET.read_text()
    for name, body in re.findall(r"static let (\w+) = SpectralModel\((.*?)\]\)", text, re.S):
        arrays = [np.array([float(word) for word in part.replace("\n", " ").split(",") if word.strip()])
                  for part in re.findall(r"\[(.*?)\]", body + "]", re.S)]
        yield name, (arrays[0], arrays[1], arrays[2].reshape(4, -1))


spectra = []
for name, model in models():
    for _ in range(8):
        base = random.uniform(0.02, 1.1)
        bands = {role: np.array([round(float(base * random.uniform(0.5, 1.4)), 4)])
                 for role in ("blue", "green", "red", "nir", "swir16")}
        if name == "panchromatic":
            bands = {role: bands["blue"] for role in bands}
        shares = fit.probabilities(model, fit.features(name, bands))[:, 0]
        spectra.append({"model": name, "bands": {role: float(values[0]) for role, values in bands.items()},
                        "shares": [round(float(share), 6) for share in shares]})
(HERE / "spectra.json").write_text(json.dumps(spectra, indent=1) + "\n")

flags = ndimage.gaussian_filter(random.normal(size=(17, 23)), 1.2) > -0.05
labels, count = ndimage.label(flags)
weights = ndimage.uniform_filter(np.ones(flags.shape), 5, mode="constant")
(HERE / "cells.json").write_text(json.dumps({
    "width": 23, "height": 17, "values": flags.astype(int).ravel().tolist(),
    "smoothed": np.round(ndimage.uniform_filter(flags.astype(float), 5, mode="constant") / weights, 6).ravel().tolist(),
    "opened": ndimage.binary_opening(np.pad(flags, 1, constant_values=True), np.ones((3, 3)))[1:-1, 1:-1].astype(int).ravel().tolist(),
    "groups": sorted(np.bincount(labels.ravel())[1:].tolist()),
}) + "\n")

outer = [[2.3, 1.2], [17.8, 3.6], [14.1, 12.7], [9.4, 8.8], [3.1, 13.4]]
hole = [[8.2, 4.4], [12.6, 5.1], [10.3, 7.4]]
inside = rasterio.features.rasterize([({"type": "Polygon", "coordinates": [outer + outer[:1], hole + hole[:1]]}, 1)], (15, 20))
(HERE / "spans.json").write_text(json.dumps(
    {"outer": outer, "hole": hole, "width": 20, "height": 15, "inside": inside.ravel().tolist()}) + "\n")

#!/usr/bin/env python3
"""Fits the spectral model of snow, shadowed snow, ice, rock and water, and measures it with one glacier left out.

    Training/snow_spectra/fit.py [--data ../shared/data/snow_spectra] [--write]

Reads the labelled pixels of RaineyAbe/glacier-snow-cover-mapping (MIT): Landsat 8, Sentinel-2 (surface and top of
atmosphere) and PlanetScope at four glaciers of North America. Prints F1 of snow for each sensor and each glacier that took no
part in the fit; with --write the coefficients, fitted on all four, go into Sources/Stages/SceneMasks. Needs numpy only.

Two faults of the tables are mended here. Landsat's numbers are those of the product times 2.75e-5 without the offset
of -0.2 (USGS, Landsat Collection 2 Level-2 Science Product Guide), so snow would shine with 0.2 at 1.6 um. In
the table of Sentinel-2 at the top of the atmosphere the column B11 holds the cirrus band and B12 the one at 1.6 um: rock is as dark
as snow in the one, and as bright as at the surface in the other.
"""

import argparse
import csv
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "Sources/Stages/SceneMasks/Spectra/SpectralModel+Coefficients.swift"
SENSORS = {
    "Landsat": dict(blue="SR_B2", green="SR_B3", red="SR_B4", nir="SR_B5", swir16="SR_B6"),
    "Sentinel-2_SR": dict(blue="B2", green="B3", red="B4", nir="B8", swir16="B11"),
    "Sentinel-2_TOA": dict(blue="B2", green="B3", red="B4", nir="B8", swir16="B12"),
    "PlanetScope": dict(blue="Blue", green="Green", red="Red", nir="NIR"),
}
CLASSES = ["snow", "shadowedSnow", "ice", "rock", "water"]
MODELS = {"panchromatic": [], "visible": ["blue", "green", "red"], "nearInfrared": ["blue", "green", "red", "nir"],
          "shortwave": ["blue", "green", "red", "nir", "swir16"]}
EPSILON = 0.01
# Weight of the squared coefficients against the mean log-likelihood.
PENALTY = 3e-4
# Pixels of one sensor, glacier and class beyond this number say nothing new: neighbours are alike.
MOST = 250
# Calibrations of sensors differ, so each pixel is also shown darker and brighter.
GAINS = (0.93, 1.0, 1.07)


def read(sensor, folder):
    """Sites, classes (0 to 4) and reflectances of one sensor's table, complete pixels only."""
    with open(folder / f"{sensor}_training_data.csv") as file:
        rows = list(csv.DictReader(file))
    bands = {role: np.array([float(row[name] or "nan") for row in rows]) for role, name in SENSORS[sensor].items()}
    if sensor == "Landsat":
        bands = {role: values - 0.2 for role, values in bands.items()}
    complete = np.all([np.isfinite(values) for values in bands.values()], axis=0)
    sites = np.array([row["site_name"] for row in rows])
    labels = np.array([int(row["class"]) - 1 for row in rows])
    return sites[complete], labels[complete], {role: values[complete] for role, values in bands.items()}


def features(model, bands):
    """The model's features of pixels: logarithms of brightness and ratios, and all their products of two."""
    blue, green, red, nir = (np.clip(bands[role], 0.002, 1.6) for role in ("blue", "green", "red", "nir"))
    if model == "panchromatic":
        plain = [np.log(0.25 * (blue + green + red + nir))]
    else:
        plain = [np.log((blue + green + red) / 3), np.log((blue + EPSILON) / (red + EPSILON)),
                 np.log((green + EPSILON) / (blue + EPSILON))]
    if model in ("nearInfrared", "shortwave"):
        plain += [np.log(nir), np.log((blue + EPSILON) / (nir + EPSILON))]
    if model == "shortwave":
        short = np.clip(bands["swir16"], 0.0, 1.6)
        plain += [(green - short) / (green + short + 0.02), np.log(short + 0.02)]
    return np.stack(plain + [a * b for i, a in enumerate(plain) for b in plain[i:]], axis=1)


def thinned(count):
    """Indices of at most MOST pixels, evenly through the table."""
    return np.unique(np.linspace(0, count - 1, min(count, MOST)).astype(int))


def sample(model, tables, leave=None):
    """Features, classes and weights of all sensors that have the model's bands, without one glacier."""
    parts, labels, weights = [], [], []
    for sensor, (sites, classes, bands) in tables.items():
        if model == "shortwave" and "swir16" not in bands:
            continue
        for site in np.unique(sites):
            if site == leave:
                continue
            for label in range(5):
                found = np.flatnonzero((sites == site) & (classes == label))
                if len(found) == 0:
                    continue
                found = found[thinned(len(found))]
                for gain in GAINS:
                    parts.append(features(model, {role: values[found] * gain for role, values in bands.items()}))
                    labels.append(np.full(len(found), label))
                    weights.append(np.full(len(found), len(found) ** -0.5))
    return np.concatenate(parts), np.concatenate(labels), np.concatenate(weights)


def fitted(x, labels, weights):
    """Multinomial logistic regression by Newton's method; rock is the class whose logit is 0."""
    mean, deviation = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = np.concatenate([(x - mean) / deviation, np.ones((len(x), 1))], axis=1)
    weights = weights / weights.sum()
    free = [0, 1, 2, 4]
    size = z.shape[1]
    beta = np.zeros((4, size))
    ridge = np.full(size, PENALTY)
    ridge[-1] = 1e-9
    truth = np.stack([labels == label for label in free]).astype(float)

    def loss(beta):
        logits = beta @ z.T
        top = np.maximum(0, logits.max(axis=0))
        normal = top + np.log(np.exp(-top) + np.exp(logits - top).sum(axis=0))
        return (weights * (normal - (truth * logits).sum(axis=0))).sum() + 0.5 * (ridge * beta * beta).sum()

    value = loss(beta)
    for _ in range(60):
        logits = beta @ z.T
        top = np.maximum(0, logits.max(axis=0))
        share = np.exp(logits - top)
        share /= np.exp(-top) + share.sum(axis=0)
        gradient = (weights * (share - truth)) @ z + ridge * beta
        hessian = np.zeros((4 * size, 4 * size))
        for a in range(4):
            for b in range(a, 4):
                curve = weights * share[a] * ((a == b) - share[b])
                block = (z * curve[:, None]).T @ z + (np.diag(ridge) if a == b else 0)
                hessian[a * size:(a + 1) * size, b * size:(b + 1) * size] = block
                hessian[b * size:(b + 1) * size, a * size:(a + 1) * size] = block.T
        step = np.linalg.solve(hessian, gradient.ravel()).reshape(beta.shape)
        length = 1.0
        while length > 1e-4 and loss(beta - length * step) > value:
            length /= 2
        beta = beta - length * step
        new = loss(beta)
        if value - new < 1e-8:
            break
        value = new
    return mean, deviation, beta


def probabilities(fit, x):
    """Probabilities of the five classes, [class][pixel]."""
    mean, deviation, beta = fit
    logits = beta[:, :-1] @ ((x - mean) / deviation).T + beta[:, -1:]
    logits = np.insert(logits, 3, 0, axis=0)
    share = np.exp(logits - logits.max(axis=0))
    return share / share.sum(axis=0)


def f1(truth, told):
    """F1 of two arrays of truth values."""
    return 2 * (truth & told).sum() / max(1, truth.sum() + told.sum())


def measured(model, tables):
    """Prints F1 of snow by sensor and held-out glacier; returns the error of shares and the rates of the two mistakes."""
    sites = ["Gulkana", "SouthCascade", "Sperry", "Wolverine"]
    pooled = {sensor: ([], []) for sensor in tables}
    table = {}
    biases = []
    for site in sites:
        fit = fitted(*sample(model, tables, leave=site))
        for sensor, (where, classes, bands) in tables.items():
            if model == "shortwave" and "swir16" not in bands:
                continue
            out = where == site
            told = probabilities(fit, features(model, {role: values[out] for role, values in bands.items()}))
            snow = told[0] + told[1]
            truth = classes[out] <= 1
            table[sensor, site] = f1(truth, snow > 0.5)
            land = classes[out] != 4
            biases.append(snow[land].mean() - truth[land].mean())
            pooled[sensor][0].append(truth)
            pooled[sensor][1].append(snow)
    every_truth, every_told = [], []
    for sensor in tables:
        if not pooled[sensor][0]:
            continue
        truth, snow = (np.concatenate(part) for part in pooled[sensor])
        every_truth.append(truth)
        every_told.append(snow)
        cells = " ".join(f"{table[sensor, site]:.3f}" for site in sites)
        print(f"{model:13s} {sensor:15s} {cells}   all {f1(truth, snow > 0.5):.3f}")
    truth, snow = np.concatenate(every_truth), np.concatenate(every_told)
    told = snow > 0.5
    bins = [(snow[told].mean(), truth[told].mean())]
    print(f"{model:13s} together F1 {f1(truth, told):.3f}; held-out: snow found {truth[told].sum() / truth.sum():.3f}, "
          f"bare kept {(~told)[~truth].mean():.3f}; said {bins[0][0]:.3f} was {bins[0][1]:.3f}; "
          f"error of the mean share {np.sqrt(np.mean(np.square(biases))):.3f}")
    return float(np.sqrt(np.mean(np.square(biases))))


def swift(values):
    """Numbers as Swift writes them, some to a line."""
    words = [f"{value:.6g}" for value in np.ravel(values)]
    lines = [", ".join(words[first:first + 9]) for first in range(0, len(words), 9)]
    return ",\n                ".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/data/snow_spectra")
    parser.add_argument("--write", action="store_true", help="write the coefficients into the stage")
    options = parser.parse_args()
    tables = {sensor: read(sensor, options.data) for sensor in SENSORS}
    print("F1 of snow, lit or in shadow, for Gulkana, SouthCascade, Sperry, Wolverine, each left out of the fit")
    text = [
        "// Written by Training/snow_spectra/fit.py: do not edit.",
        "//",
        "// Fitted on labelled pixels of Landsat 8, Sentinel-2 and PlanetScope at four glaciers:",
        "// RaineyAbe/glacier-snow-cover-mapping, MIT licence; Aberle et al. (2025), The Cryosphere 19, 1675–1693.",
        "",
        "extension SpectralModel {",
    ]
    for model in MODELS:
        error = measured(model, tables)
        mean, deviation, beta = fitted(*sample(model, tables))
        text += [
            f"    static let {model} = SpectralModel(",
            f"        bands: .{model}, shareError: {error:.4f},",
            f"        mean: [\n                {swift(mean)},\n        ],",
            f"        deviation: [\n                {swift(deviation)},\n        ],",
            f"        coefficients: [\n                {swift(beta)},\n        ])",
        ]
    text += ["}", ""]
    if options.write:
        TARGET.parent.mkdir(parents=True, exist_ok=True)
        TARGET.write_text("\n".join(text))


if __name__ == "__main__":
    main()

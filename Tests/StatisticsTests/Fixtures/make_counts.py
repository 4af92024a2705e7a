"""Writes what scipy says of gamma rates and predictive counts into counts.json.

Run with numpy and scipy: python make_counts.py
"""
import json
import pathlib

import numpy as np
from scipy import integrate, optimize, stats

here = pathlib.Path(__file__).parent

rates = []
for shape, exposure, level in [(0.5, 2, 0.9), (1, 1, 0.95), (1.5, 0.3, 0.9), (4, 7, 0.8), (31, 12.5, 0.95), (900, 14, 0.95)]:
    d = stats.gamma(shape, scale=1 / exposure)
    out = 1 - level
    if shape <= 1:
        density = [0.0, float(d.ppf(level))]
    else:
        below = optimize.minimize_scalar(lambda b: d.isf(out - b) - d.ppf(b), bounds=(1e-14, out - 1e-14), method="bounded",
                                         options={"xatol": 1e-13}).x
        density = [float(d.ppf(below)), float(d.isf(out - below))]
    rates.append({"shape": shape, "exposure": exposure, "level": level, "tailed": [float(d.ppf(out / 2)), float(d.isf(out / 2))],
                  "density": density})

predicted = []
for shape, exposure, other, count in [(0.5, 3, 1, 0), (0.5, 3, 1, 4), (4, 7, 0.45, 2), (31, 12.5, 2, 17), (31, 12.5, 0.1, 6), (2, 40, 1, 9),
                                      (900, 14, 1, 40), (900, 14, 1, 130), (70000.5, 900, 3.3, 260)]:
    d = stats.nbinom(shape, exposure / (exposure + other))
    predicted.append([shape, exposure, other, count, float(d.pmf(count)), float(d.cdf(count)), float(d.sf(count - 1))])

# The same by plain integration over the rate, without the closed form.
integrated = []
for shape, exposure, other, count in [(4, 7, 0.45, 2), (31, 12.5, 2, 9), (0.7, 3, 1, 1)]:
    rate = stats.gamma(shape, scale=1 / exposure)
    top = rate.isf(1e-15)
    value = integrate.quad(lambda x: rate.pdf(x) * stats.poisson.pmf(count, other * x), 0, top, epsabs=1e-14, epsrel=1e-12, limit=400)[0]
    integrated.append([shape, exposure, other, count, value])

(here / "counts.json").write_text(json.dumps({"rates": rates, "predicted": predicted, "integrated": integrated}) + "\n")

"""Writes what scipy and brute force say of special functions and of counts.

Run with numpy and scipy: python make_fixtures.py

The true count given detections is found by simulation of the whole story: a number of objects with a
flat prior, found with a recall drawn from its posterior, beside false ones drawn from the posterior of
precision; the draws that give the observed number of detections are kept by their exact weight.
"""
import json
import pathlib

import numpy as np
from scipy import special, stats

here = pathlib.Path(__file__).parent
gammas = [[x, float(special.gammaln(x))] for x in [0.01, 0.1, 0.5, 1, 1.5, 2, 3.7, 10, 33.3, 100, 1234.5, 1e6]]
chooses = [[n, k, float(special.gammaln(n + 1) - special.gammaln(k + 1) - special.gammaln(n - k + 1))]
           for n, k in [(5, 2), (10, 0), (10, 10), (60, 30), (1000, 7)]]

counts = []
grid = (np.arange(4000) + 0.5) / 4000
for detected, tp, fp, fn in [(0, 90, 20, 25), (1, 90, 20, 25), (7, 90, 20, 25), (30, 90, 20, 25), (5, 8, 2, 3),
                             (12, 400, 10, 150), (0, 5, 5, 5)]:
    right, wrong, missed = tp + 0.5, fp + 0.5, fn + 0.5
    size = 600
    total = np.zeros(size)
    weight = stats.beta(right, missed).pdf(grid)
    weight /= weight.sum()
    for real in range(detected + 1):
        share = stats.betabinom(detected, right, wrong).pmf(real)
        unseen = np.arange(size - real)
        # Negative binomial averaged over the recall's posterior by plain integration.
        chance = (stats.nbinom(real + 1, grid[:, None]).pmf(unseen[None, :]) * weight[:, None]).sum(axis=0)
        total[real:] += share * chance
    counts.append({"detected": detected, "tp": tp, "fp": fp, "fn": fn, "mean": float((total * np.arange(size)).sum()),
                   "head": [float(value) for value in total[:12]]})

(here / "statistics.json").write_text(json.dumps({"gammas": gammas, "chooses": chooses, "counts": counts}))

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

# Quantiles of beta distributions, and equal-tailed intervals of Jeffreys' posterior.
betas = [[a, b, p, float(stats.beta(a, b).ppf(p)), x, float(stats.beta(a, b).cdf(x))]
         for a, b in [(0.5, 0.5), (1, 1), (0.5, 12.5), (33.5, 4.5), (200.5, 17.5), (2, 9000), (30000.5, 12000.5)]
         for p, x in [(0.025, 0.02), (0.1, 0.31), (0.5, 0.7), (0.9, 0.88), (0.975, 0.999)]]
jeffreys = []
for k, n in [(0, 10), (1, 10), (5, 10), (10, 10), (37, 41), (3, 250)]:
    for level in [0.8, 0.95]:
        tail = (1 - level) / 2
        posterior = stats.beta(k + 0.5, n - k + 0.5)
        jeffreys.append([k, n, level, 0.0 if k == 0 else float(posterior.ppf(tail)),
                         1.0 if k == n else float(posterior.ppf(1 - tail))])

# Counts where some detections were looked at, again by plain integration over the recall.
reviewed = []
for unreviewed, confirmed, drawn, precision, recall in [
        (0, 5, 0, (90.5, 20.5), (90.5, 25.5)), (4, 3, 2, (90.5, 20.5), (90.5, 25.5)), (7, 0, 1, (8.5, 2.5), (8.5, 3.5)),
        (0, 0, 3, (90.5, 20.5), (90.5, 25.5)), (6, 0, 0, (90.5, 20.5), (90.5, 25.5)), (2, 9, 0, (140.5, 60.5), (95.5, 40.5))]:
    size = 400
    total = np.zeros(size)
    weight = stats.beta(*recall).pdf(grid)
    weight /= weight.sum()
    for real in range(unreviewed + 1):
        found = confirmed + real
        share = stats.betabinom(unreviewed, *precision).pmf(real)
        unseen = np.arange(size - found)
        chance = (stats.nbinom(found + 1, grid[:, None]).pmf(unseen[None, :]) * weight[:, None]).sum(axis=0)
        chance[:drawn] = 0
        total[found:] += share * chance
    total /= total.sum()
    reviewed.append({"unreviewed": unreviewed, "confirmed": confirmed, "drawn": drawn, "precision": precision,
                     "recall": recall, "mean": float((total * np.arange(size)).sum()),
                     "head": [float(value) for value in total[:16]]})

(here / "reviewed.json").write_text(json.dumps({"betas": betas, "jeffreys": jeffreys, "reviewed": reviewed}))
(here / "statistics.json").write_text(json.dumps({"gammas": gammas, "chooses": chooses, "counts": counts}))

"""Writes a small pair of looks and what numpy and scipy make of it by iteratively re-weighted MAD into alteration.json.

Run with numpy and scipy: python make_alteration.py
"""
import json
import pathlib

import numpy as np
from scipy import linalg, stats

here = pathlib.Path(__file__).parent
lot = np.random.default_rng(7)
BANDS, WIDTH, HEIGHT, DAMPING = 3, 40, 30, 0.01

ground = lot.normal(size=(BANDS, HEIGHT, WIDTH)).cumsum(1).cumsum(2)
ground /= ground.std((1, 2))[:, None, None]
before = np.tensordot(np.array([[1, 0.3, 0.1], [0.2, 0.8, 0.4], [0.1, 0.2, 1.1]]), ground, 1) * 20 + 100
after = 1.3 * before - 12 + lot.normal(size=before.shape) * 2
after[:, 5:12, 8:20] += np.array([30, -25, 10])[:, None, None]
before = before.round(3)
after = after.round(3)

x, y = before.reshape(BANDS, -1), after.reshape(BANDS, -1)
weights = np.ones(x.shape[1])
last = None
for rounds in range(1, 61):
    z = np.vstack([x, y])
    mean = np.average(z, axis=1, weights=weights)
    s = np.cov(z, aweights=weights, ddof=0)
    if rounds == 1:
        add = DAMPING * np.diag(s)
    s11 = s[:BANDS, :BANDS] + np.diag(add[:BANDS])
    s22 = s[BANDS:, BANDS:] + np.diag(add[BANDS:])
    s12 = s[:BANDS, BANDS:]
    # Both generalised problems solved by themselves, and paired by their common eigenvalues.
    values, a = linalg.eigh(s12 @ linalg.inv(s22) @ s12.T, s11)
    _, b = linalg.eigh(s12.T @ linalg.inv(s11) @ s12, s22)
    b = b * np.sign(np.einsum("ij,ik,kj->j", a, s12, b))
    rho = np.sqrt(values)
    difference = a.T @ (x - mean[:BANDS, None]) - b.T @ (y - mean[BANDS:, None])
    statistic = (difference**2 / (2 * (1 - rho))[:, None]).sum(0)
    weights = stats.chi2.sf(statistic, BANDS)
    if last is not None and np.abs(rho - last).max() < 1e-4:
        break
    last = rho

(here / "alteration.json").write_text(json.dumps({
    "width": WIDTH, "height": HEIGHT, "before": before.ravel().tolist(), "after": after.ravel().tolist(),
    "correlations": rho.tolist(), "rounds": rounds, "statistic": [round(float(v), 6) for v in statistic],
    "unchanged": float(weights.mean())}) + "\n")

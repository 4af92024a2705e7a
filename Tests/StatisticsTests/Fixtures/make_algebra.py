"""Writes what scipy says of eigenvalues, assignments and gamma distributions into algebra.json.

Run with numpy and scipy: python make_algebra.py
"""
import json
import pathlib

import numpy as np
from scipy import linalg, optimize, stats

here = pathlib.Path(__file__).parent
lot = np.random.default_rng(4)

problems = []
for order in [1, 2, 3, 6, 8, 13]:
    base = lot.normal(size=(order, order))
    a = base + base.T
    spread = lot.normal(size=(order, order)) * 10.0 ** lot.uniform(-2, 2, size=order)
    b = spread @ spread.T + np.diag(np.diag(spread @ spread.T)) * 1e-3
    values, vectors = linalg.eigh(a, b)
    problems.append({"a": a.tolist(), "b": b.tolist(), "plain": linalg.eigh(a)[0].tolist(), "values": values.tolist(),
                     "vectors": vectors.T.tolist()})

assignments = []
for rows, columns in [(1, 1), (2, 2), (3, 5), (7, 7), (12, 20), (40, 40)]:
    costs = lot.normal(size=(rows, columns)).round(3)
    if rows > 5:
        costs[lot.random(size=costs.shape) < 0.2] = 9e5
    r, c = optimize.linear_sum_assignment(costs)
    assignments.append({"costs": costs.ravel().tolist(), "columns": columns, "pairs": c.tolist(), "cost": float(costs[r, c].sum())})

gammas = []
for shape, scale in [(0.1, 1), (0.5, 2), (1, 3), (3, 2), (8.3, 0.05), (60, 1), (400, 2)]:
    d = stats.gamma(shape, scale=scale)
    for p in [0.999, 0.75, 0.5, 0.05, 1e-3, 1e-6]:
        gammas.append([shape, scale, p, float(d.isf(p))])

(here / "algebra.json").write_text(json.dumps({"problems": problems, "assignments": assignments, "gammas": gammas}) + "\n")

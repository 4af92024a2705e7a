"""Writes what many plain self-consistency steps say of drawn intervals into turnbull.json.

Run with numpy: python make_turnbull.py

Slow on purpose: 20 000 steps of the published recursion, on all distinct stretches between ends, without anything else.
"""
import json
import pathlib

import numpy as np

here = pathlib.Path(__file__).parent
lot = np.random.default_rng(8)
cases = []
for count, whole, open_share, weighted in [(1, True, 0, False), (12, True, .3, False), (60, False, .2, True), (60, True, .1, False), (80, False, .4, False)]:
    truth = lot.weibull(1.3, size=count) * 20
    left = np.floor(np.maximum(0, truth - lot.exponential(4, size=count))) if whole else np.maximum(0, truth - lot.exponential(4, size=count)).round(2)
    right = np.ceil(truth + lot.exponential(4, size=count)) if whole else (truth + lot.exponential(4, size=count)).round(2)
    right = np.maximum(right, left + 0.01)
    right[lot.random(size=count) < open_share] = np.inf
    weight = lot.integers(1, 4, size=count).astype(float) if weighted else np.ones(count)
    ends = np.unique(np.concatenate([left, right]))
    lower, upper = ends[:-1], ends[1:]
    holds = (lower[None, :] >= left[:, None]) & (upper[None, :] <= right[:, None])
    holds = holds.astype(float)
    mass = np.full(len(lower), 1 / len(lower))
    for _ in range(20_000 if count > 1 else 10):
        share = holds @ mass
        mass = mass * (holds.T @ (weight / share)) / weight.sum()
    cases.append({"left": left.tolist(), "right": [None if np.isinf(r) else float(r) for r in right], "weight": weight.tolist(),
                  "log": float((weight * np.log(holds @ mass)).sum()),
                  # Probability of a later time, where mass within stretches does not matter: at all ends.
                  "ends": lower.tolist(), "beyond": [float(mass[lower >= e].sum()) for e in lower]})
(here / "turnbull.json").write_text(json.dumps({"cases": cases}) + "\n")

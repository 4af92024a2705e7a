#!/usr/bin/env python3
"""Writes maximum-flow.json: maximum flows by scipy's own algorithm, and chances of seeing nothing by simulation.

Needs numpy and scipy. Run it in the folder where the file shall lie.
"""
import json

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_flow

rng = np.random.default_rng(20250301)
graphs = []
for _ in range(40):
    count = int(rng.integers(3, 12))
    edges = {}
    for _ in range(int(rng.integers(count, 4 * count))):
        start, end = (int(x) for x in rng.integers(0, count, 2))
        if start != end:
            edges[(start, end)] = int(rng.integers(0, 40))
    matrix = np.zeros((count, count), dtype=np.int32)
    for (start, end), capacity in edges.items():
        matrix[start, end] = capacity
    flow = maximum_flow(csr_matrix(matrix), 0, count - 1).flow_value
    graphs.append(
        {"nodes": count, "edges": [[s, e, c] for (s, e), c in sorted(edges.items())], "flow": int(flow)})


def unseen(rate, stay, looks, detection, runs=200_000):
    """Share of runs in which no carrier is found, each carrier being looked for by itself."""
    first, last = min(looks) - stay - 1, max(looks) + 1
    missed = 0
    for number in rng.poisson(rate * (last - first), runs):
        arrivals = rng.uniform(first, last, number)
        there = (arrivals[:, None] <= np.array(looks)) & (np.array(looks) < arrivals[:, None] + stay)
        found = there & (rng.uniform(size=there.shape) < detection)
        missed += not found.any()
    return missed / runs


looks = [
    {"rate": rate, "stay": stay, "looks": times, "detection": detection,
     "unseen": unseen(rate, stay, times, detection)}
    for rate, stay, times, detection in [
        (0.2, 1.0, [0.0, 10.0, 20.0], 0.8),
        (0.5, 2.0, [0.0, 0.5, 1.0, 9.0], 0.6),
        (0.1, 5.0, [0.0, 1.0, 2.0, 3.0, 30.0], 0.3),
        (3.0, 0.25, [4.0], 0.9),
    ]
]
with open("maximum-flow.json", "w", encoding="utf-8") as file:
    json.dump({"graphs": graphs, "looks": looks}, file)
    file.write("\n")

#!/usr/bin/env python3
"""Writes scenario-plant.json: a plant's yields and the days that a delivery lasts a tank, simulated with numpy.

Run it in the folder where the file shall lie.
"""
import json

import numpy as np

rng = np.random.default_rng(7)
runs = 4_000_000
yields = {
    "lpg": (0.5, 1, 2), "gasoline": (14, 17, 21), "kerosene": (8, 11, 15), "diesel": (20, 25, 30),
    "residue": (38, 45, 52), "lube": (0, 0.5, 1.5), "own": (4, 6, 8),
}
raw = np.array([rng.triangular(*limits, runs) for limits in yields.values()])
shares = 100 * raw / raw.sum(axis=0)
cuts = [
    dict(zip(["id", "p10", "p50", "p90"], [name, *(float(x) for x in np.percentile(share, [10, 50, 90]))]))
    for name, share in zip(yields, shares)
]
# A beta-PERT share of 0.3 / 0.5 / 0.7 of the gasoline of 2 Mt goes to a unit that takes 247.8 kt.
part = 0.3 + 0.4 * rng.beta(3, 3, runs)
suffices = float((2000 * shares[1] / 100 * part <= 247.8).mean())

loads = 5 * rng.choice([40, 60, 66], runs) * rng.uniform(0.8, 1, runs)
area = np.pi * 34.2 * 11.94 + 2 * np.pi * 17.1**2
watts = rng.triangular(3, 4, 6, runs) * area * (50 - rng.uniform(-15, 5, runs))
tonnes_a_day = watts * 86_400 / (40.4e9 * rng.triangular(0.7, 0.8, 0.85, runs))
days = [float(x) for x in np.percentile(loads / tonnes_a_day, [10, 50, 90])]

with open("scenario-plant.json", "w", encoding="utf-8") as file:
    json.dump({"cuts": cuts, "reformerSuffices": suffices, "warmingDays": days}, file, indent=1)
    file.write("\n")

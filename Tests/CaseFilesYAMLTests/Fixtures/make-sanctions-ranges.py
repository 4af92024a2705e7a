"""Ranges of caps and consequences by numpy, drawn independently of the project: run `python make-sanctions-ranges.py > sanctions-ranges.json`."""

import json

import numpy as np

N = 2_000_000
draw = np.random.default_rng(20260101)


def pert(low, mode, high):
    width = high - low
    return low + width * draw.beta(1 + 4 * (mode - low) / width, 1 + 4 * (high - mode) / width, N)


def spread(values):
    p10, p50, p90 = np.percentile(values, [10, 50, 90])
    return {"p10": p10, "p50": p50, "p90": p90, "mean": values.mean()}


calls = pert(38, 43, 50) * pert(1000, 3000, 9000) * draw.uniform(0.5, 1, N) * 7.23
reported = 60_000
least, greatest = np.maximum(calls, reported), calls + reported
demand = pert(3e6, 4.5e6, 6e6)

hours = 600 * pert(0.5, 0.8, 1) * pert(15, 20, 25)
use = hours * draw.uniform(1.6, 3.0, N)
supply = pert(5e3, 20e3, 214e3) * pert(0.3, 0.5, 0.9)
wanted = (supply / use) ** draw.uniform(0.5, 1, N)
cap = draw.uniform(2, 3, N)

json.dump(
    {
        "ratio.least": spread(least / 500_000),
        "ratio.greatest": spread(greatest / 500_000),
        "effectiveness": spread(np.clip(1 - (least - 500_000) / (demand - 500_000), 0, 1)),
        "transparency": spread(reported / least),
        "use": spread(use),
        "activity-ratio": spread(np.minimum(wanted, cap)),
        "cap-binds": float((wanted >= cap).mean()),
    },
    __import__("sys").stdout,
    indent=1,
)

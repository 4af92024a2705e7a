"""Writes what scipy says of censored times into survival.json.

Run with numpy 2.4 and scipy 1.17: python make_survival.py

scipy.stats.ecdf gives the estimate of Kaplan and Meier with Greenwood's log-log intervals; the Weibull fit is scipy's general maximiser of the
censored likelihood with the location fixed at 0, and its standard errors come from differences of that likelihood.
"""
import json
import pathlib

import numpy as np
from scipy import optimize, stats

lot = np.random.default_rng(4)
cases = []


def add(times, ends):
    times, ends = np.asarray(times, float), np.asarray(ends, bool)
    sample = stats.CensoredData(uncensored=times[ends], right=times[~ends])
    steps = stats.ecdf(sample).sf
    low, high = (end.probabilities for end in (steps.confidence_interval(method="log-log").low, steps.confidence_interval(method="log-log").high))
    at = [float(t) for t in np.unique(times[ends])]
    places = [int(np.flatnonzero(steps.quantiles == t)[0]) for t in at]

    def loss(p):
        shape, scale = np.exp(p)
        return -(stats.weibull_min.logpdf(times[ends], shape, scale=scale).sum() + stats.weibull_min.logsf(times[~ends], shape, scale=scale).sum())

    found = optimize.minimize(loss, [0, np.log(times.mean())], method="Nelder-Mead", options={"xatol": 1e-11, "fatol": 1e-13, "maxiter": 20000})
    h = 1e-4
    e = np.eye(2) * h
    hessian = [[(loss(found.x + e[i] + e[j]) - loss(found.x + e[i] - e[j]) - loss(found.x - e[i] + e[j]) + loss(found.x - e[i] - e[j])) / (4 * h * h)
                for j in range(2)] for i in range(2)]
    errors = np.sqrt(np.diag(np.linalg.inv(hessian)))
    cases.append({
        "times": times.tolist(), "ends": ends.tolist(), "at": at, "survival": [float(steps.probabilities[p]) for p in places],
        "low": [None if np.isnan(low[p]) else float(low[p]) for p in places], "high": [None if np.isnan(high[p]) else float(high[p]) for p in places],
        "shape": float(np.exp(found.x[0])), "scale": float(np.exp(found.x[1])), "errors": errors.tolist(), "log": -float(found.fun)})


# Restarts of idle refineries, months.
add([2.5, 5.1, 9.5, 20.4, 21.8, 27, 43.7, 60, 75, 140], [1, 1, 1, 1, 1, 1, 1, 0, 0, 0])
# Remission under 6-mercaptopurine, weeks: Freireich et al. (1963), Blood 21, 699-716; ties, and ends together with censoring.
add([6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35], [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0])
times = (lot.weibull(2.3, 60) * 12).round(2)
stop = (lot.random(60) * 25).round(2) + .01
add(np.minimum(times, stop), times <= stop)
(pathlib.Path(__file__).parent / "survival.json").write_text(json.dumps({"cases": cases}, indent=1) + "\n")

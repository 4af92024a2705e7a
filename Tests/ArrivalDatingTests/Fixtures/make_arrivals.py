#!/usr/bin/env python3
"""Dates arrivals by brute force: forward in time from each arrival, for every combination of parameters.

    python3 Tests/ArrivalDatingTests/Fixtures/make_arrivals.py      (needs numpy and scipy)

Writes arrivals.json (small questions with their posteriors), snow.json (depths by SciPy's integrator of the differential equation) and
clocks.json (local times by Python's zoneinfo) beside itself. Nothing of the program is used: likelihoods are written out from the
formulas of Documentation/arrival-dating.md.
"""

import datetime
import itertools
import json
import math
import pathlib
import zoneinfo

import numpy as np
from scipy.integrate import solve_ivp

HERE = pathlib.Path(__file__).resolve().parent
TOLD = 1000 / 7
USUAL = {"clearing": 0.02, "roof_visibility": 0.5, "full_cover": 2, "degree_day_factor": 3.51, "melt_threshold": 0,
         "wind_removal": 0.1, "wind_threshold": 7.7, "snow_density": TOLD, "brought_probability": 0, "brought_depth": 1,
         "ground_visibility": 0.5, "ground_at_start": 0, "rail_visibility": 0.5, "other_train": 0.05, "tracks_made": 0.8,
         "track_freshness": 0.5, "track_burial": 4, "sun_melt": 0.6, "reliability": 1}


def forward(depth, start, end, hours, p, sunny=False, open_ground=True, melts_only=False):
    """Millimetres of water at `end` (seconds) where `depth` lay at `start`, hour after hour."""
    for hour in hours:
        a, b = max(start, hour["start"]), min(end, hour["start"] + 3600)
        if b <= a:
            continue
        t = (b - a) / 3600
        melt = p["degree_day_factor"] * max(hour["temperature"] - p["melt_threshold"], 0) / 24 if "temperature" in hour else 0
        if sunny:
            melt += p["sun_melt"] * hour["light"] * 0.0036
        if melts_only:
            depth = max(0, depth - melt * t)
            continue
        net = hour["snowfall"] * TOLD / 100 - melt
        k = p["wind_removal"] if hour.get("wind", 0) > p["wind_threshold"] else 0
        if k == 0:
            depth = max(0, depth + net * t)
        else:
            depth = max(0, net / k + (depth - net / k) * math.exp(-k * t))
    return depth


def told(truth, states, reliability):
    return reliability * truth + (1 - reliability) / states


def likelihood(case, arrival, p, brings):
    """Probability of all cues for one arrival and one set of parameters."""
    look, begin, hours = case["window"], 0, case["hours"]
    cm = 100 / p["snow_density"]
    brought = p["brought_depth"] / cm if brings else 0
    roof = cm * forward(brought, arrival, look, hours, p)
    fallen = cm * forward(0, arrival, look, hours, p)
    at_arrival = forward(p["ground_at_start"] / cm, begin, arrival, hours, p)
    ground = cm * forward(at_arrival, arrival, look, hours, p, melts_only=True)
    bare = math.exp(-roof / p["roof_visibility"])
    full = min(1 - math.exp(-(roof / p["full_cover"]) ** 2), 1 - bare)
    natural = {"bare": bare, "full": full, "thin": max(0, 1 - bare - full)}
    c, result, cleared, uncleared = p["clearing"], 1.0, 1.0, 1.0
    for cue in case["cues"]:
        r = cue.get("reliability", p["reliability"])
        state = cue["state"]
        if cue["kind"] == "roofs":
            one = (1 - c) * natural[state] + (c if state == "bare" else 0)
            result *= told(one, 3, r) ** cue["count"] if case["clearing"] == "each" else 1
            cleared *= told(1 if state == "bare" else 0, 3, r) ** cue["count"]
            uncleared *= told(natural[state], 3, r) ** cue["count"]
        elif cue["kind"] == "ground":
            white = 1 - math.exp(-ground / p["ground_visibility"])
            result *= told(white if state == "white" else 1 - white, 2, r)
        elif cue["kind"] == "rails":
            shining = p["other_train"] + (1 - p["other_train"]) * math.exp(-fallen / p["rail_visibility"])
            result *= told(shining if state == "shining" else 1 - shining, 2, r)
        elif cue["kind"] == "tracks":
            made = p["tracks_made"] * (1 - math.exp(-ground / p["ground_visibility"]))
            fresh = made * math.exp(-fallen / p["track_freshness"])
            filled = max(0, made * math.exp(-fallen / p["track_burial"]) - fresh)
            result *= told({"fresh": fresh, "snowed_in": filled, "none": 1 - fresh - filled}[state], 3, r)
        elif cue["kind"] == "sides":
            side = math.exp(-cm * forward(brought, arrival, look, hours, p, sunny=True) / p["roof_visibility"])
            result *= told({"one_bare": (1 - c) * (side - bare), "both_bare": c + (1 - c) * bare,
                            "both_white": (1 - c) * (1 - side)}[state], 3, r)
    if case["clearing"] == "together" and any(cue["kind"] == "roofs" for cue in case["cues"]):
        result *= c * cleared + (1 - c) * uncleared
    return result


def posterior(case):
    """Bins from the earliest: prior, posterior; and the evidence."""
    look, step = case["window"], case["step"]
    bins, end = [], look
    while end > 0:
        bins.append((max(0, end - step), end))
        end -= step
    bins.reverse()
    zone = zoneinfo.ZoneInfo(case["zone"])
    began = datetime.datetime.fromisoformat(case["began"])
    prior = []
    for start, end in bins:
        weight = end - start
        if case["prior"]:
            # Hourly weights, each bin by the mean over its quarters of an hour.
            n = max(1, math.ceil((end - start) / 900))
            middles = [end - (end - start) * (i + 0.5) / n for i in range(n)]
            local = [(began + datetime.timedelta(seconds=m)).astimezone(zone).hour for m in middles]
            weight *= sum(case["prior"][h] for h in local) / n
        prior.append(weight)
    prior = np.array(prior) / sum(prior)
    names = [name for name, value in case["parameters"].items() if isinstance(value, list)]
    total = np.zeros(len(bins))
    for values in itertools.product(*[case["parameters"][name] for name in names]):
        p = dict(USUAL)
        p.update({k: v for k, v in case["parameters"].items() if not isinstance(v, list)})
        weight = 1.0
        for name, (value, w) in zip(names, values):
            p[name] = value
            weight *= w / sum(x[1] for x in case["parameters"][name])
        for brings in (True, False):
            share = p["brought_probability"] if brings else 1 - p["brought_probability"]
            if share == 0:
                continue
            for i, (start, end) in enumerate(bins):
                arrival = end if case["placement"] == "end" else (start + end) / 2
                total[i] += weight * share * likelihood(case, arrival, p, brings)
    evidence = float(prior @ total)
    return prior.tolist(), (prior * total / evidence).tolist(), evidence


def smallest(probabilities, level):
    """The number of bins of the smallest set that holds a share, by trying all sets."""
    for size in range(1, len(probabilities) + 1):
        if max(sum(c) for c in itertools.combinations(probabilities, size)) >= level:
            return size
    return len(probabilities)


def shortest(probabilities, level):
    return min(j - i for i in range(len(probabilities)) for j in range(i + 1, len(probabilities) + 1)
               if sum(probabilities[i:j]) >= level)


def drawn_case(random, number):
    """A small question by lot."""
    hours_long = int(random.integers(5, 13))
    began = datetime.datetime(2018, 5, 3, 20, tzinfo=datetime.timezone.utc) + datetime.timedelta(minutes=int(random.integers(0, 60)))
    window = hours_long * 3600 - int(random.choice([0, 0, 420, 1800]))
    offset = -int(random.choice([0, 0, 600, 2880]))
    hours = []
    tells = {"temperature": number % 3 != 0, "wind": number % 4 == 1}
    for i in range(hours_long + 2):
        hour = {"start": offset + 3600 * i, "snowfall": float(random.choice([0, 0, 0.2, 0.7, 1.5]).round(2)),
                "light": float(random.integers(0, 500))}
        if tells["temperature"]:
            hour["temperature"] = round(float(random.normal(0, 4)), 1)
        if tells["wind"]:
            hour["wind"] = round(float(random.uniform(3, 14)), 1)
        hours.append(hour)
    cues = []
    if number % 5 != 4:
        for state in random.permutation(["bare", "thin", "full"])[: int(random.integers(1, 3))]:
            cues.append({"kind": "roofs", "state": str(state), "count": int(random.integers(1, 5)),
                         "reliability": float(random.choice([0.8, 0.95]))})
    else:
        cues.append({"kind": "sides", "state": ["one_bare", "both_bare", "both_white"][number % 3], "reliability": 0.9})
    for kind, states in (("ground", ["dark", "white"]), ("rails", ["shining", "covered"]), ("tracks", ["fresh", "snowed_in", "none"])):
        if random.random() < 0.5:
            cues.append({"kind": kind, "state": str(random.choice(states)), "reliability": 0.9})
    parameters = {"clearing": [[0.0, 1.0], [0.02, 2.0], [0.1, 1.0]], "roof_visibility": [[0.3, 1.0], [0.9, 3.0]],
                  "ground_at_start": float(random.choice([0, 2.0])), "brought_probability": float(random.choice([0, 0.3])),
                  "brought_depth": [[0.5, 1.0], [3.0, 1.0]], "wind_removal": [[0.05, 1.0], [0.4, 1.0]], "wind_threshold": 8.0,
                  "degree_day_factor": [[2.4, 1.0], [6.0, 2.0]], "melt_threshold": float(random.choice([0, -0.5])),
                  "snow_density": float(random.choice([TOLD, 90.0])), "full_cover": 2.0, "ground_visibility": 0.4,
                  "rail_visibility": 0.6, "other_train": 0.1, "tracks_made": 0.7, "track_freshness": 0.5, "track_burial": 3.0,
                  "sun_melt": 0.7}
    return {"began": began.isoformat(), "window": window, "step": int(random.choice([3600, 1800])) if hours_long < 8 else 3600,
            "zone": "Asia/Pyongyang", "hours": hours, "cues": cues, "parameters": parameters,
            "clearing": str(random.choice(["each", "together"])), "placement": ["end", "middle"][number % 2],
            "prior": [float(random.integers(0, 4)) + 0.5 for _ in range(24)] if number % 3 == 1 else []}


def snow_cases(random):
    """Depth at the end by SciPy's integrator, hour by hour, for single arrivals."""
    cases = []
    for _ in range(20):
        hours = [{"start": 3600 * i, "snowfall": float(random.choice([0, 0, 0.4, 1.2])), "temperature": round(float(random.normal(1, 3)), 2),
                  "wind": round(float(random.uniform(4, 13)), 2)} for i in range(10)]
        p = {"degree_day_factor": round(float(random.uniform(2, 8)), 2), "wind_removal": round(float(random.uniform(0.02, 0.5)), 3),
             "wind_threshold": 7.7, "melt_threshold": 0.0}
        depths = []
        for arrival in range(10):
            water = 0.0
            for hour in hours[arrival:]:
                fall = hour["snowfall"] * TOLD / 100
                melt = p["degree_day_factor"] * max(hour["temperature"], 0) / 24
                k = p["wind_removal"] if hour["wind"] > p["wind_threshold"] else 0
                gone = lambda t, w: w[0]  # noqa: E731
                gone.terminal, gone.direction = True, -1
                run = solve_ivp(lambda t, w: [fall - melt - k * w[0]], (0, 1), [water], rtol=1e-10, atol=1e-12,
                                events=gone if fall < melt else None)
                # What has gone does not come back within an hour in which more melts than falls.
                water = 0.0 if run.status == 1 or (water == 0 and fall <= melt) else max(0.0, float(run.y[0, -1]))
            depths.append(water / (TOLD / 100))
        cases.append({"hours": hours, "parameters": p, "depths": depths})
    return cases


def clocks():
    """Local times of instants by zoneinfo."""
    told = []
    for name in ("Asia/Pyongyang", "Asia/Vladivostok", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "UTC", "Australia/Lord_Howe"):
        zone = zoneinfo.ZoneInfo(name)
        for text in ("2015-08-14T14:59:59", "2015-08-14T15:00:00", "2018-05-04T14:59:59", "2018-05-04T15:00:00", "2025-02-15T01:48:00",
                     "2024-03-31T00:59:59", "2024-03-31T01:00:00", "2024-10-27T00:30:00", "2024-10-27T01:30:00", "2014-10-25T16:00:00"):
            local = datetime.datetime.fromisoformat(text + "+00:00").astimezone(zone)
            midnight = local.replace(hour=0, minute=0, second=0, fold=0)
            told.append({"zone": name, "instant": text + "Z", "local": local.strftime("%Y-%m-%d %H:%M"),
                         "offset": int(local.utcoffset().total_seconds()), "midnight": midnight.timestamp()})
    return told


def main():
    random = np.random.default_rng(20250215)
    cases = []
    number = 0
    while len(cases) < 60:
        case = drawn_case(random, number)
        number += 1
        case["priors"], case["posterior"], case["evidence"] = posterior(case)
        if len(case["posterior"]) <= 14:
            case["smallest"], case["shortest"] = smallest(case["posterior"], 0.9), shortest(case["posterior"], 0.9)
            cases.append(case)
    (HERE / "arrivals.json").write_text(json.dumps(cases) + "\n")
    (HERE / "snow.json").write_text(json.dumps(snow_cases(random)) + "\n")
    (HERE / "clocks.json").write_text(json.dumps(clocks()) + "\n")


if __name__ == "__main__":
    main()

"""Leaving one port out at a time: held-out detections, thresholds and the table of figures."""

import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch

from . import SCORED
from .boxes import clipped, upright_from_oriented
from .decoding import detections_in, maps_of
from .network import Engine, ShipNetwork
from .ports import read_ports, surroundings
from .scoring import average_precision, best_threshold, counts, figures, judge
from .training import train

FLOOR = 0.05
SURROUNDINGS = ("berth", "open")


def folds_of(names):
    """Names of the ports held out in each fold: every scored port alone, all others together."""
    others = tuple(n for n in names if n not in SCORED)
    return [(n,) for n in names if n in SCORED] + ([others] if others else [])


def weights_path(fold, member, output):
    """Where the weights of a member lie that has not seen the ports of a fold; `()` has seen all ports."""
    name = f"without_{'_'.join(fold)}" if fold else "final"
    return Path(output) / "folds" / f"{name}_{member}.pt"


def train_member(folder, fold, member, settings, output):
    """Train on all ports but those of the fold, and keep the weights. Weights that lie there already are kept."""
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    path = weights_path(fold, member, output)
    if path.exists():
        return
    ports = [p for p in read_ports(folder) if p.name not in fold]
    network = train(ports, replace(settings, seed=settings.seed + member), lambda text: print(f"{path.stem}: {text}", flush=True))
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = path.with_suffix(".part")
    torch.save(network.state_dict(), whole)
    whole.rename(path)


def train_folds(folder, folds, settings, output, jobs):
    """Train all members of several folds, `jobs` at a time, each on a thread of its own: their number does not change
    the weights."""
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        work = [(fold, member) for member in range(settings.members) for fold in folds]
        for done in [pool.submit(train_member, folder, fold, member, settings, output) for fold, member in work]:
            done.result()


def engine_of(fold, settings, output):
    """The engine with the weights of a fold."""
    members = []
    for member in range(settings.members):
        network = ShipNetwork(settings.widths)
        network.load_state_dict(torch.load(weights_path(fold, member, output)))
        members.append(network)
    return Engine(members, settings.looks).eval()


def held_out(ports, settings, output):
    """Detections (x, y, length, width, angle, score) of each port by a network that never saw it, by port name."""
    found = {}
    for fold in folds_of([p.name for p in ports]):
        engine = engine_of(fold, settings, output)
        for port in (p for p in ports if p.name in fold):
            found[port.name] = detections_in(maps_of(engine, port.image), FLOOR, settings.merge_iou)
    return found


def uprights(detections, port):
    """Detections as (upright box clipped to the picture, score), the form that is scored."""
    return [(clipped(upright_from_oriented(d), *port.size), d[5]) for d in detections]


def row(verdicts, port, detections):
    """Figures of one port, and the counts at berths and in open water apart.

    A ship belongs where its label says, a false alarm where the picture says (`ports.surroundings`).
    """
    answer = figures(*counts(verdicts, len(port.ships)))
    taken = {v[2] for v in verdicts if v[1] == "true"}
    invented = [surroundings(port, detections[v[3]]) for v in verdicts if v[1] == "false"]
    answer["surroundings"] = {}
    for state in SURROUNDINGS:
        here = {i for i, s in enumerate(port.states) if s == state}
        right = len(taken & here)
        answer["surroundings"][state] = dict(tp=right, fp=invented.count(state), fn=len(here) - right)
    return answer


def table(ports, found):
    """Figures of each port at the threshold that the *other* ports choose, pooled figures, spread and final threshold.

    The threshold for one port is the best over the held-out detections of all other ports, so neither the network nor
    the threshold has seen the port that is scored. Pooled figures add up the scored ports only.
    """
    verdicts = {p.name: judge(uprights(found[p.name], p), p.ships, p.unsure, p.ignore) for p in ports}
    rows = {}
    for port in ports:
        others = [(verdicts[p.name], len(p.ships)) for p in ports if p.name != port.name and p.name in SCORED]
        threshold = best_threshold(others)
        rows[port.name] = dict(
            scored=port.name in SCORED,
            threshold=threshold,
            **row([v for v in verdicts[port.name] if v[0] >= threshold], port, found[port.name]),
            ap=round(average_precision(verdicts[port.name], len(port.ships)), 4),
        )
    scored = [p for p in ports if p.name in SCORED]
    pooled = figures(*np.sum([[rows[p.name][k] for k in ("tp", "fp", "fn")] for p in scored], axis=0).tolist())
    together = [v for p in scored for v in verdicts[p.name]]
    pooled["ap"] = round(average_precision(together, sum(len(p.ships) for p in scored)), 4)
    pooled["surroundings"] = {
        state: {k: sum(rows[p.name]["surroundings"][state][k] for p in scored) for k in ("tp", "fp", "fn")}
        for state in SURROUNDINGS
    }
    f1 = [rows[p.name]["f1"] for p in scored]
    mean, deviation = round(float(np.mean(f1)), 4), round(float(np.std(f1, ddof=1)), 4)
    spread = dict(mean=mean, deviation=deviation, lowest=min(f1), highest=max(f1))
    final = best_threshold([(verdicts[p.name], len(p.ships)) for p in scored])
    return dict(ports=rows, pooled=pooled, f1_spread=spread, threshold=final)


def save(path, value):
    """Write JSON with a fixed layout."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(json.dumps(value, indent=2) + "\n")


def markdown(table_):
    """The table of figures as Markdown."""
    lines = ["| port | ships | TP | FP | FN | precision | recall | F1 | AP | threshold |"]
    lines.append("|---" * 10 + "|")
    for name, r in list(table_["ports"].items()) + [("**pooled, scored ports**", table_["pooled"])]:
        mark = "" if r.get("scored", True) else " (too few ships for a score)"
        cells = [f"{r[k]:.2f}" for k in ("precision", "recall", "f1", "ap")]
        limit = f"{r['threshold']:.2f}" if "threshold" in r else ""
        numbers = [str(n) for n in (r["tp"] + r["fn"], r["tp"], r["fp"], r["fn"])]
        lines.append("| " + " | ".join([name + mark] + numbers + cells + [limit]) + " |")
    return "\n".join(lines) + "\n"

"""Leaving one port out at a time: held-out detections, thresholds and the table of figures."""

import json
from pathlib import Path

import numpy as np
import torch

from . import SCORED
from .boxes import clipped, upright_from_oriented
from .decoding import detections_in, maps_of
from .network import Engine, ShipNetwork
from .scoring import average_precision, best_threshold, counts, figures, judge
from .training import train

FLOOR = 0.05
BASES = (("algiers", "athens"), ("busan", "casablanca", "hedland"))


def folds_of(names):
    """Names of the ports held out in each fold: every scored port alone, all others together."""
    others = tuple(n for n in names if n not in SCORED)
    return [(n,) for n in names if n in SCORED] + ([others] if others else [])


def base_of(fold):
    """The group of ports on which the first stage of a fold is trained: one that holds none of the ports held out."""
    return next(g for g in BASES if not set(g).intersection(fold))


def trained(ports, fold, settings, output, log=print):
    """The network trained on all ports but those of the fold, or read back when its weights are there already.

    Training has three stages. The first is on a small group of ports and is shared by all folds that hold out none of
    them; the others go on with all ports of the fold, and mine false alarms anew. No stage sees a port held out.
    Ports without a score of their own are looked at with the first stage alone, to save time.
    """
    folder, name = Path(output) / "folds", f"without_{'_'.join(fold)}" if fold else "final"
    group = base_of(fold)
    base = [p for p in ports if p.name in group]
    rest = [p for p in ports if p.name not in fold]
    first = folder / f"base_{'_'.join(group)}.pt"
    network = stage(base, settings, first, settings.base_steps, settings.base_rate, None, log)
    if fold and not set(fold) & set(SCORED):
        return Engine([network], settings.mirrors).eval()
    network = stage(rest, settings, folder / f"{name}.pt", settings.steps, settings.rate, network, log)
    last = folder / f"{name}_last.pt"
    network = stage(rest, settings, last, settings.last_steps, settings.last_rate, network, log, settings.moles)
    return Engine([network], settings.mirrors).eval()


def stage(ports, settings, path, steps, rate, start, log, moles=0):
    """One stage of training that goes on from `start`, or its weights from `path` when they are there.

    `moles` is the number of breakwaters built into each port.
    """
    if steps == 0:
        return start
    network = ShipNetwork(settings.widths)
    if path.exists():
        network.load_state_dict(torch.load(path))
        return network
    log(f"training {path.stem} on {', '.join(p.name for p in ports)}")
    network = train(ports, settings, settings.seed + moles, steps, rate, start, moles, log)
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), path)
    return network


def held_out(ports, settings, output, log=print):
    """Detections (x, y, length, width, angle, score) of each port by a network that never saw it, by port name."""
    found = {}
    for fold in folds_of([p.name for p in ports]):
        engine = trained(ports, fold, settings, output, log)
        for port in (p for p in ports if p.name in fold):
            found[port.name] = detections_in(maps_of(engine, port.image), FLOOR, settings.merge_iou)
    return found


def uprights(detections, port):
    """Detections as (upright box clipped to the picture, score), the form that is scored."""
    return [(clipped(upright_from_oriented(d), *port.size), d[5]) for d in detections]


def row(verdicts, states):
    """Figures of one scene, with the recall of ships at berth and in open water apart."""
    taken = {v[2] for v in verdicts if v[1] == "true"}
    answer = figures(*counts(verdicts, len(states)))
    for state in ("berth", "open"):
        here = [i for i, s in enumerate(states) if s == state]
        answer[state] = dict(ships=len(here), tp=len(taken.intersection(here)))
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
            **row([v for v in verdicts[port.name] if v[0] >= threshold], port.states),
            ap=round(average_precision(verdicts[port.name], len(port.ships)), 4),
        )
    scored = [p for p in ports if p.name in SCORED]
    pooled = figures(*np.sum([[rows[p.name][k] for k in ("tp", "fp", "fn")] for p in scored], axis=0).tolist())
    together = [v for p in scored for v in verdicts[p.name]]
    pooled["ap"] = round(average_precision(together, sum(len(p.ships) for p in scored)), 4)
    for state in ("berth", "open"):
        pooled[state] = {k: sum(rows[p.name][state][k] for p in scored) for k in ("ships", "tp")}
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

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


def folds_of(names):
    """Names of the ports held out in each fold: every scored port alone, all others together."""
    others = tuple(n for n in names if n not in SCORED)
    return [(n,) for n in names if n in SCORED] + ([others] if others else [])


def trained(ports, settings, path, log=print):
    """The members of one network, trained on some ports, or read back when `path` already holds their weights."""
    path = Path(path)
    if path.exists():
        members = [ShipNetwork(settings.widths) for _ in range(settings.members)]
        for member, state in zip(members, torch.load(path)):
            member.load_state_dict(state)
    else:
        log(f"training {path.stem} on {', '.join(p.name for p in ports)}")
        members = [train(ports, settings, settings.seed + i, log) for i in range(settings.members)]
        path.parent.mkdir(parents=True, exist_ok=True)
        torch.save([m.state_dict() for m in members], path)
    return Engine(members).eval()


def held_out(ports, settings, output, log=print):
    """Detections (x, y, length, width, angle, score) of each port by a network that never saw it, by port name."""
    found = {}
    for fold in folds_of([p.name for p in ports]):
        others = [p for p in ports if p.name not in fold]
        engine = trained(others, settings, Path(output) / "folds" / f"without_{'_'.join(fold)}.pt", log)
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
    spread = dict(mean=round(float(np.mean(f1)), 4), deviation=round(float(np.std(f1, ddof=1)), 4), lowest=min(f1), highest=max(f1))
    final = best_threshold([(verdicts[p.name], len(p.ships)) for p in scored])
    return dict(ports=rows, pooled=pooled, f1_spread=spread, threshold=final)


def save(path, value):
    """Write JSON with a fixed layout."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(json.dumps(value, indent=2) + "\n")


def markdown(table_):
    """The table of figures as Markdown."""
    lines = ["| port | ships | TP | FP | FN | precision | recall | F1 | AP | threshold |", "|---|---|---|---|---|---|---|---|---|---|"]
    for name, r in list(table_["ports"].items()) + [("**pooled, scored ports**", table_["pooled"])]:
        mark = "" if r.get("scored", True) else " (too few ships for a score)"
        cells = [f"{r[k]:.2f}" for k in ("precision", "recall", "f1", "ap")]
        limit = f"{r['threshold']:.2f}" if "threshold" in r else ""
        lines.append(f"| {name}{mark} | {r['tp'] + r['fn']} | {r['tp']} | {r['fp']} | {r['fn']} | {' | '.join(cells)} | {limit} |")
    return "\n".join(lines) + "\n"

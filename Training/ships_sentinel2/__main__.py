"""Command line: `python3 -m ships_sentinel2 all --ports DIR --output DIR`."""

import argparse
import json
import os
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import torch

from .card import card
from .decoding import MARGIN
from .evaluate import evaluate
from .export import cost, margin, stitched_equals_whole, write_onnx
from .folds import engine_of, folds_of, held_out, markdown, save, table, train_folds
from .pictures import errors, sheet
from .ports import read_ports
from .settings import Settings


FIELDS = ("x", "y", "length", "width", "angle", "score")


def log(text):
    print(text, flush=True)


def measure(ports, settings, output):
    """Score the folds; the table goes to `accuracy.json` and `accuracy.md`."""
    found = held_out(ports, settings, output)
    for name, detections in found.items():
        save(output / "held_out" / f"{name}.json", [dict(zip(FIELDS, d)) for d in detections])
    accuracy = table(ports, found)
    for port in ports:
        wrong = errors(port, found[port.name], accuracy["ports"][port.name]["threshold"])
        if wrong:
            cv2.imwrite(str(output / "held_out" / f"{port.name}.png"), sheet(wrong))
    save(output / "accuracy.json", accuracy)
    (output / "accuracy.md").write_text(markdown(accuracy))
    log(markdown(accuracy))
    return accuracy


def ship(ports, settings, output, accuracy):
    """Export the network of all ports, check it and write the card."""
    engine = engine_of((), settings, output)
    write_onnx(engine, output / "network.onnx")
    edge, reach = margin(engine)
    assert edge <= MARGIN, f"the margin of {edge} pixels is larger than {MARGIN}"
    image = np.ascontiguousarray(ports[0].image[:512, :512].transpose(2, 0, 1))
    log(f"reach {reach} px, stitched tiles differ by {stitched_equals_whole(engine, image, 256, edge):.1e}")
    parameters = sum(p.numel() for p in engine.parameters())
    save(output / "card.json", card(output / "network.onnx", settings, accuracy, parameters, edge, cost(engine) / 1e3))


def main():
    parser = argparse.ArgumentParser(prog="ships_sentinel2", description="Train, measure and export ships-sentinel2.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, words in (("all", "folds, table, final network, ONNX, card"), ("folds", "folds and table"),
                        ("final", "final network, ONNX and card, from a table already made")):
        command = commands.add_parser(name, help=words)
        command.add_argument("--ports", type=Path, required=True, help="folder of the port folders")
        command.add_argument("--output", type=Path, required=True,
                             help="folder to write to; finished folds in it are kept")
        command.add_argument("--steps", type=int, help="training steps instead of the usual number, for a quick try")
        command.add_argument("--jobs", type=int, default=os.cpu_count(), help="networks trained at a time, one thread each")
    command = commands.add_parser("evaluate", help="score detections that some program has written")
    command.add_argument("--ports", type=Path, required=True)
    command.add_argument("--detections", type=Path, required=True, help="folder with <port>.json or <port>.geojson")
    command.add_argument("--threshold", type=float, default=0.0)
    arguments = parser.parse_args()
    if arguments.command == "evaluate":
        print(json.dumps(evaluate(arguments.ports, arguments.detections, arguments.threshold), indent=2))
        return
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    settings = Settings()
    if arguments.steps is not None:
        settings = replace(settings, steps=arguments.steps)
    arguments.output.mkdir(parents=True, exist_ok=True)
    ports = read_ports(arguments.ports)
    folds = folds_of([p.name for p in ports]) if arguments.command != "final" else []
    final = [()] if arguments.command != "folds" else []
    train_folds(arguments.ports, folds + final, settings, arguments.output, arguments.jobs)
    if folds:
        accuracy = measure(ports, settings, arguments.output)
    else:
        accuracy = json.loads((arguments.output / "accuracy.json").read_text())
    if final:
        ship(ports, settings, arguments.output, accuracy)


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()

"""`python -m rolling_stock_tracks --samples FOLDER --output FOLDER`: teach the network for strips and write it with its card."""

import argparse
import json
import sys
from pathlib import Path

import torch

from drawn import RAIL_CLASSES
from drawn.card import DRAWN, card
from drawn.onnx_file import cost, reach, write
from drawn.samples import read_all

from . import ACROSS, SAMPLING
from .limits import LIMITS, STRIP
from .network import LATTICE, Engine, StripNetwork
from .training import train

OUTPUT = ("At each sample along the track: probability that it lies on a vehicle's body; heat of a vehicle's beginning and of "
          "its end; probability that the track is hidden; probabilities of the six classes given a vehicle.")


def ship(network, settings, accuracy, folder):
    """Write `network.onnx` and `card.json`."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    engine, path = Engine(network).eval(), folder / "network.onnx"
    write(engine, torch.rand(1, 3, ACROSS, 256), path, {"image": {3: "samples"}, "map": {2: "samples"}})
    margin = reach(engine, (1, 3, ACROSS, 512), 1, LATTICE)
    flops = cost(engine, torch.rand(1, 3, ACROSS, 320)) / 320
    strip = {"samples_across": ACROSS, "sampling": SAMPLING, "margin": margin, "lattice": 32, "window": 1024, **STRIP}
    described = card(
        path, "rolling-stock-tracks", "Rail vehicles along known tracks", "Reads strips unrolled along centre-lines of tracks, "
        "turned so that shadows fall to the right of the running direction: where vehicles begin and end, and of which kind "
        "they are.", "Convolutions over the strip, then dilated ones along the track",
        sum(p.numel() for p in network.parameters() if p.requires_grad), settings,
        f"Any processor; {flops / 1e6:.1f} million floating-point operations per sample along the track.",
        [1, 3, ACROSS, -1], [1, 10, -1], OUTPUT, [{"name": c, "threshold": 0.5} for c in RAIL_CLASSES], "track-strip",
        [DRAWN], LIMITS,
        {"revisit:gsd": {"target": SAMPLING, "minimum": 0.2, "maximum": 0.75}, "revisit:stride": 1,
         "revisit:lattice": 32, "revisit:margin": margin, "revisit:tile": 1024, "revisit:merge_iou": 0.3,
         "revisit:strip": strip, "revisit:accuracy": accuracy})
    (folder / "card.json").write_text(json.dumps(described, indent=2) + "\n")


def record(weights):
    """Where it is written in which stages weights were taught: a list beside them."""
    return Path(weights).with_suffix(".json")


def stages(weights):
    """In which stages weights were taught, as their record tells."""
    path = record(weights)
    if not path.exists():
        sys.exit(f"{path} is missing, so nobody knows how {weights} was taught. Write it: a list with samples, steps, batch, rate, "
                 "decay and seed of each stage.")
    return json.loads(path.read_text())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", required=True, nargs="+", help="folders of yards from `revisit simulate samples`")
    parser.add_argument("--output", required=True, help="folder for the network and its card")
    parser.add_argument("--weights", required=True, help="file of weights: read where it is there, else written; the stages it was taught in stand beside it as JSON")
    parser.add_argument("--begin", help="file of weights from which to go on instead of from chance")
    parser.add_argument("--steps", type=int, default=2600)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--accuracy", help="JSON of measured accuracy for the card")
    options = parser.parse_args()
    network = StripNetwork()
    if Path(options.weights).exists():
        network.load_state_dict(torch.load(options.weights))
        taught = stages(options.weights)
    else:
        stage = {"samples": [Path(folder).name for folder in options.samples], "steps": options.steps, "batch": 24,
                 "rate": options.rate, "decay": 0.02, "seed": options.seed}
        taught = [*(stages(options.begin) if options.begin else []), stage]
        if options.begin:
            network.load_state_dict(torch.load(options.begin))
        samples = [s for folder in options.samples for s in read_all(folder)]
        network = train(samples, stage["steps"], stage["batch"], stage["rate"], stage["decay"], stage["seed"], network)
        torch.save(network.state_dict(), options.weights)
        record(options.weights).write_text(json.dumps(taught, indent=2) + "\n")
    accuracy = json.loads(Path(options.accuracy).read_text()) if options.accuracy else None
    ship(network.eval(), {"stages": taught}, accuracy, options.output)


if __name__ == "__main__":
    main()

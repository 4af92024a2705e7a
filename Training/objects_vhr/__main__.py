"""`python -m objects_vhr NAME --samples FOLDER --real FOLDER --output FOLDER`: teach a network and write it with its card."""

import argparse
import json
from dataclasses import asdict, replace
from pathlib import Path

import torch

from drawn.card import card, sources
from drawn.onnx_file import cost, reach, write
from drawn.samples import read_all

from . import patches
from .limits import LIMITS, TITLES
from .network import LATTICE, STRIDE, Engine, ObjectNetwork
from .settings import ALL
from .training import train

OUTPUT = ("Per cell: probability of the centre of each class; offset x, y of the centre from the cell's centre, length, width "
          "(input pixels); cos 2a, sin 2a, a the angle of the long side from +x towards +y.")
LINE_OUTPUT = ("Per cell: how near a centre-line of a track runs, 0…1; offset x, y of its nearest place from the cell's centre "
               "(input pixels); two numbers without meaning; cos 2a, sin 2a, a the direction of the line from +x towards +y.")


def pictures(settings, samples, real):
    """Drawn pictures and real ones."""
    folders = [f for kind in settings.drawn for f in folders_of(kind, samples)]
    drawn = [patches.drawn(s, settings.classes) for f in folders for s in read_all(f)]
    return drawn, [p for name in settings.real for p in patches.real(real, name, settings.classes)]


def folders_of(kind, samples):
    """The folders of a kind of scenes, in order; those that are still being drawn, or whose drawing was broken off, end in `.part`
    and are left out."""
    return [f for f in sorted(Path(samples).glob(f"{kind}*")) if f.is_dir() and f.suffix != ".part"]


def ship(network, settings, threshold, accuracy, told, folder):
    """Write `network.onnx` and `card.json`."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    engine, path = Engine(network).eval(), folder / "network.onnx"
    write(engine, torch.rand(1, 3, 128, 128), path,
          {"image": {2: "height", 3: "width"}, "map": {2: "rows", 3: "columns"}})
    margin = reach(engine, (1, 3, 64, 512), STRIDE, LATTICE)
    flops = cost(engine, torch.rand(1, 3, 256, 256)) / 256 ** 2
    classes = [{"name": c, "threshold": threshold} for c in settings.classes]
    title, description = TITLES[settings.name]
    described = card(
        path, settings.name, title, description, "U-Net", sum(p.numel() for p in network.parameters()),
        {k: v for k, v in asdict(settings).items() if k in ("widths", "stages", "batch", "side", "decay", "seed")},
        f"Any processor; {flops / 1e3:.0f} thousand floating-point operations per input pixel.", [1, 3, -1, -1],
        [1, len(classes) + 6, -1, -1], LINE_OUTPUT if settings.lines else OUTPUT, classes,
        "track-lines" if settings.lines else "centre-oriented", told, LIMITS[settings.name],
        {"revisit:gsd": {"target": settings.gsd, "minimum": round(settings.gsd * 0.9, 4), "maximum": round(settings.gsd * 1.1, 4)},
         "revisit:stride": STRIDE, "revisit:lattice": LATTICE, "revisit:margin": margin, "revisit:tile": 1056,
         "revisit:merge_iou": 0.3, "revisit:accuracy": accuracy})
    (folder / "card.json").write_text(json.dumps(described, indent=2) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=sorted(ALL))
    parser.add_argument("--samples", required=True, help="folder with folders of drawn scenes: yard, tank-farm, port")
    parser.add_argument("--real", required=True, help="folder of real sets marked for training")
    parser.add_argument("--output", required=True, help="folder for the network and its card")
    parser.add_argument("--weights", help="file of weights: read where it is there, else written")
    parser.add_argument("--begin", help="file of weights from which to go on instead of from chance")
    parser.add_argument("--accuracy", help="JSON of measured accuracy for the card")
    parser.add_argument("--threshold", type=float, help="score of all classes, in place of that of the settings")
    parser.add_argument("--steps", type=int, help="one run of so many steps, in place of those of the settings")
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--gsd", type=float, help="metres of the input's pixels, in place of those of the settings; for first runs")
    parser.add_argument("--drawn", help="kind of drawn scenes, in place of those of the settings; for first runs")
    options = parser.parse_args()
    settings = ALL[options.name]
    if options.steps:
        settings = replace(settings, stages=((options.steps, options.rate),), seed=options.seed)
    if options.gsd:
        settings = replace(settings, gsd=options.gsd)
    if options.drawn:
        settings = replace(settings, drawn=(options.drawn,))
    if options.weights and Path(options.weights).exists():
        network = ObjectNetwork(settings)
        network.load_state_dict(torch.load(options.weights))
    else:
        drawn, real = pictures(settings, options.samples, options.real)
        network = ObjectNetwork(settings)
        if options.begin:
            network.load_state_dict(torch.load(options.begin))
        network = train(settings, drawn, real, network)
        if options.weights:
            torch.save(network.state_dict(), options.weights)
    accuracy = json.loads(Path(options.accuracy).read_text()) if options.accuracy else None
    threshold = settings.threshold if options.threshold is None else options.threshold
    ship(network.eval(), settings, threshold, accuracy, sources(settings.real, settings.sought), options.output)


if __name__ == "__main__":
    main()

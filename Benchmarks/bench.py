"""Measures Revisit beside other programs and prints a table; see Documentation/benchmarks.md.

    scripts/bench [--only NAME,…] [--rounds N] [--keep FOLDER]

NAME is one of read, geodeep, network, memory, merge, align, change, changes, inference, assess, schedule,
run. The two sides of a ratio
take turns, and of each side the best round counts, since other programs on the machine can only make a round slower.
Exit code 0 says that everything ran, whether or not an aim was met.
"""

import argparse
import json
import math
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import alignment

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
RELEASE = ROOT / ".build/release"
PORTS = pathlib.Path(os.environ.get("REVISIT_PORTS", ROOT / "../shared/data/ports")).resolve()
CARD = ROOT / "Models/ships-sentinel2/card.json"
AIMS = json.loads((HERE / "aims.json").read_text())
SHIP_FACTS = ["--bands", "blue,green,red,nir,swir16", "--reflectance-scale", "1.52590218966964e-05"]


class Run:
    """A process that has ended: seconds on the wall and of processors, largest memory, what it printed."""

    def __init__(self, *command, keeps_output=True):
        command = [str(part) for part in command]
        with tempfile.TemporaryFile() as output:
            begin = time.perf_counter()
            process = subprocess.Popen(command, stdout=output, stderr=subprocess.PIPE if keeps_output else None)
            errors = process.stderr.read().decode(errors="replace") if keeps_output else ""
            _, status, usage = os.wait4(process.pid, 0)
            self.seconds = time.perf_counter() - begin
            process.returncode = os.waitstatus_to_exitcode(status)
            output.seek(0)
            self.text = output.read().decode(errors="replace")
        self.cpu = usage.ru_utime + usage.ru_stime
        self.megabytes = usage.ru_maxrss / 1024
        if process.returncode != 0:
            sys.exit(f"bench: {' '.join(command)} ended with {process.returncode}: {errors.strip()[-2000:]}")

    @property
    def result(self):
        return json.loads(self.text.strip().splitlines()[-1])


def ours(*arguments):
    return Run(RELEASE / "Benchmarks", *arguments)


def peer(*arguments, environment=None):
    python = ROOT / ".tools" / environment / "bin/python3" if environment else sys.executable
    return Run(python, "-W", "ignore", HERE / "peers.py", *arguments)


def revisit(*arguments):
    return Run(RELEASE / "revisit", *arguments)


def prepare(folder, *calls):
    """Makes inputs in a process of its own, so that this one stays small."""
    lines = ["import pathlib, sys", f"sys.path.insert(0, {str(HERE)!r})", "import networks, scenes",
             f"folder = pathlib.Path({str(folder)!r})", f"ports, kind = scenes.ports({str(PORTS)!r})", *calls,
             "print('\"' + kind + '\"')"]
    return Run(sys.executable, "-c", "\n".join(lines)).result


class Table:
    def __init__(self):
        self.rows = []

    def add(self, name, title, measured, detail):
        aim = AIMS[name]
        if "atLeast" in aim:
            met, wanted = measured >= aim["atLeast"], f"≥ {aim['atLeast']:g}"
        else:
            met, wanted = measured <= aim["atMost"], f"≤ {aim['atMost']:g}"
        self.rows.append((title, f"{measured:.3g} {aim['unit']}", wanted, "met" if met else "NOT MET", detail))
        print(f"bench: {title}: {measured:.3g} {aim['unit']} (aim {wanted}): {self.rows[-1][3]}; {detail}", flush=True)

    def show(self):
        head = ("what", "measured", "aim", "", "figures")
        print()
        for row in [head, ("---",) * 5, *self.rows]:
            print("| " + " | ".join(row) + " |")


def read(folder, table, rounds):
    kind = prepare(folder, "scenes.write_windows(folder, ports, 4096, 100)")
    for name, words in {"plain": "not compressed", "deflate": "DEFLATE"}.items():
        path, windows = folder / f"read-{name}.tif", folder / "windows.json"
        best = {}
        for _ in range(rounds):
            for side, found in {"ours": ours("read", path, windows, 3).result,
                                "rasterio": peer("read", path, windows, 3).result}.items():
                for kind_of in ("stored", "scaled"):
                    key = side, kind_of
                    best[key] = min([best.get(key, float("inf")), *found[kind_of]])
        for kind_of, title in {"stored": "as stored", "scaled": "as reflectance with validity"}.items():
            mine, theirs = best["ours", kind_of], best["rasterio", kind_of]
            table.add(
                f"read-{kind_of}", f"windowed read, {words}, {title}, against rasterio", theirs / mine,
                f"100 windows of 512² × 4 bands of 16 bits, one thread: {mine:.2f} s against {theirs:.2f} s of processor")


def against_geodeep(folder, table, rounds):
    prepare(folder, "scenes.write_noise(folder / 'noise.tif', 10240)",
            "scenes.write_noise(folder / 'small.tif', 5120)",
            "networks.near_free(folder / 'near_free.onnx')", "networks.real_sized(folder / 'real_sized.onnx')")
    for name, scene, side, turns in [("near-free", "noise.tif", 10240, rounds), ("real-sized", "small.tif", 5120, 1)]:
        network = folder / (name.replace("-", "_") + ".onnx")
        mine, theirs, found = [], [], {}
        for _ in range(turns):
            output = folder / "found.geojson"
            mine.append(revisit("detect", folder / scene, "--model", network, "--output", output, "--quiet"))
            found["ours"] = len(json.loads(output.read_text())["features"])
            theirs.append(peer("geodeep", folder / scene, network))
            found["GeoDeep"] = theirs[-1].result["found"]
        best = min(mine, key=lambda run: run.seconds), min(theirs, key=lambda run: run.seconds)
        cpu = min(run.cpu for run in mine), min(run.cpu for run in theirs)
        table.add(
            f"geodeep-{name}", f"detect with a {name} network against GeoDeep", best[1].seconds / best[0].seconds,
            f"{side}² × 3 bytes, whole commands: {best[0].seconds:.1f} s against {best[1].seconds:.1f} s on the wall, "
            f"{cpu[0]:.1f} s against {cpu[1]:.1f} s of processor ({cpu[1] / cpu[0]:.1f} times), "
            f"{best[0].megabytes:.0f} against {best[1].megabytes:.0f} MB, {found['ours']} and {found['GeoDeep']} boxes")


def around_network(folder, table, rounds):
    kind = prepare(folder, "scenes.write_mosaic(folder / 'mosaic.tif', ports)")
    cores = os.cpu_count() or 1
    result = ours("pipeline", CARD, folder / "mosaic.tif", cores, rounds, "card").result

    def best(side, clock):
        return min(entry[clock] for entry in result[side])
    raw = best("raw", "cpu"), best("raw", "seconds")
    pipeline = best("pipeline", "cpu"), best("pipeline", "seconds")
    pairs = statistics.median(
        p["cpu"] / r["cpu"] for p, r in zip(result["pipeline"], result["raw"])) * 100 - 100
    table.add(
        "around-network", "pipeline against OpenVINO alone on the same tiles", 100 * (pipeline[0] / raw[0] - 1),
        f"{kind} ports, {result['megapixels']:.1f} Mpx × 5 bands, {result['tiles']} tiles of {result['shape'][2:]}: "
        f"{pipeline[0]:.1f} s against {raw[0]:.1f} s of processor (median of pairs {pairs:+.1f} %), "
        f"{pipeline[1]:.1f} s against {raw[1]:.1f} s on the wall")
    whole = [revisit("detect", folder / "mosaic.tif", "--model", CARD, "--output", folder / "ships.geojson", "--quiet",
                     *SHIP_FACTS) for _ in range(max(1, rounds - 1))]
    cpu, wall = min(run.cpu for run in whole), min(run.seconds for run in whole)
    table.add(
        "around-network-command", "whole command against OpenVINO alone on the same tiles", 100 * (cpu / raw[0] - 1),
        f"with start, hash, percentiles, compiling and writing: {cpu:.1f} s of processor, {wall:.1f} s on the wall, "
        f"{max(run.megabytes for run in whole):.0f} MB")


def memory(folder, table, rounds):
    kind = prepare(folder, "scenes.write_sparse(folder / 'sparse.tif', ports, 200_000)")
    run = revisit("detect", folder / "sparse.tif", "--model", CARD, "--output", folder / "sparse.geojson", "--quiet",
                  *SHIP_FACTS)
    found = len(json.loads((folder / "sparse.geojson").read_text())["features"])
    detail = f"200 000² × 5 bands, five places written: {run.seconds:.1f} s, {run.cpu:.1f} s of processor, {found} ships"
    table.add("sparse-memory", "most memory on a sparse raster", run.megabytes, detail)
    table.add("sparse-time", "time on it", run.cpu, "seconds of processor")


def merge(folder, table, rounds):
    prepare(folder, "scenes.write_boxes(folder / 'boxes', 100_000, 5)")
    mine, theirs = [], []
    for _ in range(rounds):
        mine.append(ours("merge", folder / "boxes").result)
        theirs.append(peer("merge", folder / "boxes").result)
    best = min(min(run["seconds"]) for run in mine)
    other = min(run["seconds"] for run in theirs)
    table.add(
        "merge", "merging of 100 000 rotated boxes of 5 classes", best,
        f"{mine[0]['kept']} kept; shapely's tree and polygons: {other:.2f} s ({other / best:.1f} times), "
        f"{theirs[0]['kept']} kept")


def align(folder, table, rounds):
    alignment.against_arosics(folder, table, max(1, rounds - 1), ROOT, revisit, peer)


def change(folder, table, rounds):
    alignment.against_otb(folder, table, rounds, ROOT, PORTS.parent, revisit, Run)


def change_points(folder, table, rounds):
    """Our division of a series beside both of ruptures' searches; the faster of these counts."""
    count, penalty = 10_000, 2 * math.log(10_000)
    for changes in (10, 100, 1000):
        series = folder / f"series-{changes}"
        prepare(folder, f"scenes.write_series(folder / 'series-{changes}', {count}, {changes})")
        mine, kernel = [], []
        for _ in range(rounds):
            mine.append(ours("changes", series, penalty, 2, 20).result)
            kernel.append(peer("changes", series, penalty, "kernel", 3, environment="python-ruptures").result)
        # Pelt takes minutes where there are few changes, so it has one turn, and none there.
        pelt = peer("changes", series, penalty, "pelt", 1, environment="python-ruptures").result if changes >= 100 else None
        best = min(min(run["seconds"]) for run in mine)
        other = min(min(run["seconds"]) for run in kernel)
        theirs = [run["breaks"] for run in kernel[:1] + [pelt] * (pelt is not None)]
        alike = all(breaks == mine[0]["breaks"] for breaks in theirs)
        beside = f", by Pelt {min(pelt['seconds']):.1f} s" if pelt else ""
        other = min([other] + (pelt["seconds"] if pelt else []))
        table.add(
            f"changes-{changes}", f"change points of {count} values with {changes} changes against ruptures", other / best,
            f"{1000 * best:.2f} ms against {1000 * other:.1f} ms of processor by KernelCPD{beside}; "
            f"{len(mine[0]['breaks'])} segments, {'the same' if alike else 'NOT the same'}")


def inference(folder, table, rounds):
    """All posteriors of random Bayesian networks: our tree beside the faster of pyAgrum's engines, asked again and made anew."""
    for name, nodes, states, parents, questions in (("12", 12, 2, 3, 20), ("30", 30, 4, 3, 20), ("30-wide", 30, 4, 5, 3)):
        place = folder / f"network-{name}.json"
        prepare(folder, f"scenes.write_network(folder / {place.name!r}, {nodes}, {states}, {parents}, {questions})")
        mine, theirs = [], []
        for _ in range(rounds):
            mine.append(ours("network", place, 60 // questions).result)
            theirs.append(peer("network", place, 60 // questions, environment="python-pyagrum").result)

        def best(name):
            return 1000 * min(min(run[name]) for run in mine)

        def other(name):
            return min((1000 * min(min(run[kind][name]) for run in theirs), kind)
                       for kind in ("LazyPropagation", "ShaferShenoyInference"))

        off = max(abs(p - q) for one, two in zip(mine[0]["first"], theirs[0]["first"]) for p, q in zip(one, two))
        tree, elimination, make = best("tree"), best("elimination"), best("make")
        (again, engine), (fresh, fresh_engine) = other("again"), other("fresh")
        title = f"all posteriors of {nodes} nodes, largest clique of {mine[0]['widest']} entries"
        if name == "12":
            table.add("inference-12-time", f"{title}, by the slower of two algorithms", max(tree, elimination),
                      f"tree {tree:.3f} ms, elimination {elimination:.3f} ms, both and compared {best('both'):.3f} ms")
        table.add(f"inference-{name}-fresh", f"{title}, tree made anew, against pyAgrum", (tree + make) / fresh,
                  f"{tree + make:.3f} ms against {fresh:.3f} ms by {fresh_engine}; posteriors differ by {off:.1g}")
        table.add(f"inference-{name}-again", "the same, asked again with other evidence", tree / again,
                  f"{tree:.3f} ms against {again:.3f} ms by {engine}; by elimination {elimination:.3f} ms, by both"
                  f" {best('both'):.3f} ms")


def assess(folder, table, rounds):
    """A whole assessment with its draws, beside the draws alone as they are written in numpy."""
    indicators, hypotheses, draws = 26, 5, 100_000
    mine = [ours("assessment", indicators, hypotheses, draws, 5).result for _ in range(rounds)]
    theirs = [peer("draws", indicators, hypotheses, draws, 3).result for _ in range(rounds)]
    best = min(run["assessment"] for run in mine)
    other = min(min(run["seconds"]) for run in theirs)
    without = min(run["withoutDraws"] for run in mine)
    alike = all(run["percentiles"] == mine[0]["percentiles"] for run in mine)
    title = f"{indicators} indicators, {hypotheses} hypotheses, {draws} draws of all likelihoods"
    table.add("assess-time", f"whole assessment of {title}", best,
              f"{1000 * without:.1f} ms without the draws; percentiles {'the same' if alike else 'NOT the same'} in each round")
    table.add("assess-ratio", "the same against the draws alone in numpy", other / best,
              f"{1000 * best:.0f} ms against {1000 * other:.0f} ms")


def schedule(folder, table, rounds):
    """A network of 13 phases with percentiles and critical phases, beside its draws and percentiles alone in numpy."""
    samples, inputs = 1_000_000, 30
    mine = [ours("schedule", samples, inputs, 5).result for _ in range(rounds)]
    theirs = [peer("schedule", samples, 3, environment="python-ruptures").result for _ in range(rounds)]
    best = min(run["draws"] for run in mine)
    sobol = min(run["sobol"] for run in mine)
    forms = {name: min(min(run[name]) for run in theirs) for name in ("interp", "take", "takeByTwo")}
    phases = min(run["phases"] for run in mine)
    alike = all(run["percentiles"] == mine[0]["percentiles"] for run in mine)
    apart = max(abs(a - b) for a, b in zip(mine[0]["percentiles"], theirs[0]["percentiles"]))
    title = f"{samples} draws of 13 phases with percentiles and critical phases"
    table.add("schedule-time", title, phases,
              f"{1000 * best:.0f} ms without critical phases; percentiles {'the same' if alike else 'NOT the same'} in each round, {apart:.2f} months from numpy's at most")
    table.add("schedule-ratio", "draws and percentiles alone against numpy's interp in tables", forms["interp"] / best,
              f"{1000 * best:.0f} ms against {1000 * forms['interp']:.0f} ms; numpy without interpolation, from finer tables by take:"
              f" {1000 * forms['take']:.0f} ms, in two threads {1000 * forms['takeByTwo']:.0f} ms")
    table.add("schedule-sobol", f"first-order and total Sobol indices of {inputs} durations and what they have in common", sobol,
              "65 536 pairs of draws")


def run_case(folder, table, rounds):
    case = folder / "case"
    shipped = ROOT / "Cases/ports"
    if not PORTS.is_dir():
        print("bench: no real ports, so `revisit run` is not measured", flush=True)
        return
    case.mkdir()
    if (shipped / "case.yaml").exists():
        shutil.copy(shipped / "site.geojson", case)
        text = (shipped / "case.yaml").read_text()
        (case / "case.yaml").write_text(re.sub(r"(?m)^( *- ).*ports/\*.*$", rf"\g<1>{PORTS}/*", text))
    else:
        prepare(folder, f"scenes.write_site(folder / 'case/site.geojson', {str(PORTS)!r})")
        (case / "case.yaml").write_text(
            "id: ports\ntitle: Ports\nquestion: How many ships lie there?\n"
            "period:\n  start: 2022-01-01\n  end: 2023-12-31\n"
            "site:\n  name: Ports\n  file: site.geojson\nmodels: [ships-sentinel2]\n"
            f"imagery:\n  - {PORTS}/*\nscene_defaults:\n  reflectance_scale: 0.0000152590218966964\n")
    first = revisit("run", case, "--quiet")
    second = [revisit("run", case, "--quiet") for _ in range(max(3, rounds))]
    wall = min(run.seconds for run in second)
    table.add("run-first", "`revisit run` on the eight ports", first.seconds,
              f"{first.cpu:.1f} s of processor, {first.megabytes:.0f} MB")
    table.add("run-second", "the same again", wall, f"{min(run.cpu for run in second):.2f} s of processor")


PARTS = {"read": read, "geodeep": against_geodeep, "network": around_network, "memory": memory, "merge": merge,
         "align": align, "change": change, "changes": change_points, "inference": inference, "assess": assess,
         "schedule": schedule,
         "run": run_case}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default=",".join(PARTS), help="parts to measure, separated by commas")
    parser.add_argument("--rounds", type=int, default=3, help="turns of each side")
    parser.add_argument("--keep", type=pathlib.Path, help="folder for inputs and outputs, kept afterwards")
    options = parser.parse_args()
    names = options.only.split(",")
    for name in names:
        if name not in PARTS:
            parser.error(f"--only knows {', '.join(PARTS)}, found '{name}'")
    table = Table()
    with tempfile.TemporaryDirectory(prefix="revisit-bench-") as temporary:
        folder = options.keep or pathlib.Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        load = os.getloadavg()[0]
        print(f"bench: {os.cpu_count()} processors, load {load:.1f} at the start", flush=True)
        for name in names:
            PARTS[name](folder, table, options.rounds)
    table.show()


if __name__ == "__main__":
    main()

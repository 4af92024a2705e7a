"""The rows of alignment and change: against AROSICS on drawn pairs, against OTB on a real one."""

import importlib.machinery
import importlib.util
import json
import math
import os
import shutil

ROOT_OF_CASE = "Cases/drawn-refinery"
PIXEL = 0.3
SIDE = 4096
# The refinery lies 0.8 degrees west of its grid's meridian, so its grid is turned against north by this.
TURN = math.radians((134.2 - 135) * math.sin(math.radians(41.6)))
SCENES = f"""sensor:
  gsd: {PIXEL}
  bands: rgbn
  extent: {{centre: [-60, 20], width: {SIDE * PIXEL}, height: {SIDE * PIXEL}}}
scenes:
  - {{time: 2024-06-15T01:44:00Z, off_nadir: 5, view_azimuth: 280, placement_error: 2, snow: 0}}
  - {{time: 2024-07-14T01:51:00Z, off_nadir: 9, view_azimuth: 250, placement_error: 4, gain: 0.97, snow: 0}}
  - {{time: 2024-07-20T06:25:00Z, off_nadir: 9, view_azimuth: 250, placement_error: 4, haze: 0.2, snow: 0}}
"""


def draw(root, revisit, folder):
    """Draws the reference, one of the same season, and one with the sun in the west; gives their folders."""
    case = folder / "refinery"
    shutil.copytree(root / ROOT_OF_CASE, case, ignore=shutil.ignore_patterns("imagery", "report", "revisit.gpkg*"))
    script = (case / "world.yaml").read_text()
    (case / "world.yaml").write_text(script[:script.index("sensor:")] + SCENES)
    revisit("simulate", "scenes", case, "--script", case / "world.yaml", "--output", folder / "drawn", "--seed", 11, "-q")
    return sorted(part for part in (folder / "drawn").iterdir() if part.name.startswith("SIM"))


def image(scene):
    return next(file for file in sorted(scene.iterdir()) if file.suffix.upper() == ".TIF")


def wanted(first, second):
    """Metres east and north of the grid by which the second scene must be moved onto the first."""
    errors = [json.loads((scene / "truth.geojson").read_text())["placement_error"] for scene in (first, second)]
    return [a - b for a, b in zip(*errors)]


def sun(scene):
    """Azimuth of the sun, from the scene's metadata."""
    text = next(file for file in scene.iterdir() if file.name.startswith("DIM_")).read_text()
    return float(text.split("<SUN_AZIMUTH", 1)[1].split(">", 1)[1].split("<", 1)[0])


def miss(points, target):
    """Root of the mean squared distance of measured shifts from the true one, in pixels."""
    squares = [(x - target[0]) ** 2 + (y - target[1]) ** 2 for x, y in points]
    return math.sqrt(sum(squares) / len(squares)) / PIXEL if squares else math.nan


def against_arosics(folder, table, rounds, root, revisit, peer):
    first, same, other = draw(root, revisit, folder)
    for name, scene in (("same season", same), ("other sun", other)):
        target = wanted(first, scene)
        # Ours tells metres east and north, the truth and AROSICS metres of the grid.
        north = [target[0] * math.cos(TURN) + target[1] * math.sin(TURN), target[1] * math.cos(TURN) - target[0] * math.sin(TURN)]
        mine, theirs, points, told = [], [], [], {}
        for _ in range(rounds):
            output = folder / "places.geojson"
            mine.append(revisit("scene", "align", first, scene, "-o", output, "--json"))
            told = json.loads(mine[-1].text.splitlines()[-1])
            features = [feature["properties"] for feature in json.loads(output.read_text())["features"]]
            points = [(p["dx"], p["dy"]) for p in features if p["agrees"]]
            theirs.append(peer("arosics", image(first), image(scene), environment="python-arosics").result)
        seconds = min(run.seconds for run in mine), min(run["seconds"] for run in theirs)
        turned = abs((sun(first) - sun(scene) + 180) % 360 - 180)
        shift = miss([told["shift"]], north) if "shift" in told else math.nan
        kept = theirs[0]["shifts"]
        ours, peers = miss(points, north), miss(kept, target)
        table.add(
            f"align-time-{name.split()[0]}", f"alignment, {name}, against AROSICS", seconds[1] / seconds[0],
            f"{SIDE}² × 4 bands, sun turned by {turned:.0f}°, {os.cpu_count()} processors each: whole command {seconds[0]:.1f} s "
            f"against {seconds[1]:.1f} s of COREG_LOCAL alone, {told['places']} and {theirs[0]['places']} places")
        table.add(
            f"align-error-{name.split()[0]}", f"error of what was kept, {name}, against AROSICS", ours / peers if kept else 0,
            f"RMSE of {len(points)} places {ours:.3f} px against {peers:.3f} px of {len(kept)}; our correction {shift:.3f} px off, "
            f"{told['verdict']}; AROSICS' mean shift {miss([mean(kept)], target) if kept else math.nan:.3f} px off")


def mean(points):
    return [sum(axis) / len(points) for axis in zip(*points)]


def against_otb(folder, table, rounds, root, data, revisit, run):
    pair = data / "change_taizhou"
    command = shutil.which("otbcli_MultivariateAlterationDetector")
    if not pair.is_dir() or command is None:
        print("bench: no real pair or no OTB (Debian's otb-bin), so change is not measured", flush=True)
        return
    loader = importlib.machinery.SourceFileLoader("measure_change", str(root / "scripts/measure-change"))
    measure = importlib.util.module_from_spec(importlib.util.spec_from_loader("measure_change", loader))
    loader.exec_module(measure)
    for year in ("2000", "2003"):
        # OTB asks for endings that it knows.
        shutil.copy(pair / f"{year}TM", folder / f"{year}.img")
        shutil.copy(pair / f"{year}TM.HDR", folder / f"{year}.hdr")
    mine, theirs = [], []
    for _ in range(rounds):
        out = folder / "changes"
        mine.append(revisit("change", pair / "2000TM", pair / "2003TM", "-o", out, "--bands", measure.BANDS, "--margin", 0,
                            "--statistic", "--pictures", 0))
        theirs.append(run(command, "-in1", folder / "2000.img", "-in2", folder / "2003.img", "-out", folder / "mad.tif", "float"))
    ours, peers = measure.judged(pair, folder / "changes", folder / "mad.tif")
    seconds = min(r.seconds for r in mine), min(r.seconds for r in theirs)
    table.add("change-time", "`revisit change --margin 0` against OTB's MAD", seconds[1] / seconds[0],
              f"400² × 6 bands, whole commands: {seconds[0]:.1f} s against {seconds[1]:.1f} s on the wall")
    table.add("change-f1", "F1 on the real pair, against OTB's MAD", ours["f1"] / peers["f1"],
              f"at each one's own threshold {ours['f1']:.3f} against {peers['f1']:.3f}; by Otsu's {ours['otsu']:.3f} against "
              f"{peers['otsu']:.3f}")
    table.add("change-auc", "area under the curve on the real pair", ours["auc"], f"OTB's MAD {peers['auc']:.4f}")

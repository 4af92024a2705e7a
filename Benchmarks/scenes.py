"""Makes the rasters that the benchmarks read, in a folder of the caller's."""

import json
import pathlib

import numpy as np
import rasterio
from rasterio.enums import ColorInterp
from rasterio.transform import from_origin
from rasterio.windows import Window

BANDS = ["B02", "B03", "B04", "B08", "B11"]
CRS = "EPSG:32652"


def profile(side, count, dtype, pixel, **more):
    return {
        "driver": "GTiff", "width": side, "height": side, "count": count, "dtype": dtype, "tiled": True,
        "blockxsize": 512, "blockysize": 512, "crs": CRS, "transform": from_origin(400_000, 4_500_000, pixel, pixel),
        **more,
    }


def ports(folder):
    """Real bands of ports `[band][row][column]`, or drawn ones where there are none."""
    scenes = []
    for place in sorted(pathlib.Path(folder).glob("*/B02.tif")) if folder else []:
        bands = []
        for name in BANDS:
            with rasterio.open(place.parent / f"{name}.tif") as source:
                bands.append(source.read(1))
        rows = min(band.shape[0] for band in bands)
        columns = min(band.shape[1] for band in bands)
        scenes.append(np.stack([band[:rows, :columns] for band in bands]))
    if scenes:
        return scenes, "real"
    random = np.random.default_rng(3)
    sea = random.integers(1500, 3500, (5, 700, 1000), np.uint16)
    for _ in range(60):
        row, column = random.integers(0, 680), random.integers(0, 980)
        sea[:, row:row + 6, column:column + 20] = 12_000
    return [sea], "drawn"


def mosaic(scenes, side):
    """Scenes side by side and below each other, again and again, until a square is full."""
    canvas = np.zeros((len(BANDS), side, side), np.uint16)
    row, turn = 0, 0
    while row < side:
        column, height = 0, min(scene.shape[1] for scene in scenes)
        while column < side:
            scene = scenes[turn % len(scenes)]
            turn += 1
            part = scene[:, :min(height, side - row), :min(scene.shape[2], side - column)]
            canvas[:, row:row + part.shape[1], column:column + part.shape[2]] = part
            column += part.shape[2]
        row += height
    # 0 is nodata in these files.
    return np.maximum(canvas, 1)


def write_mosaic(path, scenes, side=4096):
    with rasterio.open(path, "w", **profile(side, 5, "uint16", 10, nodata=0, compress="deflate", predictor=2)) as file:
        file.write(mosaic(scenes, side))


def write_windows(path, scenes, side, count):
    """A raster of four bands and a list of windows in it."""
    pixels = mosaic(scenes, side)[:4]
    for name, more in {"plain": {}, "deflate": {"compress": "deflate", "predictor": 2}}.items():
        with rasterio.open(path / f"read-{name}.tif", "w", **profile(side, 4, "uint16", 10, nodata=0, **more)) as file:
            file.write(pixels)
    random = np.random.default_rng(5)
    windows = random.integers(0, side - 512, (count, 2))
    (path / "windows.json").write_text(json.dumps([[int(c), int(r), 512, 512] for c, r in windows]))


def write_noise(path, side):
    """Noise in three bands of bytes; 1 in 20 of each is 0 and 1 in 20 is 255, so that a stretch by percentiles
    and a division by 255 give the same numbers."""
    with rasterio.open(path, "w", **profile(side, 3, "uint8", 0.5)) as file:
        file.colorinterp = [ColorInterp.red, ColorInterp.green, ColorInterp.blue]
        for row in range(0, side, 512):
            random = np.random.default_rng([7, row])
            numbers = random.integers(-14, 270, (3, min(512, side - row), side), np.int16)
            file.write(np.clip(numbers, 0, 255).astype(np.uint8), window=Window(0, row, side, numbers.shape[1]))


def write_sparse(path, scenes, side):
    """A raster that is empty but for a few places."""
    with rasterio.open(
        path, "w", **profile(side, 5, "uint16", 10, nodata=0, compress="deflate", SPARSE_OK=True, BIGTIFF="YES")
    ) as file:
        part = np.maximum(scenes[0][:, :512, :512], 1)
        for share in [0, 0.2, 0.4995, 0.8, 1]:
            place = int((side - part.shape[2]) * share) // 512 * 512
            file.write(part, window=Window(place, place, part.shape[2], part.shape[1]))


def write_boxes(path, count, classes):
    """Boxes of seven numbers: class, score, column, row, length, width, angle. Four proposals for each object."""
    random = np.random.default_rng(11)
    objects = count // 4
    place = random.uniform(0, 10_000, (objects, 2))
    size = np.stack([random.uniform(20, 60, objects), random.uniform(6, 15, objects)], 1)
    angle = random.uniform(-1.5, 1.5, objects)
    number = random.integers(0, classes, objects)
    chosen = np.repeat(np.arange(objects), 4)
    boxes = np.stack([
        number[chosen], random.uniform(0.3, 1, count).round(4),
        place[chosen, 0] + random.normal(0, 1.5, count), place[chosen, 1] + random.normal(0, 1.5, count),
        size[chosen, 0] * random.uniform(0.9, 1.1, count), size[chosen, 1] * random.uniform(0.9, 1.1, count),
        angle[chosen] + random.normal(0, 0.03, count)], 1)
    boxes[:, 2:6] = boxes[:, 2:6].round(2)
    boxes.astype(np.float64).tofile(path)


def write_series(path, count, changes):
    """A series of constant levels under noise of standard deviation 1, as 64-bit numbers."""
    random = np.random.default_rng(changes)
    ends = np.concatenate([[0], np.sort(random.choice(np.arange(1, count), changes, replace=False)), [count]])
    levels = np.repeat(random.normal(scale=3, size=changes + 1), np.diff(ends))
    (levels + random.normal(size=count)).tofile(path)


def write_network(path, nodes, most_states, most_parents, questions):
    """A random Bayesian network whose nodes have parents anywhere before them, and evidence on a quarter of its nodes for each question."""
    random = np.random.default_rng(nodes)
    variables = []
    for node in range(nodes):
        parents = sorted(int(p) for p in random.choice(node, random.integers(0, min(node, most_parents) + 1), replace=False)) if node else []
        states = int(random.integers(2, most_states + 1))
        rows = int(np.prod([len(variables[p]["states"]) for p in parents]))
        table = random.uniform(0.05, 1, (rows, states))
        variables.append({"id": f"n{node}", "states": [f"s{s}" for s in range(states)], "parents": [f"n{p}" for p in parents],
                          "table": (table / table.sum(axis=1, keepdims=True)).ravel().tolist()})
    asked = []
    for _ in range(questions):
        items = []
        for node in sorted(random.choice(nodes, nodes // 4, replace=False)):
            states = variables[node]["states"]
            what = {"state": str(random.choice(states))} if random.random() < 0.7 else {
                "likelihoods": random.uniform(0.05, 1, len(states)).tolist()}
            items.append({"variable": f"n{node}", **what})
        asked.append(items)
    pathlib.Path(path).write_text(json.dumps({"network": {"variables": variables}, "questions": asked}))


def write_site(path, folder):
    """A case's site with three areas in each port: a strip of berths and two anchorages."""
    from rasterio.warp import transform_bounds

    features = []
    for place in sorted(pathlib.Path(folder).glob("*/B02.tif")):
        with rasterio.open(place) as file:
            west, south, east, north = transform_bounds(file.crs, "EPSG:4326", *file.bounds)
        name = place.parent.name.split("_")[0]
        for index, role in enumerate(["berth", "anchorage", "anchorage"]):
            left = west + (east - west) * (0.05 + 0.3 * index)
            right = left + (east - west) * 0.28
            ring = [[left, south], [right, south], [right, north], [left, north], [left, south]]
            features.append({
                "type": "Feature", "geometry": {"type": "Polygon", "coordinates": [ring]},
                "properties": {
                    "id": f"{name}-{index}", "kind": "zone", "role": role, "name": f"{name} {index}"}})
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))

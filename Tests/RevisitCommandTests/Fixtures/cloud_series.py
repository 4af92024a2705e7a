"""Makes a case of the Sentinel-2 series with three small zones, and says by numpy what its looks must be.

    cloud_series.py SERIES CASE

Each image is copied with a scene.yaml that names the image as its own cloud mask. Zones are whole pixels: the share of a zone that
is visible is the share of its pixels whose value is there and whose mask is 0.
"""

import json
import shutil
import sys
from datetime import datetime, timezone
from pathlib import Path

import numpy as np
import rasterio
from rasterio.warp import transform

# Columns and rows of the first and after the last pixel: in a field, across the middle, at the edge.
ZONES = {"west": (6, 10, 26, 30), "middle": (44, 40, 60, 72), "edge": (80, 84, 99, 100)}


def main():
    series, case = Path(sys.argv[1]), Path(sys.argv[2])
    (case / "imagery").mkdir(parents=True)
    files = sorted(series.glob("*.tif"))
    with rasterio.open(files[0]) as first:
        grid, crs = first.transform, first.crs
    features = []
    for name, (left, top, right, bottom) in ZONES.items():
        corners = [grid * c for c in [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]]
        longitudes, latitudes = transform(crs, "EPSG:4326", [c[0] for c in corners], [c[1] for c in corners])
        features.append({
            "type": "Feature",
            "properties": {"kind": "zone", "id": name, "name": name, "role": "other", "required_gsd_m": 20},
            "geometry": {"type": "Polygon", "coordinates": [list(map(list, zip(longitudes, latitudes)))]}})
    (case / "site.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    (case / "case.yaml").write_text(
        "id: series\ntitle: Series\nquestion: When could the place be seen?\nsite:\n  name: Field\n  file: site.geojson\nmodels: []\n")
    truth = {name: [] for name in ZONES}
    for file in files:
        folder = case / "imagery" / file.stem
        folder.mkdir()
        shutil.copyfile(file, folder / "image.tif")
        time = datetime.strptime(file.stem, "%Y-%m-%dT%H%M%S").replace(tzinfo=timezone.utc)
        (folder / "scene.yaml").write_text(
            f"time: {time:%Y-%m-%dT%H:%M:%SZ}\ncloud_mask: imagery/{file.stem}/image.tif\n")
        with rasterio.open(file) as source:
            assert source.transform == grid
            value, mask = source.read(1), source.read(2)
            nodata = source.nodatavals
        seen = (value != nodata[0]) & ~np.isnan(value) & (mask == 0)
        for name, (left, top, right, bottom) in ZONES.items():
            truth[name].append({"time": f"{time:%Y-%m-%dT%H:%M:%SZ}", "visible": float(seen[top:bottom, left:right].mean())})
    for name, looks in truth.items():
        # As the program tells it: usable from 0.95, in part from 0.2.
        clear = [datetime.fromisoformat(look["time"]) for look in looks if look["visible"] >= 0.2]
        gaps = [(b - a).total_seconds() / 86400 for a, b in zip(clear, clear[1:])]
        truth[name] = {"looks": looks, "gaps": {"count": len(gaps), "shortest": min(gaps), "median": float(np.median(gaps)),
                                                 "longest": max(gaps)}}
    print(json.dumps(truth))


main()

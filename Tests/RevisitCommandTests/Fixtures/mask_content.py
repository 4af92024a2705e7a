"""Tells what a mask file holds, beside the scene and the clouds that were drawn with it, as one JSON object.

    mask_content.py MASK.tif SCENE_FOLDER
"""

import json
import sys
from pathlib import Path

import numpy as np
import rasterio

scene = Path(sys.argv[2])
with rasterio.open(sys.argv[1]) as mask, rasterio.open(next(scene.glob("IMG*.TIF"))) as image:
    classes, confidence = mask.read()
    with rasterio.open(scene / "clouds.tif") as clouds:
        rows, columns = np.indices(classes.shape)
        x, y = rasterio.transform.xy(image.transform, rows.ravel(), columns.ravel())
        truth = np.array([value[0] for value in clouds.sample(zip(x, y))]).reshape(classes.shape) == 1
    print(json.dumps({
        "bands": mask.count, "type": mask.dtypes[0], "same_place": mask.transform == image.transform and mask.crs == image.crs,
        "agreement": float((truth == (classes == 5)).mean()), "greatest": int(confidence.max())}))

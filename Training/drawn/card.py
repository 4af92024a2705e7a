"""Cards of networks that were taught on drawn scenes: STAC Items with the Machine Learning Model extension (MLM 1.5)."""

import hashlib
from pathlib import Path

import onnx

DATE = "2026-11-26T00:00:00Z"
WAVES = {"red": 0.655, "green": 0.56, "blue": 0.485}
DRAWN = {"name": "Scenes drawn by `revisit simulate samples`", "licence": "Apache-2.0", "source": "this project",
         "credit": "drawn by Revisit, no real place", "permitted_use": "train, test"}
UCMERCED = {"name": "UC Merced Land Use", "licence": "public domain",
            "source": "USGS National Map Urban Area Imagery", "credit": "Yang & Newsam, 2010; USGS", "permitted_use": "train, test"}
# What the sets of UC Merced show that are used.
CHIPS = {"parkinglot": "car park", "harbor": "harbour", "storagetanks": "storage tanks"}
KIT_AIS = {"name": "KIT AIS Data Set: vehicles in aerial frames", "licence": "CC-BY-3.0", "source": "KIT IPF",
           "credit": "KIT AIS Data Set, Karlsruhe Institute of Technology", "permitted_use": "train, test"}


def sources(real, sought):
    """What the card says of the pictures: drawn ones, and the sets of real ones that are named. Those of UC Merced took part as
    places without what is sought."""
    chips = [CHIPS[name.split("/")[1]] for name in real if name.startswith("ucmerced/")]
    told = [{**UCMERCED, "name": f"{UCMERCED['name']}: {', '.join(chips)} (places without {sought})"}] if chips else []
    return [DRAWN] + told + ([KIT_AIS] if "vehicles_kit_ais" in real else [])


def checksum(path):
    """Multihash of a file: 12 20 for SHA-256 of 32 bytes, then the digest, in hexadecimal."""
    return "1220" + hashlib.sha256(Path(path).read_bytes()).hexdigest()


def card(model, name, title, description, architecture, parameters, hyperparameters, cost, shape_in, shape_out, output,
         classes, head, training_data, limits, properties):
    """The card as a dictionary. `model` is the path of the ONNX file beside which the card will lie; `properties` are
    further ones with the prefix `revisit:`."""
    model, bands = Path(model), ("red", "green", "blue")
    order = ["batch", "channel", "height", "width"]
    told = {
        "title": title, "description": description, "datetime": DATE, "license": "Apache-2.0",
        "mlm:name": name, "mlm:architecture": architecture, "mlm:tasks": ["object-detection"], "mlm:framework": "ONNX",
        "mlm:framework_version": onnx.__version__, "mlm:total_parameters": parameters, "mlm:pretrained": False,
        "mlm:pretrained_source": None, "mlm:batch_size_suggestion": 1, "mlm:accelerator": "amd64",
        "mlm:accelerator_constrained": False, "mlm:accelerator_summary": cost, "mlm:hyperparameters": hyperparameters,
        "mlm:input": [{
            "name": "image", "bands": list(bands), "resize_type": None, "value_scaling": None,
            "description": "Each band brought to 0…1 between the 2nd and 98th percentile of its scene; a missing pixel is 0.",
            "input": {"shape": shape_in, "dim_order": order, "data_type": "float32"},
        }],
        "mlm:output": [{
            "name": "map", "description": output, "tasks": ["object-detection"],
            "result": {"shape": shape_out, "dim_order": order[:len(shape_out)], "data_type": "float32"},
            "classification:classes": [{"value": i + 1, "name": c["name"]} for i, c in enumerate(classes)],
        }],
        "revisit:head": head, "revisit:bands": list(bands), "revisit:units": "stretched", "revisit:classes": classes,
        "revisit:training_data": training_data, "revisit:limits": limits, **properties,
    }
    world = [[[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]]]
    return {
        "type": "Feature", "stac_version": "1.1.0",
        "stac_extensions": [
            "https://stac-extensions.github.io/mlm/v1.5.0/schema.json",
            "https://stac-extensions.github.io/file/v2.1.0/schema.json",
            "https://stac-extensions.github.io/eo/v2.0.0/schema.json",
            "https://stac-extensions.github.io/classification/v2.0.0/schema.json",
        ],
        "id": name, "geometry": {"type": "Polygon", "coordinates": world}, "bbox": [-180, -90, 180, 90],
        "properties": told, "links": [],
        "assets": {"model": {
            "href": f"./{model.name}", "title": "Network weights and graph",
            "type": "application/octet-stream; application=onnx", "roles": ["mlm:model"], "mlm:artifact_type": "onnx",
            "file:size": model.stat().st_size, "file:checksum": checksum(model),
            "bands": [{"name": b, "eo:common_name": b, "eo:center_wavelength": WAVES[b]} for b in bands],
        }},
    }

"""The card of the network: a STAC Item with the Machine Learning Model extension (MLM 1.5) and our own keys."""

from pathlib import Path

from . import BANDS, MINIMUM_LENGTH
from .export import ONNX_VERSION, checksum
from .limits import LIMITS
from .network import LATTICE, STRIDE

CREDIT = "contains modified Copernicus Sentinel data 2022-2023"
WAVES = {"blue": 0.49, "green": 0.56, "red": 0.665, "nir": 0.842, "swir16": 1.61}
METHOD = (
    "Each scored port was detected by a network trained on the other seven ports, at the threshold that is best for "
    "the other scored ports. A match is an IoU of 0.3 of the upright boxes, or each centre inside the other box grown "
    "by one pixel. Detections shorter than 10 pixels do not count; those that fall on an unsure ship or an ignore box "
    "are neither right nor wrong. Cartagena, Honolulu and Klang have too few sure ships for a score of their own; one "
    "network that saw none of the three looked at them. False alarms within three pixels of land count as at a berth."
)


def card(model, settings, accuracy, parameters, margin, kiloflop):
    """The card as a dictionary. `model` is the path of the ONNX file beside which the card will lie."""
    model = Path(model)
    threshold = accuracy["threshold"]
    batch = ["batch", "channel", "height", "width"]
    properties = {
        "title": "Ships in Sentinel-2 scenes of ports",
        "description": "Finds ships of about 100 m and more, at berth and in open water, in five bands of Sentinel-2.",
        "datetime": "2026-11-26T00:00:00Z",
        "license": "Apache-2.0",
        "mlm:name": "ships-sentinel2",
        "mlm:architecture": "U-Net",
        "mlm:tasks": ["object-detection"],
        "mlm:framework": "ONNX",
        "mlm:framework_version": ONNX_VERSION,
        "mlm:total_parameters": parameters,
        "mlm:pretrained": False,
        "mlm:pretrained_source": None,
        "mlm:batch_size_suggestion": 1,
        "mlm:accelerator": "amd64",
        "mlm:accelerator_constrained": False,
        "mlm:accelerator_summary": f"Any processor; {kiloflop:.0f} thousand floating-point operations per input pixel.",
        "mlm:hyperparameters": {
            "widths": list(settings.widths), "members": settings.members, "looks": settings.looks, "steps": settings.steps,
            "batch": settings.batch, "patch": settings.side, "rate": settings.rate, "decay": settings.decay,
            "seed": settings.seed,
        },
        "mlm:input": [{
            "name": "image",
            "description": "Surface reflectance 0 to 1, not normalised; a missing pixel is 0 in all bands.",
            "bands": list(BANDS),
            "input": {"shape": [1, 5, -1, -1], "dim_order": batch, "data_type": "float32"},
            "resize_type": None,
            "value_scaling": None,
        }],
        "mlm:output": [{
            "name": "map",
            "description": "Per cell: probability of a ship's centre; offset x, y of the centre from the cell's "
                           "centre, length, width (input pixels); cos 2a, sin 2a, a the angle of the long side "
                           "from +x towards +y.",
            "tasks": ["object-detection"],
            "result": {"shape": [1, 7, -1, -1], "dim_order": batch, "data_type": "float32"},
            "classification:classes": [
                {"value": 1, "name": "ship", "description": "A vessel with a long side of 10 pixels or more."}
            ],
        }],
        "revisit:head": "centre-oriented",
        "revisit:bands": list(BANDS),
        "revisit:units": "reflectance",
        "revisit:gsd": {"target": 10, "minimum": 7.5, "maximum": 12},
        "revisit:stride": STRIDE,
        "revisit:lattice": LATTICE,
        "revisit:margin": margin,
        "revisit:tile": settings.tile,
        "revisit:threshold": threshold,
        "revisit:merge_iou": settings.merge_iou,
        "revisit:minimum_length": int(MINIMUM_LENGTH),
        "revisit:classes": [{"name": "ship", "threshold": threshold}],
        "revisit:training_data": [{
            "name": "sen2ships: eight ports, labels audited",
            "licence": "MIT",
            "source": "ShipDetectionExperts/sen2ships",
            "credit": CREDIT,
            "permitted_use": "train, test",
        }],
        "revisit:accuracy": dict(method=METHOD, **accuracy),
        "revisit:limits": LIMITS,
    }
    world = [[[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]]]
    return {
        "type": "Feature",
        "stac_version": "1.1.0",
        "stac_extensions": [
            "https://stac-extensions.github.io/mlm/v1.5.0/schema.json",
            "https://stac-extensions.github.io/file/v2.1.0/schema.json",
            "https://stac-extensions.github.io/eo/v2.0.0/schema.json",
            "https://stac-extensions.github.io/classification/v2.0.0/schema.json",
        ],
        "id": "ships-sentinel2",
        "geometry": {"type": "Polygon", "coordinates": world},
        "bbox": [-180, -90, 180, 90],
        "properties": properties,
        "links": [],
        "assets": {
            "model": {
                "href": f"./{model.name}",
                "title": "Network weights and graph",
                "type": "application/octet-stream; application=onnx",
                "roles": ["mlm:model"],
                "mlm:artifact_type": "onnx",
                "file:size": model.stat().st_size,
                "file:checksum": checksum(model),
                "bands": [{"name": b, "eo:common_name": b, "eo:center_wavelength": WAVES[b]} for b in BANDS],
            }
        },
    }

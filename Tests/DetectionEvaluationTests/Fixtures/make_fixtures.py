"""Writes what pycocotools says of drawn objects and detections.

Run with numpy, pycocotools and shapely of `scripts/setup test`: python make_fixtures.py

Upright boxes are judged by COCOeval as it is. For turned rectangles only its table of overlaps is replaced, by shapely's
intersection of the corners: matching, areas and averaging stay pycocotools' own.
"""
import contextlib
import io
import json
import math
import pathlib

import numpy as np
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval
from shapely.geometry import Polygon

here = pathlib.Path(__file__).parent
names = ["tank-car", "flat-car", "locomotive"]


def corners(box):
    column, row, length, width, angle = box
    cosine, sine = math.cos(angle), math.sin(angle)
    return [(column + u * length / 2 * cosine - v * width / 2 * sine, row + u * length / 2 * sine + v * width / 2 * cosine)
            for u, v in [(1, 1), (1, -1), (-1, -1), (-1, 1)]]


def around(box):
    points = np.array(corners(box))
    low, high = points.min(axis=0), points.max(axis=0)
    return [float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1])]


class TurnedEvaluation(COCOeval):
    """COCOeval with overlaps of turned rectangles."""

    def __init__(self, truth, found, boxes):
        super().__init__(truth, found, "bbox")
        self.boxes = boxes

    def computeIoU(self, image, category):
        truth, found = self._gts[image, category], self._dts[image, category]
        if not truth and not found:
            return []
        order = np.argsort([-d["score"] for d in found], kind="mergesort")[: self.params.maxDets[-1]]
        table = np.zeros((len(order), len(truth)))
        for row, index in enumerate(order):
            shape = Polygon(corners(self.boxes["found"][found[index]["number"]]))
            for column, other in enumerate(truth):
                second = Polygon(corners(self.boxes["truth"][other["number"]]))
                shared = shape.intersection(second).area
                whole = shape.area if other["iscrowd"] else shape.area + second.area - shared
                table[row, column] = shared / whole
        return table


def draw(seed, images, whole_numbers):
    random = np.random.default_rng(seed)
    drawn = []
    for _ in range(images):
        truth, found = [], []
        for _ in range(random.integers(0, 25)):
            length = float(np.exp(random.uniform(math.log(12), math.log(220))))
            box = [float(random.uniform(0, 600)), float(random.uniform(0, 600)), length,
                   length * float(random.uniform(0.2, 1)), float(random.uniform(-1.5, 1.5))]
            if whole_numbers:
                box = [float(2 * round(v / 2)) for v in box[:4]] + [0.0]
            weight = random.choice(["counted", "counted", "counted", "counted", "ignored", "region"])
            kind = str(random.choice(names))
            truth.append({"class": kind, "box": box, "weight": str(weight)})
            for _ in range(random.choice([0, 1, 1, 1, 2, 3])):
                near = [v + random.normal(0, 0.12) * box[3] for v in box[:2]]
                near += [v * math.exp(random.normal(0, 0.1)) for v in box[2:4]] + [box[4] + random.normal(0, 0.05)]
                near = [float(v) for v in near]
                if whole_numbers:
                    near = [float(2 * round(v / 2)) for v in near[:4]] + [0.0]
                found.append({"class": kind if random.random() < 0.9 else str(random.choice(names)), "box": near,
                              # Two decimals, so that scores are often equal.
                              "score": round(float(random.beta(4, 2)), 2)})
        for _ in range(random.integers(0, 9)):
            length = float(random.uniform(10, 150))
            box = [float(random.uniform(0, 600)), float(random.uniform(0, 600)), length, length / 2,
                   float(random.uniform(-1.5, 1.5))]
            if whole_numbers:
                box = [float(2 * round(v / 2)) for v in box[:4]] + [0.0]
            found.append({"class": str(random.choice(names)), "box": box, "score": round(float(random.beta(2, 4)), 2)})
        order = random.permutation(len(found))
        drawn.append({"truth": truth, "found": [found[i] for i in order]})
    for image in drawn:
        for thing in image["truth"] + image["found"]:
            thing["bbox"] = around(thing["box"])
    return drawn


def evaluate(drawn, measure, most):
    truth, found = [], []
    boxes = {"truth": [], "found": []}
    for number, image in enumerate(drawn, 1):
        for thing in image["truth"]:
            area = thing["bbox"][2] * thing["bbox"][3] if measure == "upright" else thing["box"][2] * thing["box"][3]
            truth.append({"id": len(truth) + 1, "image_id": number, "category_id": names.index(thing["class"]) + 1,
                          "bbox": thing["bbox"], "area": area, "iscrowd": int(thing["weight"] == "region"),
                          "ignore": int(thing["weight"] != "counted"), "number": len(boxes["truth"])})
            boxes["truth"].append(thing["box"])
        for thing in image["found"]:
            found.append({"image_id": number, "category_id": names.index(thing["class"]) + 1, "bbox": thing["bbox"],
                          "score": thing["score"], "number": len(boxes["found"])})
            boxes["found"].append(thing["box"])
    with contextlib.redirect_stdout(io.StringIO()):
        known = COCO()
        known.dataset = {"info": {}, "images": [{"id": n + 1} for n in range(len(drawn))], "annotations": truth,
                         "categories": [{"id": n + 1, "name": name} for n, name in enumerate(names)]}
        known.createIndex()
        said = known.loadRes(found)
        if measure == "oriented":
            for entry in said.dataset["annotations"]:
                box = boxes["found"][entry["number"]]
                entry["area"] = box[2] * box[3]
        judge = COCOeval(known, said, "bbox") if measure == "upright" else TurnedEvaluation(known, said, boxes)
        judge.params.maxDets = [most]
        # COCOeval takes `ignore` from `iscrowd` alone; objects that are passed over but no crowd are set here.
        plain = judge._prepare

        def prepare():
            plain()
            for entries in judge._gts.values():
                for entry in entries:
                    entry["ignore"] = entry["_flag"]

        for entry in known.dataset["annotations"]:
            entry["_flag"] = entry["ignore"]
        judge._prepare = prepare
        judge.evaluate()
        judge.accumulate()
    table = judge.eval["precision"]  # [threshold, recall, class, area, most]

    def mean(values):
        values = values[values > -1]
        return float(values.mean()) if values.size else None

    result = {}
    for index, name in enumerate(names):
        own = table[:, :, index, :, 0]
        result[name] = {
            "AP": mean(own[:, :, 0]), "AP50": mean(own[0, :, 0]), "AP75": mean(own[5, :, 0]),
            "small": mean(own[:, :, 1]), "medium": mean(own[:, :, 2]), "large": mean(own[:, :, 3]),
            "curve": [float(value) for value in own[0, :, 0]],
        }
    return result


cases = []
for seed, images, whole, most in [(1, 12, False, 1000), (2, 6, True, 1000), (3, 5, False, 3), (4, 1, False, 100)]:
    drawn = draw(seed, images, whole)
    cases.append({"images": drawn, "most": most,
                  "expected": {measure: evaluate(drawn, measure, most) for measure in ["upright", "oriented"]}})
(here / "evaluation.json").write_text(json.dumps({"cases": cases}))
for case in cases:
    print({m: {n: round(v["AP"], 3) for n, v in e.items() if v["AP"]} for m, e in case["expected"].items()})

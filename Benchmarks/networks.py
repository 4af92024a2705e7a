"""Writes the networks that the benchmarks give to both sides, with the metadata that GeoDeep reads."""

import json

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SIDE = 640
STRIDE = 8
CELLS = SIDE // STRIDE
CLASSES = {"0": "small", "1": "large"}
# In percent of a tile's side, and in centimetres for a pixel.
OVERLAP = 5
RESOLUTION = 50


def constant(name, array):
    return numpy_helper.from_array(np.ascontiguousarray(array), name)


def boxes():
    """Centre, width and height of a box on each cell, as Ultralytics' exports give them."""
    centres = (np.arange(CELLS, dtype=np.float32) + 0.5) * STRIDE
    rows, columns = np.meshgrid(centres, centres, indexing="ij")
    size = np.ones_like(rows)
    return np.stack([columns, rows, 20 * size, 12 * size]).reshape(1, 4, -1).astype(np.float32)


def save(path, name, nodes, constants):
    graph = helper.make_graph(
        nodes, name,
        [helper.make_tensor_value_info("images", TensorProto.FLOAT, [1, 3, SIDE, SIDE])],
        [helper.make_tensor_value_info("output0", TensorProto.FLOAT, [1, 4 + len(CLASSES), CELLS * CELLS])],
        constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    for key, value in {
        "model_type": "Detector", "det_type": "YOLO_v8", "det_conf": 0.99, "det_iou_thresh": 0.45,
        "class_names": CLASSES, "resolution": RESOLUTION, "tiles_overlap": OVERLAP,
    }.items():
        entry = model.metadata_props.add()
        entry.key, entry.value = key, json.dumps(value)
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString())


def near_free(path):
    """One pixel of each 8 × 8 cell decides: a score of 1 where red, green and blue are all at their highest.

    Costs next to nothing, so that all time goes into reading, tiling, reading the output and merging.
    """
    nodes = [
        helper.make_node("Slice", ["images", "starts", "ends", "axes", "steps"], ["thin"]),
        helper.make_node("ReduceMin", ["thin"], ["lowest"], axes=[1], keepdims=1),
        helper.make_node("Reshape", ["lowest", "flat"], ["score"]),
        helper.make_node("Mul", ["score", "classes"], ["scores"]),
        helper.make_node("Concat", ["boxes", "scores"], ["output0"], axis=1),
    ]
    save(path, "near_free", nodes, [
        constant("starts", np.array([4, 4], np.int64)), constant("ends", np.array([SIDE, SIDE], np.int64)),
        constant("axes", np.array([2, 3], np.int64)), constant("steps", np.array([STRIDE, STRIDE], np.int64)),
        constant("flat", np.array([1, 1, CELLS * CELLS], np.int64)),
        constant("classes", np.array([1, 0.5], np.float32).reshape(1, 2, 1)),
        constant("boxes", boxes())])


def real_sized(path):
    """Convolutions with random weights, about 4 thousand million multiplications a tile, as small detectors have."""
    random = np.random.default_rng(1)
    nodes, constants, name, channels = [], [], "images", 3
    # (channels, stride): three halvings, then layers at one eighth.
    for index, (width, step) in enumerate([(16, 2), (32, 2), (64, 2)] + [(96, 1)] * 5 + [(2, 1)]):
        weights = random.normal(0, 1 / np.sqrt(9 * channels), (width, channels, 3, 3)).astype(np.float32)
        constants.append(constant(f"w{index}", weights))
        nodes.append(helper.make_node(
            "Conv", [name, f"w{index}"], [f"c{index}"], pads=[1, 1, 1, 1], strides=[step, step]))
        name, channels = f"c{index}", width
        if width != 2:
            nodes.append(helper.make_node("Relu", [name], [f"r{index}"]))
            name = f"r{index}"
    # Scores far below the threshold: what is found does not matter here, near_free measures merging.
    nodes += [
        helper.make_node("Sigmoid", [name], ["low"]), helper.make_node("Mul", ["low", "tenth"], ["map"]),
        helper.make_node("Reshape", ["map", "flat"], ["scores"]),
        helper.make_node("Concat", ["boxes", "scores"], ["output0"], axis=1),
    ]
    constants += [
        constant("tenth", np.float32(0.1)), constant("flat", np.array([1, 2, CELLS * CELLS], np.int64)),
        constant("boxes", boxes())]
    save(path, "real_sized", nodes, constants)

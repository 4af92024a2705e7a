#!/usr/bin/env python3
"""Writes the small networks of this folder, and what they must give, worked out by ONNX's own reference.

    python3 -m venv scratch && scratch/bin/pip install onnx==1.23.2 numpy==2.4.6
    scratch/bin/python make_fixtures.py

The reference evaluator of the package `onnx` runs on numpy and shares no code with OpenVINO.
"""

import json
import pathlib

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

HERE = pathlib.Path(__file__).resolve().parent
FLOAT = TensorProto.FLOAT


def value(name, kind, shape):
    return helper.make_tensor_value_info(name, kind, shape)


def constant(name, array):
    return numpy_helper.from_array(np.asarray(array), name)


def network(name, nodes, inputs, outputs, constants=()):
    graph = helper.make_graph(nodes, name, inputs, outputs, list(constants))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    (HERE / f"{name}.onnx").write_bytes(model.SerializeToString())
    return model


def tensors(names, arrays):
    return [
        {"name": n, "type": str(a.dtype), "shape": list(a.shape), "values": a.flatten().tolist()}
        for n, a in zip(names, arrays)
    ]


def run(case, model, *arrays):
    names = [i.name for i in model.graph.input]
    results = ReferenceEvaluator(model).run(None, dict(zip(names, arrays)))
    outputs = [o.name for o in model.graph.output]
    return {
        "case": case,
        "network": f"{model.graph.name}.onnx",
        "inputs": tensors(names, arrays),
        "outputs": tensors(outputs, [np.asarray(r) for r in results]),
    }


random = np.random.default_rng(20260101)
# Halves and quarters, so that sums are exact in 32-bit floating point whatever their order.
kernel = np.array([[[[1, 2, 0], [0, -4, 0.5], [0.25, 0, -1]]]], np.float32)

add = network(
    "add", [helper.make_node("Add", ["x", "c"], ["y"])],
    [value("x", FLOAT, [2, 3])], [value("y", FLOAT, [2, 3])], [constant("c", np.float32(1.5))])

convolution = network(
    "convolution", [helper.make_node("Conv", ["image", "w"], ["map"], pads=[1, 1, 1, 1])],
    [value("image", FLOAT, [1, 1, "rows", "columns"])], [value("map", FLOAT, [1, 1, "rows", "columns"])],
    [constant("w", kernel)])

two = network(
    "two_inputs",
    [helper.make_node("Mul", ["a", "b"], ["product"]),
     helper.make_node("ReduceSum", ["product", "axis"], ["sum"], keepdims=0)],
    [value("a", FLOAT, ["n", 2]), value("b", FLOAT, [2])],
    [value("product", FLOAT, ["n", 2]), value("sum", FLOAT, ["n"])], [constant("axis", np.array([1], np.int64))])

KINDS = {"u8": TensorProto.UINT8, "u16": TensorProto.UINT16, "i32": TensorProto.INT32, "i64": TensorProto.INT64}
integers = network(
    "integers", [helper.make_node("Add", [k, k], [f"twice_{k}"]) for k in KINDS],
    [value(k, t, [3]) for k, t in KINDS.items()], [value(f"twice_{k}", t, [3]) for k, t in KINDS.items()])

# Long enough to be cancelled: the image is given at run time.
nodes, name = [], "image"
for layer in range(40):
    nodes += [helper.make_node("Conv", [name, "w"], [f"c{layer}"], pads=[1, 1, 1, 1]),
              helper.make_node("Tanh", [f"c{layer}"], [f"t{layer}"])]
    name = f"t{layer}"
deep = network(
    "deep", nodes, [value("image", FLOAT, [1, 1, "rows", "columns"])], [value(name, FLOAT, [1, 1, "rows", "columns"])],
    [constant("w", kernel / 8)])


def quarters(*shape):
    return (random.integers(-40, 40, shape) / 4).astype(np.float32)


expected = [
    run("add a constant", add, quarters(2, 3)),
    run("convolution of 4 x 5", convolution, quarters(1, 1, 4, 5)),
    run("convolution of 7 x 3", convolution, quarters(1, 1, 7, 3)),
    run("two inputs and two outputs", two, quarters(3, 2), quarters(2)),
    run("integers", integers, np.array([0, 7, 127], np.uint8), np.array([0, 2047, 32767], np.uint16),
        np.array([-5, 0, 1 << 29], np.int32), np.array([-3, 0, 1 << 29], np.int64)),
]
(HERE / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")

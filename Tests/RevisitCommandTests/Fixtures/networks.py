#!/usr/bin/env python3
"""Writes two small networks in the layout of Ultralytics' exports, and cards for them.

    python3 networks.py FOLDER

Each proposes one box for a tile of 256 x 256 pixels: its centre is the centre of mass of what is
brighter than a half. The score of `bright` is 0.9 where there is anything bright, that of `mean` is
the mean of the tile. ONNX files are protocol buffers; the few messages needed are written here with
the standard library (field numbers from onnx.proto).
"""

import hashlib
import json
import pathlib
import struct
import sys

SIDE = 256
FLOAT, INT64 = 1, 7


def varint(number):
    number &= (1 << 64) - 1
    out = bytearray()
    while True:
        out.append((number & 0x7F) | (0x80 if number > 0x7F else 0))
        number >>= 7
        if not number:
            return bytes(out)


def field(number, value):
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    value = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(value)) + value


def tensor(name, kind, extents, values):
    raw = struct.pack(f"<{len(values)}{'f' if kind == FLOAT else 'q'}", *values)
    return b"".join(field(1, e) for e in extents) + field(2, kind) + field(8, name) + field(9, raw)


def value(name, extents):
    shape = b"".join(field(1, field(1, e)) for e in extents)
    return field(1, name) + field(2, field(1, field(1, FLOAT) + field(2, shape)))


def integer(name, number):
    return field(1, name) + field(3, number) + field(20, 2)


def node(kind, inputs, output, **attributes):
    return (
        b"".join(field(1, name) for name in inputs) + field(2, output) + field(4, kind)
        + b"".join(field(5, integer(name, number)) for name, number in attributes.items())
    )


def network(name, score):
    size = SIDE * SIDE
    constants = [
        tensor("half", FLOAT, [], [0.5]), tensor("tiny", FLOAT, [], [1e-6]), tensor("zero", FLOAT, [], [0.0]),
        tensor("most", FLOAT, [], [0.9]), tensor("count", FLOAT, [], [float(size)]),
        tensor("axes", INT64, [3], [1, 2, 3]),
        tensor("columns", FLOAT, [1, 1, 1, SIDE], [i + 0.5 for i in range(SIDE)]),
        tensor("rows", FLOAT, [1, 1, SIDE, 1], [i + 0.5 for i in range(SIDE)]),
        tensor("side", FLOAT, [1, 1, 1, 1], [12.0]), tensor("shape", INT64, [3], [1, 5, 1]),
    ]
    nodes = [
        node("Sub", ["image", "half"], "above"), node("Relu", ["above"], "mass"),
        node("ReduceSum", ["mass", "axes"], "weight", keepdims=1), node("Add", ["weight", "tiny"], "whole"),
        node("Mul", ["mass", "columns"], "massColumn"),
        node("ReduceSum", ["massColumn", "axes"], "sumColumn", keepdims=1),
        node("Div", ["sumColumn", "whole"], "column"),
        node("Mul", ["mass", "rows"], "massRow"), node("ReduceSum", ["massRow", "axes"], "sumRow", keepdims=1),
        node("Div", ["sumRow", "whole"], "row"),
    ]
    if score == "mean":
        nodes += [node("ReduceSum", ["image", "axes"], "sum", keepdims=1), node("Div", ["sum", "count"], "score")]
    else:
        nodes += [node("Clip", ["weight", "zero", "most"], "score")]
    nodes += [
        node("Concat", ["column", "row", "side", "side", "score"], "fields", axis=1),
        node("Reshape", ["fields", "shape"], "output0"),
    ]
    graph = (
        b"".join(field(1, n) for n in nodes) + field(2, name) + b"".join(field(5, c) for c in constants)
        + field(11, value("image", [1, 1, SIDE, SIDE])) + field(12, value("output0", [1, 5, 1]))
    )
    names = field(1, "names") + field(2, "{0: 'spot'}")
    task = field(1, "task") + field(2, "detect")
    return field(1, 8) + field(7, graph) + field(8, field(2, 17)) + field(14, names) + field(14, task)


def card(name, data, **properties):
    return {
        "type": "Feature", "stac_version": "1.1.0", "id": name,
        "properties": {
            "mlm:name": name, "license": "Apache-2.0", "revisit:head": "yolo-boxes", "revisit:bands": ["pan"],
            "revisit:units": "stored", "revisit:value_scale": 0.001, "revisit:margin": 16, "revisit:tile": SIDE,
            "revisit:threshold": 0.2, "revisit:classes": [{"name": "spot"}], **properties,
        },
        "assets": {
            "model": {
                "href": f"{name.split('-')[0]}.onnx", "roles": ["mlm:model"],
                "file:checksum": "1220" + hashlib.sha256(data).hexdigest(),
            }
        },
    }


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name in ["bright", "mean"]:
        data = network(name, name)
        (folder / f"{name}.onnx").write_bytes(data)
        stretched = {"revisit:units": "stretched", "revisit:value_scale": 1, "revisit:threshold": 0.01}
        cards = {name: card(name, data, **(stretched if name == "mean" else {}))}
        if name == "bright":
            cards["bright-resampled"] = card(
                "bright-resampled", data, **{"revisit:gsd": {"target": 6, "minimum": 6, "maximum": 6}})
        for key, content in cards.items():
            (folder / f"{key}.json").write_text(json.dumps(content, indent=1) + "\n")


if __name__ == "__main__":
    main()

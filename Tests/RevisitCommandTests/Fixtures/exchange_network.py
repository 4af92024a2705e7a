"""Copies a network with its card and changes its bytes but not what it does.

exchange_network.py FROM TO: a doc_string (field 6 of ONNX's ModelProto) is put at the end; of a field that stands twice
the last counts.
"""
import hashlib
import pathlib
import sys

source, target = map(pathlib.Path, sys.argv[1:])
target.mkdir(parents=True)
network = (source / "network.onnx").read_bytes()
other = network + bytes([0x32, 5]) + b"other"
(target / "network.onnx").write_bytes(other)
card = (source / "card.json").read_text()
old, new = hashlib.sha256(network).hexdigest(), hashlib.sha256(other).hexdigest()
assert old in card
(target / "card.json").write_text(card.replace(old, new))

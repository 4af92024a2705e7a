"""Export to ONNX, and measurements that the run-time engine relies on: margin, cost, equality."""

import hashlib

import numpy as np
import onnx
import torch

from .network import LATTICE, STRIDE


ONNX_VERSION = onnx.__version__


def write_onnx(engine, path):
    """Write the graph with free height and width: `image` [1, 5, h, w] to `map` [1, 7, h / 2, w / 2]."""
    axes = {"image": {2: "height", 3: "width"}, "map": {2: "rows", 3: "columns"}}
    torch.onnx.export(engine.eval(), torch.rand(1, 5, 128, 128), str(path), opset_version=13, input_names=["image"],
                      output_names=["map"], dynamic_axes=axes, dynamo=False)


def checksum(path):
    """Multihash of a file: 12 20 for SHA-256 of 32 bytes, then the digest, in hexadecimal."""
    with open(path, "rb") as f:
        return "1220" + hashlib.sha256(f.read()).hexdigest()


def margin(engine, seed=0):
    """Pixels, rounded up to the lattice, beyond which no input pixel moves an output cell.

    Inputs of noise differ in one pixel at each phase of the lattice; the farthest cell whose answer differs is found.
    """
    side, middle = 512, 256
    base = torch.from_numpy(np.random.default_rng(seed).uniform(0.02, 0.4, (1, 5, side, side)).astype(np.float32))
    reach = 0
    with torch.no_grad():
        before = engine(base)
        for phase in (0, 7, 8, 15):
            for far in (0, 1):
                changed = base.clone()
                changed[:, :, middle + phase, middle + phase] = far
                moved = (engine(changed) - before).abs().amax(dim=(0, 1)) > 0
                cells = moved.nonzero().numpy() * STRIDE + STRIDE / 2
                reach = max(reach, np.abs(cells - (middle + phase + 0.5)).max() + STRIDE / 2)
    return int(-(-reach // LATTICE) * LATTICE), float(reach)


def cost(engine, side=256):
    """Floating-point operations of all convolutions per input pixel, a multiplication and an addition counting two."""
    total, hooks = [0], []

    def count(layer, _, out):
        total[0] += 2 * out.numel() * layer.in_channels * layer.kernel_size[0] * layer.kernel_size[1]

    for layer in engine.modules():
        if isinstance(layer, torch.nn.Conv2d):
            hooks.append(layer.register_forward_hook(count))
    with torch.no_grad():
        engine(torch.rand(1, 5, side, side))
    for hook in hooks:
        hook.remove()
    return total[0] / side ** 2


def stitched_equals_whole(engine, image, tile, edge):
    """Largest difference between a scene's maps in one piece and stitched from tiles with the margin `edge`.

    `image` is `[5, h, w]`, h and w multiples of `tile`; both ways pad with missing pixels by `edge`.
    """
    _, high, wide = image.shape
    padded = torch.zeros(1, 5, high + 2 * edge, wide + 2 * edge)
    padded[0, :, edge:edge + high, edge:edge + wide] = torch.from_numpy(image)
    cell = edge // STRIDE
    with torch.no_grad():
        whole = engine(padded)[..., cell:cell + high // STRIDE, cell:cell + wide // STRIDE]
        worst = 0.0
        for y in range(0, high, tile):
            for x in range(0, wide, tile):
                part = engine(padded[..., y:y + tile + 2 * edge, x:x + tile + 2 * edge])
                part = part[..., cell:cell + tile // STRIDE, cell:cell + tile // STRIDE]
                same = whole[..., y // STRIDE:(y + tile) // STRIDE, x // STRIDE:(x + tile) // STRIDE]
                worst = max(worst, float((part - same).abs().max()))
    return worst

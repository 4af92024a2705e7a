"""Export to ONNX, and how far a network sees."""

import numpy as np
import torch


def write(engine, example, path, axes):
    """Write a graph whose input `image` and output `map` have free axes as `axes` names them."""
    torch.onnx.export(engine.eval(), example, str(path), opset_version=13, input_names=["image"], output_names=["map"],
                      dynamic_axes=axes, dynamo=False)


def reach(engine, shape, stride, lattice, seed=0):
    """Input pixels beyond which no pixel moves an answer, along the last axis, rounded up to the lattice."""
    middle = shape[-1] // 2 // lattice * lattice
    base = torch.from_numpy(np.random.default_rng(seed).uniform(0.05, 0.95, shape).astype(np.float32))
    far = 0.0
    with torch.no_grad():
        before = engine(base)
        for phase in {0, lattice // 2, lattice - 1}:
            for level in (0, 1):
                changed = base.clone()
                changed[..., middle + phase] = level
                moved = (engine(changed) - before).abs().flatten(0, -2).amax(0) > 0
                cells = (moved.nonzero().numpy() + 0.5) * stride
                far = max(far, np.abs(cells - (middle + phase + 0.5)).max() + stride / 2)
    return int(-(-far // lattice) * lattice)


def cost(engine, example):
    """Floating-point operations of all convolutions for an example, a multiplication and an addition counting two."""
    total, hooks = [0], []

    def count(layer, _, out):
        total[0] += 2 * out.numel() * layer.in_channels * int(np.prod(layer.kernel_size))

    for layer in engine.modules():
        if isinstance(layer, (torch.nn.Conv1d, torch.nn.Conv2d)):
            hooks.append(layer.register_forward_hook(count))
    with torch.no_grad():
        engine(example)
    for hook in hooks:
        hook.remove()
    return total[0]

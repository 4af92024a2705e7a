"""Everything that can be turned, with the values of the shipped network."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    widths: tuple = (16, 32, 64, 96, 128)  # channels at 1, 1/2, 1/4, 1/8, 1/16 of the resolution
    members: int = 1  # networks averaged in the graph, taught alike from other random numbers
    looks: int = 2  # looks averaged in the graph, each by the next member at the next mirror image
    side: int = 96  # pixels of a training patch
    batch: int = 8
    steps: int = 4500
    rate: float = 3e-3  # highest learning rate: reached after a twentieth of the steps, then falling as a cosine
    decay: float = 0.02  # weight decay
    keep: float = 0.998  # share of the running mean of the weights that each step keeps
    replant: int = 400  # steps after which other ships are planted and other breakwaters built
    moles: int = 8  # breakwaters built into each port
    decoys: int = 4  # shoals, creeks and yards drawn into each port
    decoyed: float = 0.08  # share of the patches around them
    mixing: float = 0.2  # share of the patches in the colours of another port
    mining: tuple = (0.2, 0.35, 0.5, 0.65, 0.8)  # shares of the steps at which false alarms are looked for anew
    mining_floor: float = 0.15  # lowest score of a false alarm that is trained on
    seed: int = 1
    merge_iou: float = 0.2  # detections that overlap more are one object
    tile: int = 512  # side of a tile that the engine should use, pixels

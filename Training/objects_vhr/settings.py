"""What each network is taught."""

from dataclasses import dataclass

from drawn import RAIL_CLASSES


@dataclass(frozen=True)
class Settings:
    """One network. `gsd` metres of its input's pixels; `typical` length and width of its objects in pixels."""

    name: str
    classes: tuple
    gsd: float
    drawn: tuple
    typical: tuple
    least: float = 0.3
    widths: tuple = (24, 40, 64, 96)
    steps: int = 2600
    batch: int = 8
    side: int = 256
    rate: float = 3e-3
    decay: float = 0.02
    seed: int = 1
    real: tuple = ()


ROLLING_STOCK = Settings("rolling-stock", RAIL_CLASSES + ("vehicle",), 0.3, ("yard",), (40.0, 9.0),
                         real=("ucmerced", "vehicles_kit_ais"))
STORAGE_TANKS = Settings("storage-tanks", ("tank-fixed-roof", "tank-floating-roof"), 0.75, ("tank-farm",), (30.0, 30.0),
                         steps=1800)

ALL = {s.name: s for s in (ROLLING_STOCK, STORAGE_TANKS)}

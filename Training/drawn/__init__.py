"""Scenes that `revisit simulate samples` draws, read with their truth, and seen as a camera would give them."""

RAIL_CLASSES = ("tank-car", "covered-car", "open-car", "flat-car", "locomotive", "other-rail-vehicle")

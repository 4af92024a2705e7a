"""What stands on the cards in words."""

TITLES = {
    "rolling-stock": ("Rail and road vehicles at 0.3 m", "Finds tank cars, covered, open and flat cars, locomotives, other rail "
                      "vehicles and road vehicles as oriented boxes, without knowing where tracks lie."),
    "storage-tanks": ("Storage tanks at 0.75 m", "Finds tanks with fixed and with floating roofs as circles: length and width "
                      "are the diameter of the shell's top."),
}

LIMITS = {
    "rolling-stock": [
        "Taught on drawn yards and on real roads; no real train took part.",
        "Where tracks are known, rolling-stock-tracks reads trains better.",
        "Kinds are told by what is seen from above: a covered hopper counts as a covered car.",
    ],
    "storage-tanks": [
        "Taught on drawn tank farms only.",
        "Tanks of less than 5 m and of more than 90 m were not taught.",
    ],
}

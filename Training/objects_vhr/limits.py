"""What stands on the cards in words."""

TITLES = {
    "storage-tanks": ("Storage tanks at 0.75 m", "Finds tanks with fixed and with floating roofs as circles: length and width "
                      "are the diameter of the shell's top."),
    "ships-vhr": ("Ships at 1.5 m", "Finds ships of 20 m and longer at berth, at anchor and under way as oriented boxes, in "
                  "pictures of 0.25 to 1.6 m."),
    "boats-vhr": ("Boats at 0.6 m", "Finds vessels shorter than 20 m, in marinas and on open water, as oriented boxes, in "
                  "pictures of 0.25 to 0.65 m."),
    "vehicles": ("Road vehicles at 0.3 m", "Finds cars, vans, lorries and buses as oriented boxes."),
    "rail-tracks": ("Lines of railway tracks at 0.3 m", "Tells where centre-lines of tracks run, whether vehicles stand on them "
                    "or not, so that tracks can be proposed where nobody drew them."),
}

LIMITS = {
    "storage-tanks": [
        "Taught on drawn tank farms only; real pictures took part as places without tanks.",
        "Length and width are the diameter of the shell's top, without wall and shadow; the direction means nothing.",
        "Tanks of less than 5 m and of more than 90 m were not taught.",
    ],
    "ships-vhr": [
        "Taught on drawn ports only; real pictures took part as places without ships.",
        "Vessels shorter than 20 m are taken for background; `boats-vhr` finds them.",
        "Rafts, pontoons and narrow jetties may be taken for ships.",
    ],
    "boats-vhr": [
        "Taught on drawn ports only; real pictures took part as places without boats.",
        "Vessels of 20 m and longer are taken for background; `ships-vhr` finds them.",
        "Boats that lie side by side without water between them may be told as one.",
    ],
    "vehicles": [
        "Directions were taught on drawn vehicles, real roads gave places only.",
        "Cars in dense rows on car parks were not taught on real pictures.",
        "At 0.4 m and coarser half as many are found as at 0.3 m.",
    ],
    "rail-tracks": [
        "Taught on drawn yards; real pictures took part as places without tracks.",
        "Proposals, to be looked at: turnouts are not traced as such, and pipe racks, walls and lanes may pass for tracks.",
    ],
}

"""Training, measuring and export of the network `ships-sentinel2`.

Conventions of the whole package

* rasters are row-major; a scene is `[row, column, band]`, bands in the order of `BANDS`, float32 reflectance 0 to 1;
* a place in a picture is (x, y) in pixels, x to the right, y down, in the pixel-edge convention: the centre of the
  first pixel is at (0.5, 0.5);
* an upright box is (x, y, width, height) of its upper left corner and sides;
* an oriented box is (x, y, length, width, angle): centre, long side, short side, and the angle in radians of the long
  side, from the direction of x towards the direction of y (clockwise on the screen).
"""

BANDS = ("blue", "green", "red", "nir", "swir16")
FILES = ("B02", "B03", "B04", "B08", "B11")
SCORED = ("algiers", "athens", "busan", "casablanca", "hedland")
MINIMUM_LENGTH = 10.0

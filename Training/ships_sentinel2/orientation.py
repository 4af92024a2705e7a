"""From an upright label to an oriented box.

A ship's upright box (w, h) fixes its oriented box up to the mirror image, once the ratio of length to beam is known:
w = L |cos a| + B |sin a|, h = L |sin a| + B |cos a|. The ratio is taken as close to the usual one as the box
allows; the mirror image is chosen from the picture, by the direction of the brightness gradients in the box.
"""

import cv2
import numpy as np

USUAL_RATIO = 6.0
RATIOS = np.arange(3.0, 9.01, 0.25)
ANGLES = np.radians(np.arange(0.0, 90.01, 1.0))


def acute_form(w, h):
    """Length, beam (pixels) and angle (0 to pi/2) of the oriented box inside an upright box of w by h pixels."""
    ratio, angle = np.meshgrid(RATIOS, ANGLES, indexing="ij")
    c, s = np.cos(angle), np.sin(angle)
    length = (w + h) / ((c + s) * (1 + 1 / ratio))
    beam = length / ratio
    mismatch = (length * c + beam * s - w) ** 2 + (length * s + beam * c - h) ** 2
    unusual = 0.3 * (np.log(ratio / USUAL_RATIO) / 0.25) ** 2 + 0.5 * np.clip(2.0 - beam, 0, None) ** 2
    best = np.unravel_index(np.argmin(mismatch + unusual), mismatch.shape)
    return length[best], beam[best], angle[best]


def leaning(upright, image):
    """+1 when the gradients in the box say that the long side runs from upper left to lower right, -1 otherwise.

    Edges along the angle a have gradients along a + 90 degrees, so the product of their two parts has the sign of
    -sin 2a: the off-diagonal term of the structure tensor (Bigün and Granlund, 1987).
    """
    x, y, w, h = (int(v) for v in upright)
    rows, columns = image.shape[:2]
    y0, y1, x0, x1 = max(y - 3, 0), min(y + h + 3, rows), max(x - 3, 0), min(x + w + 3, columns)
    chip = np.log(image[y0:y1, x0:x1] + 0.03)
    yy, xx = np.mgrid[y0:y1, x0:x1] + 0.5
    weight = np.exp(-2 * (((xx - x - w / 2) / w) ** 2 + ((yy - y - h / 2) / h) ** 2) * 2)
    total = 0.0
    for band in range(chip.shape[-1]):
        layer = cv2.GaussianBlur(chip[..., band], (0, 0), 0.8)
        gy, gx = np.gradient(layer)
        total += np.sum(weight * gx * gy) / (np.sum(weight * (gx ** 2 + gy ** 2)) + 1e-6)
    return -1.0 if total > 0 else 1.0


def oriented_from_upright(upright, image):
    """Oriented box (x, y, length, width, angle) of an upright label in a picture `[row, column, band]`."""
    x, y, w, h = upright
    length, beam, angle = acute_form(w, h)
    return (x + w / 2, y + h / 2, length, beam, leaning(upright, image) * angle)

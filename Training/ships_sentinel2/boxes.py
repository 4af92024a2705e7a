"""Geometry of upright and oriented boxes. Units are pixels and radians throughout."""

import numpy as np


def upright_from_oriented(box):
    """Upright box (x, y, width, height) that encloses the oriented box (x, y, length, width, angle)."""
    x, y, length, width, angle = box[:5]
    c, s = abs(np.cos(angle)), abs(np.sin(angle))
    w, h = length * c + width * s, length * s + width * c
    return (x - w / 2, y - h / 2, w, h)


def clipped(upright, columns, rows):
    """The part of an upright box that lies inside a picture of `columns` by `rows` pixels."""
    x, y, w, h = upright
    x0, y0 = min(max(x, 0), columns), min(max(y, 0), rows)
    x1, y1 = min(max(x + w, 0), columns), min(max(y + h, 0), rows)
    return (x0, y0, x1 - x0, y1 - y0)


def overlap(a, b):
    """Area in square pixels that two upright boxes share."""
    w = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    h = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    return max(w, 0.0) * max(h, 0.0)


def upright_iou(a, b):
    """Intersection over union of two upright boxes, 0 when both are empty."""
    shared = overlap(a, b)
    total = a[2] * a[3] + b[2] * b[3] - shared
    return shared / total if total > 0 else 0.0


def corners(box):
    """The four corners `[4, 2]` of an oriented box, in order around it."""
    x, y, length, width, angle = box[:5]
    along = np.array([np.cos(angle), np.sin(angle)]) * length / 2
    across = np.array([-np.sin(angle), np.cos(angle)]) * width / 2
    centre = np.array([x, y])
    ahead, behind = centre + along, centre - along
    return np.stack([ahead + across, behind + across, behind - across, ahead - across])


def _area(polygon):
    x, y = polygon[:, 0], polygon[:, 1]
    return 0.5 * abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))


def _cut(polygon, a, b, inside_sign):
    """Part of a convex polygon on the inner side of the line from `a` to `b` (Sutherland and Hodgman, 1974)."""
    side = inside_sign * ((b[0] - a[0]) * (polygon[:, 1] - a[1]) - (b[1] - a[1]) * (polygon[:, 0] - a[0]))
    kept = []
    for i in range(len(polygon)):
        j = (i + 1) % len(polygon)
        if side[i] >= 0:
            kept.append(polygon[i])
        if (side[i] > 0 > side[j]) or (side[i] < 0 < side[j]):
            t = side[i] / (side[i] - side[j])
            kept.append(polygon[i] + t * (polygon[j] - polygon[i]))
    return np.array(kept).reshape(-1, 2)


def oriented_iou(a, b):
    """Intersection over union of two oriented boxes."""
    if np.hypot(a[0] - b[0], a[1] - b[1]) > (np.hypot(a[2], a[3]) + np.hypot(b[2], b[3])) / 2:
        return 0.0
    polygon, frame = corners(a), corners(b)
    centre = frame.mean(axis=0)
    for i in range(4):
        p, q = frame[i], frame[(i + 1) % 4]
        sign = np.sign((q[0] - p[0]) * (centre[1] - p[1]) - (q[1] - p[1]) * (centre[0] - p[0]))
        polygon = _cut(polygon, p, q, sign)
        if len(polygon) < 3:
            return 0.0
    shared = _area(polygon)
    return shared / (a[2] * a[3] + b[2] * b[3] - shared)


def suppressed(detections, merge_iou):
    """Detections left when each one that overlaps a better one by more than `merge_iou` is taken out.

    A detection is (x, y, length, width, angle, score); the order of the answer is falling score.
    """
    kept = []
    for d in sorted(detections, key=lambda d: -d[5]):
        if all(oriented_iou(d, k) <= merge_iou for k in kept):
            kept.append(d)
    return kept

"""Contact sheets of what the network got wrong, for looking at and for the documentation.

Each picture shows one place twice: bare and with boxes. Green: sure ships; yellow: unsure ships; blue: ignore boxes;
red: detections above the threshold; violet: detections below it.
"""

import cv2
import numpy as np

from .boxes import corners
from .folds import uprights
from .scoring import judge

RADIUS, ZOOM = 30, 4  # pixels of the scene from the middle to the edge of a picture, and screen pixels for each
GREEN, YELLOW, BLUE, RED, VIOLET = (0, 200, 0), (0, 255, 255), (255, 200, 0), (0, 0, 255), (200, 0, 160)


def place(port, x, y, detections, threshold, words):
    """One picture `[rows, columns, 3]` around (x, y)."""
    shift = np.float32([[1, 0, RADIUS - x], [0, 1, RADIUS - y]])
    chip = cv2.warpAffine(port.visible, shift, (2 * RADIUS, 2 * RADIUS))
    low, high = np.percentile(chip, 1), np.percentile(chip, 99) + 0.02
    chip = np.uint8(np.clip((chip - low) / (high - low), 0, 1) ** 0.6 * 255)
    bare = cv2.resize(chip, None, fx=ZOOM, fy=ZOOM, interpolation=cv2.INTER_CUBIC)
    drawn, corner = bare.copy(), np.array([x - RADIUS, y - RADIUS])
    for boxes, colour in ((port.ignore, BLUE), (port.unsure, YELLOW), (port.ships, GREEN)):
        for left, top, width, height in boxes:
            ends = (np.array([[left, top], [left + width, top + height]]) - corner) * ZOOM
            cv2.rectangle(drawn, *(tuple(int(v) for v in end) for end in ends), colour, 1)
    for d in detections:
        if d[5] >= min(threshold, 0.2) and max(abs(d[0] - x), abs(d[1] - y)) < RADIUS:
            outline = np.int32((corners(d) - corner) * ZOOM)
            cv2.polylines(drawn, [outline], True, RED if d[5] >= threshold else VIOLET, 1, cv2.LINE_AA)
    cv2.putText(bare, words, (3, 12), cv2.FONT_HERSHEY_SIMPLEX, 0.4, YELLOW, 1, cv2.LINE_AA)
    return np.hstack([bare, drawn])


def errors(port, detections, threshold):
    """Pictures of all misses, then of all false alarms, of one port at a threshold."""
    verdicts = judge(uprights(detections, port), port.ships, port.unsure, port.ignore)
    score = {ship: s for s, verdict, ship, _ in verdicts if verdict == "true"}
    pictures = []
    for i, (x, y, w, h) in enumerate(port.ships):
        if score.get(i, 0) < threshold:
            words = f"missed {port.name} {i} {score.get(i, 0):.2f}"
            pictures.append(place(port, x + w / 2, y + h / 2, detections, threshold, words))
    for s, verdict, _, number in verdicts:
        if verdict == "false" and s >= threshold:
            pictures.append(place(port, *detections[number][:2], detections, threshold, f"false {port.name} {s:.2f}"))
    return pictures


def sheet(pictures, columns=4):
    """Pictures side by side in rows of `columns`, the last row filled with black."""
    pictures = pictures + [np.zeros_like(pictures[0])] * (-len(pictures) % columns)
    return np.vstack([np.hstack(pictures[i:i + columns]) for i in range(0, len(pictures), columns)])

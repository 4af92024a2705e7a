"""The rules by which detections are scored against the audited labels.

1. A detection counts when the long side of its upright box is at least 10 pixels.
2. In falling order of score, each detection takes at most one sure ship that no better detection has taken. They match
   when their upright boxes have an IoU of 0.3 or more, or when the centre of each lies in the other's box grown by one
   pixel. Among several the one with the highest IoU is taken.
3. A detection left over is neither right nor wrong when it matches an unsure ship, or shares some area with an unsure
   ship or an ignore box.
4. What is left over then is a false positive; a sure ship without a detection is a false negative.
"""

import numpy as np

from . import MINIMUM_LENGTH
from .boxes import overlap, upright_iou

IOU = 0.3
GROWTH = 1.0


def _holds(box, x, y):
    return box[0] - GROWTH <= x <= box[0] + box[2] + GROWTH and box[1] - GROWTH <= y <= box[1] + box[3] + GROWTH


def matches(a, b):
    """Whether two upright boxes are the same object by rule 2."""
    if upright_iou(a, b) >= IOU:
        return True
    return _holds(a, b[0] + b[2] / 2, b[1] + b[3] / 2) and _holds(b, a[0] + a[2] / 2, a[1] + a[3] / 2)


def judge(detections, ships, unsure, ignore):
    """Judge the detections of one scene.

    Detections are (upright box, score). The answer has one (score, verdict, ship, detection) for each detection that
    counts, in falling order of score: verdict "true", "false" or "neutral"; ship is the index of the ship taken, else
    None; detection is the index of the detection.
    """
    free, verdicts = set(range(len(ships))), []
    counted = [(n, *d) for n, d in enumerate(detections) if max(d[0][2], d[0][3]) >= MINIMUM_LENGTH]
    for number, box, score in sorted(counted, key=lambda d: -d[2]):
        fitting = [i for i in sorted(free) if matches(box, ships[i])]
        if fitting:
            taken = max(fitting, key=lambda i: upright_iou(box, ships[i]))
            free.discard(taken)
            verdicts.append((score, "true", taken, number))
        elif any(matches(box, u) for u in unsure) or any(overlap(box, i) > 0 for i in unsure + ignore):
            verdicts.append((score, "neutral", None, number))
        else:
            verdicts.append((score, "false", None, number))
    return verdicts


def counts(verdicts, ships):
    """(true positives, false positives, false negatives) of one scene."""
    tp = sum(v[1] == "true" for v in verdicts)
    return tp, sum(v[1] == "false" for v in verdicts), ships - tp


def figures(tp, fp, fn):
    """Precision, recall and F1 with their counts, as a dictionary. A ratio over nothing is 0."""
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 0.0
    return dict(tp=tp, fp=fp, fn=fn, precision=round(precision, 4), recall=round(recall, 4), f1=round(f1, 4))


def average_precision(verdicts, ships):
    """Area under the precision-recall curve, precision made monotone (all points). `verdicts` may pool scenes."""
    marks = [v[1] == "true" for v in sorted(verdicts, key=lambda v: -v[0]) if v[1] != "neutral"]
    if not marks or not ships:
        return 0.0
    tp = np.cumsum(marks)
    precision = tp / np.arange(1, len(marks) + 1)
    precision = np.maximum.accumulate(precision[::-1])[::-1]
    recall = tp / ships
    return float(np.sum(np.diff(np.concatenate([[0.0], recall])) * precision))


def best_threshold(scenes, step=0.01):
    """Threshold of the score with the best F1 over some scenes.

    `scenes` holds (verdicts, ships) of each, with verdicts for all detections above a low floor. The curve of F1 over
    the threshold is ragged, so the middle of the thresholds within one hundredth of its top is taken. Leaving out
    detections of low score cannot change the verdict of the others, since matching goes by falling score.
    """
    grid = np.arange(0.05, 0.95, step)
    f1 = []
    for t in grid:
        tp, fp, fn = np.sum([counts([v for v in verdicts if v[0] >= t], n) for verdicts, n in scenes], axis=0)
        f1.append(2 * tp / max(2 * tp + fp + fn, 1))
    f1 = np.array(f1)
    return round(float(np.mean(grid[f1 >= f1.max() - 0.01])), 3)

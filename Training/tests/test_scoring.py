"""The scorer on cases small enough to check by hand."""

import math
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from ships_sentinel2.boxes import oriented_iou, suppressed, upright_from_oriented, upright_iou
from ships_sentinel2.scoring import average_precision, best_threshold, counts, figures, judge, matches


class Boxes(unittest.TestCase):
    def test_upright_box_of_an_oriented_one(self):
        x, y, w, h = upright_from_oriented((10, 20, 8, 2, math.pi / 2))
        for found, expected in zip((x, y, w, h), (9, 16, 2, 8)):
            self.assertAlmostEqual(found, expected)

    def test_iou_of_halves(self):
        self.assertAlmostEqual(upright_iou((0, 0, 2, 2), (1, 0, 2, 2)), 1 / 3)

    def test_oriented_iou_of_a_cross(self):
        self.assertAlmostEqual(oriented_iou((0, 0, 4, 2, 0), (0, 0, 4, 2, math.pi / 2)), 4 / 12)

    def test_oriented_iou_of_a_square_and_the_same_turned_by_45_degrees(self):
        octagon = 8 * (math.sqrt(2) - 1)
        self.assertAlmostEqual(oriented_iou((0, 0, 2, 2, 0), (0, 0, 2, 2, math.pi / 4)), octagon / (8 - octagon))

    def test_the_better_of_two_that_overlap_stays(self):
        a, b, c = (0, 0, 10, 3, 0, 0.5), (1, 0, 10, 3, 0, 0.9), (0, 20, 10, 3, 0, 0.1)
        self.assertEqual(suppressed([a, b, c], 0.2), [b, c])


class Matching(unittest.TestCase):
    def test_iou_of_exactly_three_tenths_is_enough(self):
        self.assertTrue(matches((0, 0, 10, 10), (0, 0, 10, 3)))

    def test_centres_inside_grown_boxes_are_enough(self):
        self.assertTrue(matches((0, 0, 20, 2), (0, 2, 20, 2)))  # rows 0 to 2 and 2 to 4: centres at 1 and 3
        self.assertFalse(matches((0, 0, 20, 2), (0, 3, 20, 2)))

    def test_both_centres_must_lie_inside(self):
        self.assertFalse(matches((0, 0, 40, 40), (5, 5, 10, 4)))


class Judging(unittest.TestCase):
    ship, other = (0, 0, 20, 5), (100, 0, 20, 5)

    def verdicts(self, detections, unsure=(), ignore=()):
        return [v[1] for v in judge(detections, [self.ship, self.other], list(unsure), list(ignore))]

    def test_a_ship_is_taken_once_by_the_best(self):
        found = judge([((1, 0, 20, 5), 0.5), ((0, 0, 20, 5), 0.4)], [self.ship], [], [])
        self.assertEqual(found, [(0.5, "true", 0, 0), (0.4, "false", None, 1)])

    def test_short_detections_do_not_count(self):
        self.assertEqual(self.verdicts([((50, 50, 9.9, 9.9), 0.9)]), [])

    def test_ships_go_before_ignore_boxes(self):
        self.assertEqual(self.verdicts([(self.ship, 0.9)], ignore=[(0, 0, 30, 30)]), ["true"])

    def test_a_sure_ship_goes_before_an_unsure_one(self):
        self.assertEqual(self.verdicts([((0, 1, 20, 5), 0.9)], unsure=[(0, 1, 20, 5)]), ["true"])

    def test_some_overlap_with_an_ignore_box_neutralises(self):
        self.assertEqual(self.verdicts([((50, 50, 12, 4), 0.9)], ignore=[(61, 53, 9, 9)]), ["neutral"])
        self.assertEqual(self.verdicts([((50, 50, 12, 4), 0.9)], ignore=[(62, 54, 9, 9)]), ["false"])

    def test_a_second_detection_of_a_ship_is_false(self):
        self.assertEqual(self.verdicts([(self.ship, 0.9), ((2, 0, 20, 5), 0.8)]), ["true", "false"])


class Figures(unittest.TestCase):
    def test_counts_and_ratios(self):
        verdicts = [(0.9, "true", 0), (0.8, "false", None), (0.7, "neutral", None), (0.6, "true", 2)]
        self.assertEqual(counts(verdicts, 4), (2, 1, 2))
        self.assertEqual(figures(2, 1, 2)["f1"], round(4 / 7, 4))

    def test_average_precision_by_hand(self):
        verdicts = [(0.9, "true", 0), (0.8, "false", None), (0.7, "true", 1)]
        self.assertAlmostEqual(average_precision(verdicts, 2), 0.5 * 1 + 0.5 * 2 / 3)

    def test_threshold_lies_between_the_right_and_the_wrong(self):
        scene = ([(0.8, "true", 0), (0.7, "true", 1), (0.3, "false", None)], 2)
        self.assertTrue(0.3 < best_threshold([scene]) <= 0.7)


if __name__ == "__main__":
    unittest.main()

"""Orientation, decoding and patches on cases that can be checked by hand."""

import math
import sys
import unittest
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from ships_sentinel2.boxes import upright_from_oriented
from ships_sentinel2.decoding import detections_in, peaks
from ships_sentinel2.orientation import acute_form, leaning
from ships_sentinel2.patches import moved


class Orientation(unittest.TestCase):
    def test_the_oriented_box_fills_the_upright_one(self):
        for w, h in ((20, 12), (5, 24), (18, 18), (30, 8)):
            length, beam, angle = acute_form(w, h)
            box = upright_from_oriented((0, 0, length, beam, angle))
            self.assertLess(abs(box[2] - w), 1.0)
            self.assertLess(abs(box[3] - h), 1.0)

    def test_a_bar_falling_to_the_right_leans_to_plus(self):
        y, x = np.mgrid[0:40, 0:40]
        image = np.where(abs(x - y) < 3, 0.3, 0.05).astype(np.float32)[..., None].repeat(5, axis=2)
        self.assertEqual(leaning((10, 10, 20, 20), image), 1.0)
        self.assertEqual(leaning((10, 10, 20, 20), image[:, ::-1]), -1.0)


class Decoding(unittest.TestCase):
    def test_first_of_equal_neighbours_is_the_peak(self):
        heat = np.zeros((5, 5), np.float32)
        heat[2, 2] = heat[2, 3] = 0.8
        self.assertEqual(peaks(heat, 0.5).tolist(), [[2, 2]])

    def test_a_map_becomes_a_box_in_pixels(self):
        maps = np.zeros((7, 8, 8), np.float32)
        maps[:, 3, 5] = [0.9, 0.5, -0.25, 20, 4, math.cos(1.0), math.sin(1.0)]
        (x, y, length, width, angle, score), = detections_in(maps, 0.5, 0.2)
        for found, expected in zip((x, y, length, width, angle, score), (11.5, 6.75, 20, 4, 0.5, 0.9)):
            self.assertAlmostEqual(found, expected, places=5)


class Moving(unittest.TestCase):
    def test_a_quarter_turn_and_double_scale(self):
        turn = 0.5 * np.array([[0.0, -1.0], [1.0, 0.0]])  # from patch to port pixels
        ship = np.array([[10, 20, 30, 4, 0]], np.float32)
        x, y, length, width, angle = moved(ship, turn, np.array([0.0, 0.0]))[0]
        self.assertAlmostEqual(x, 40, places=4)
        self.assertAlmostEqual(y, -20, places=4)
        self.assertAlmostEqual(length, 60, places=4)
        self.assertAlmostEqual(width, 8, places=4)
        self.assertAlmostEqual(abs(math.cos(angle)), 0, places=4)


if __name__ == "__main__":
    unittest.main()

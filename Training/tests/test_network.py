"""What the run-time engine relies on: the graph is local, tiles agree, mirrors agree, missing pixels stay finite."""

import sys
import unittest
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from ships_sentinel2.export import stitched_equals_whole
from ships_sentinel2.network import LATTICE, STRIDE, Engine, ShipNetwork


def small_engine(looks):
    torch.manual_seed(3)
    return Engine([ShipNetwork((4, 4, 4, 4, 4))], looks).eval()


class Graph(unittest.TestCase):
    def test_shape_and_ranges(self):
        with torch.no_grad():
            answer = small_engine(4)(torch.rand(1, 5, 3 * LATTICE, 5 * LATTICE))
        self.assertEqual(tuple(answer.shape), (1, 7, 3 * LATTICE // STRIDE, 5 * LATTICE // STRIDE))
        self.assertTrue(((answer[:, 0] > 0) & (answer[:, 0] < 1)).all())
        self.assertTrue((answer[:, 3] >= answer[:, 4]).all() and (answer[:, 4] > 0).all())

    def test_missing_pixels_give_finite_answers(self):
        with torch.no_grad():
            self.assertTrue(torch.isfinite(small_engine(4)(torch.zeros(1, 5, 64, 64))).all())

    def test_tiles_agree_with_the_whole(self):
        image = torch.rand(5, 256, 256, generator=torch.Generator().manual_seed(5)).numpy()
        self.assertLess(stitched_equals_whole(small_engine(4), image, 128, 112), 1e-6)

    def test_a_mirrored_picture_gives_the_mirrored_answer(self):
        engine, image = small_engine(4), torch.rand(1, 5, 64, 64, generator=torch.Generator().manual_seed(6))
        with torch.no_grad():
            here, there = engine(image), torch.flip(engine(torch.flip(image, (3,))), (3,))
        signs = torch.tensor([1.0, -1, 1, 1, 1, 1, -1]).view(1, 7, 1, 1)
        self.assertLess((here - there * signs).abs().max().item(), 1e-5)


if __name__ == "__main__":
    unittest.main()

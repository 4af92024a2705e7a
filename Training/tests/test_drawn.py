"""What cards of networks for drawn scenes say, and which folders they are taught on."""

import json
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from drawn.card import sources
from objects_vhr.__main__ import folders_of
from objects_vhr.settings import ALL
from rolling_stock_tracks.__main__ import record, stages

MODELS = Path(__file__).resolve().parents[2] / "Models"


class Cards(unittest.TestCase):
    def test_shipped_cards_name_what_the_settings_name(self):
        for name in ("rail-tracks", "storage-tanks"):
            told = json.loads((MODELS / name / "card.json").read_text())["properties"]
            self.assertEqual(told["revisit:training_data"], sources(ALL[name].real, ALL[name].sought))
            self.assertEqual({c["threshold"] for c in told["revisit:classes"]}, {ALL[name].threshold})
            self.assertIn(f"{ALL[name].gsd} m", told["title"])

    def test_pictures_in_which_tanks_stand_are_not_named_where_tanks_are_sought(self):
        names = [s["name"] for s in sources(ALL["storage-tanks"].real, ALL["storage-tanks"].sought)]
        self.assertIn("UC Merced Land Use: car park, harbour (places without tanks)", names)
        self.assertFalse(any("storage tanks (" in name for name in names))

    def test_a_set_that_took_no_part_is_not_named(self):
        self.assertEqual(len(sources((), "tanks")), 1)


class Folders(unittest.TestCase):
    def test_a_folder_that_is_still_being_drawn_is_left_out(self):
        with tempfile.TemporaryDirectory() as samples:
            for name in ("yard", "yard-further", "yard-canopies.part", "port"):
                (Path(samples) / name).mkdir()
            (Path(samples) / "yard.log").write_text("")
            self.assertEqual([f.name for f in folders_of("yard", samples)], ["yard", "yard-further"])


class Stages(unittest.TestCase):
    def test_stages_are_those_of_the_record_beside_the_weights(self):
        with tempfile.TemporaryDirectory() as folder:
            weights = Path(folder) / "strips-2.pt"
            with self.assertRaises(SystemExit):
                stages(weights)
            record(weights).write_text(json.dumps([{"steps": 7}]))
            self.assertEqual(stages(weights), [{"steps": 7}])


if __name__ == "__main__":
    unittest.main()

"""The gate: floors hold or fail, other data is refused, and no floor goes down unless it is named."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from eval import gate
from eval.__main__ import SAMPLES, main
from summarizer.errors import InputError

values = st.dictionaries(st.sampled_from("abc"), st.floats(0, 1), min_size=1)


@pytest.fixture
def floors(tmp_path: Path) -> Path:
    path = tmp_path / "floors.json"
    path.write_text(json.dumps({"data": "d", "floors": {"one": 0.5, "two": 0.7}}), "utf-8")
    return path


def read(path: Path) -> dict[str, float]:
    found: dict[str, float] = json.loads(path.read_text("utf-8"))["floors"]
    return found


def test_a_value_below_its_floor_fails() -> None:
    rows = gate.compare({"one": 0.5, "two": 0.69}, {"floors": {"one": 0.5, "two": 0.7}})
    assert [row["holds"] for row in rows] == [True, False]


def test_a_value_without_a_floor_is_an_error() -> None:
    with pytest.raises(InputError, match="no floor for three"):
        gate.compare({"three": 0.5}, {"floors": {}})


def test_floors_go_up_by_themselves(floors: Path) -> None:
    assert gate.pin({"one": 0.6, "two": 0.7, "three": 0.4}, "d", floors) == ["one: 0.5 -> 0.59", "three: none -> 0.39"]
    assert read(floors) == {"one": 0.59, "two": 0.7, "three": 0.39}


def test_a_floor_goes_down_only_when_it_is_named(floors: Path) -> None:
    before = floors.read_bytes()
    with pytest.raises(InputError, match="two would be lowered"):
        gate.pin({"one": 0.9, "two": 0.6}, "d", floors)
    with pytest.raises(InputError, match="two would be lowered"):
        gate.pin({"one": 0.9, "two": 0.6}, "d", floors, lower=["one"])
    assert floors.read_bytes() == before, "nothing is written, the better ones neither"
    gate.pin({"one": 0.9, "two": 0.6}, "d", floors, lower=["two"])
    assert read(floors) == {"one": 0.89, "two": 0.59}


def test_other_data_is_refused_unless_it_is_meant(floors: Path) -> None:
    before = floors.read_bytes()
    with pytest.raises(InputError, match="not those"):
        gate.pin({"one": 0.9}, "e", floors)
    assert floors.read_bytes() == before
    gate.pin({"one": 0.9}, "e", floors, new_data=True)
    assert json.loads(floors.read_text("utf-8"))["data"] == "e"
    with pytest.raises(InputError, match="would be lowered"):
        gate.pin({"one": 0.2}, "f", floors, new_data=True)


@given(values, values)
def test_no_floor_is_ever_lower_afterwards(old: dict[str, float], measured: dict[str, float]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "floors.json"
        path.write_text(json.dumps({"data": "d", "floors": old}), "utf-8")
        try:
            gate.pin(measured, "d", path)
        except InputError:
            assert read(path) == old
        else:
            assert all(read(path)[name] >= floor for name, floor in old.items())
            assert all(row["holds"] for row in gate.compare(measured, {"floors": read(path)}))


def test_the_shipped_floors_belong_to_the_shipped_samples() -> None:
    assert json.loads(gate.FLOORS.read_text("utf-8"))["data"] == gate.data_hash(SAMPLES)


def test_one_changed_byte_of_the_samples_is_other_data(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("{}\n", "utf-8")
    before = gate.data_hash(tmp_path)
    path.write_text("{} \n", "utf-8")
    assert gate.data_hash(tmp_path) != before


def test_the_command_fails_below_a_floor(floors: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    floors.write_text(json.dumps({"data": gate.data_hash(SAMPLES), "floors": {"one": 0.5}}), "utf-8")
    monkeypatch.setattr(gate.judge, "__defaults__", (floors,))
    monkeypatch.setattr(gate, "measure", lambda _samples, _model: {"one": 0.4})
    answer = CliRunner().invoke(main, ["gate", "--models", "coverage"])
    assert "FAIL one" in answer.stdout
    assert answer.exit_code != 0
    assert "--lower" in CliRunner().invoke(main, ["gate", "--lower", "one"]).stderr

"""That the arithmetic stands alone, and that its values cannot be changed."""

import dataclasses
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import rubrics.scoring
from rubrics.scoring.errors import ScoringError

MODULES = sorted(path.stem for path in Path(rubrics.scoring.__file__).parent.glob("*.py") if path.stem != "__init__")


def test_it_imports_neither_django_nor_another_package():
    program = (
        "import sys, importlib\n"
        f"for name in {MODULES!r}: importlib.import_module('rubrics.scoring.' + name)\n"
        "tops = {name.split('.')[0] for name in sys.modules}\n"
        "print(sorted(tops & {'django', 'yaml', 'numpy', 'hiring', 'candidates', 'assessments'}))\n"
        "print(sorted(name for name in sys.modules if name.startswith('rubrics.') and 'scoring' not in name))\n"
    )
    root = Path(rubrics.scoring.__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "[]"]
    assert "summary" in MODULES


def find_values():
    for name in MODULES:
        module = importlib.import_module(f"rubrics.scoring.{name}")
        for one in vars(module).values():
            if dataclasses.is_dataclass(one) and one.__module__ == module.__name__:
                yield one


VALUES = [one for one in find_values() if not issubclass(one, ScoringError)]


@pytest.mark.parametrize("value", VALUES, ids=lambda one: one.__name__)
def test_values_are_frozen_and_have_slots(value):
    assert value.__dataclass_params__.frozen
    assert "__slots__" in vars(value)
    assert len(VALUES) > 20

"""That the arithmetic stands alone."""

import subprocess
import sys
from pathlib import Path

import rubrics.scoring

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

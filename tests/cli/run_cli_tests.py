#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""run_cli_tests.py BINARY [WORD...]: every case, or those whose name holds one of the words; ^WORD leaves some out.

A program built with sanitizers needs more memory than the cases of cases_scale.py allow: ^scale.

A case is a public function of a cases_*.py file beside this one, named after the misfortune it prevents.
"""

import importlib
import inspect
import sys
import time
import traceback
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True

from harness import Skipped, run_case  # noqa: E402


def discover(words):
    left_out = [word[1:] for word in words if word.startswith("^")]
    words = [word for word in words if not word.startswith("^")]
    for path in sorted(HERE.glob("cases_*.py")):
        module = importlib.import_module(path.stem)
        for name, case in inspect.getmembers(module, inspect.isfunction):
            if case.__module__ != module.__name__ or name.startswith("_"):
                continue
            label = f"{path.stem[len('cases_'):]}.{name}"
            wanted = not words or any(word in label for word in words)
            if wanted and not any(word in label for word in left_out):
                yield label, case


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    binary = Path(sys.argv[1]).resolve()
    if not binary.is_file():
        sys.exit(f"{binary} is not there; build the target tokenlink_cli first")
    passed = failed = skipped = 0
    for label, case in discover(sys.argv[2:]):
        start = time.monotonic()
        try:
            run_case(binary, case)
            passed += 1
        except Skipped as why:
            skipped += 1
            print(f"skipped {label}: {why}")
        except Exception as error:  # a case may fail in any way
            failed += 1
            print(f"FAILED {label}")
            print(f"  {error}" if isinstance(error, AssertionError) and str(error) else traceback.format_exc())
        if time.monotonic() - start > 5:
            print(f"{label} took {time.monotonic() - start:.1f} s")
    print(f"cli: {passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    sys.exit(0 if passed > 0 and failed == 0 else 1)


if __name__ == "__main__":
    main()

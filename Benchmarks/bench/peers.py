"""Makes the references: compiles bare.c, installs the Python peers."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from functools import cached_property
from pathlib import Path

from bench.processes import Missing
from bench.settings import BENCHMARKS, CHECKOUT

SOURCES = BENCHMARKS / "peers"
REQUIREMENTS = (
    *("huey==3.5.4", "simplebroker==8.7.2", "boto3==1.43.11"),
    *("pgqueuer==1.6.0", "asyncpg==0.32.0", "procrastinate==3.10.0", "psycopg[binary]==3.3.9"),
)


class Peers:
    """Each is made when it is first asked for; Missing says what is wanted where it cannot be."""

    def __init__(self, folder: Path = CHECKOUT / ".build") -> None:
        self.folder = folder

    @cached_property
    def _bare(self) -> Path | str:
        compiler = next(filter(None, map(shutil.which, ("cc", "clang", "gcc"))), None)
        if compiler is None:
            return "no C compiler, so no bare loop"
        program = self.folder / "bench-bare"
        program.parent.mkdir(parents=True, exist_ok=True)
        made = subprocess.run(
            [compiler, "-O2", "-o", program, SOURCES / "bare.c", "-lsqlite3"], capture_output=True, text=True
        )
        return program if made.returncode == 0 else f"bare.c does not compile: {made.stderr.strip()[:300]}"

    @cached_property
    def _python(self) -> Path | str:
        home = self.folder / "bench-env"
        python = home / "bin" / "python"
        stamp = home / "complete"
        # A virtual environment breaks when the Python under it goes or when the checkout moves.
        wanted = "\n".join([str(home), sys.version, *REQUIREMENTS])
        if stamp.exists() and stamp.read_text() == wanted and python.exists():
            return python
        shutil.rmtree(home, ignore_errors=True)
        try:
            venv.create(home, with_pip=True)
            subprocess.run(
                [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *REQUIREMENTS],
                check=True,
                capture_output=True,
                text=True,
            )
        except subprocess.CalledProcessError as error:
            last = (error.stderr or "").strip().splitlines()[-1:] or [str(error)]
            return f"the Python peers cannot be installed: {last[0][:300]}"
        except OSError as error:
            return f"no virtual environment: {error}"
        stamp.write_text(wanted)
        return python

    @property
    def bare(self) -> Path:
        return _present(self._bare)

    @property
    def python(self) -> Path:
        """A Python that has huey, simplebroker, boto3, pgqueuer and procrastinate."""
        return _present(self._python)

    def script(self, name: str) -> list[str | Path]:
        return [self.python, SOURCES / f"{name}.py"]


def _present(made: Path | str) -> Path:
    if isinstance(made, str):
        raise Missing(made)
    return made

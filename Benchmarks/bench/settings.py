"""What a run is told: how thorough it is, and where everything stands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parent.parent
CHECKOUT = BENCHMARKS.parent


@dataclass(frozen=True)
class Settings:
    """How much is measured, with what."""

    quick: bool
    rounds: int
    seconds: float
    batch: int
    geuse: Path
    driver: Path
    # For how many launches the calls to EC2 are counted.
    launches: tuple[int, ...] = (10, 100, 1000)

    def scaled(self, thorough: int, quick: int) -> int:
        """A size for this run."""
        return quick if self.quick else thorough

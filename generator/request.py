"""What is asked of a build."""

from pathlib import Path

import msgspec

from generator.day import Day
from generator.workers import Executor


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be built, from where and to where. `today` decides what an embargo (publish_on) still holds.

    `ledger` says whether the addresses are written into content/permalinks.csv: a preview only reads them.
    """

    content: Path
    output: Path
    layouts: Path
    assets: Path
    settings: Path
    cache: Path
    today: Day
    jobs: int = 1
    scheduler: str = ""
    keep_going: bool = False
    strict: bool = False
    search: bool = True
    ledger: bool = True

    @property
    def executor(self) -> Executor:
        """Who does the work."""
        return Executor(self.jobs, self.scheduler)

"""How far long work has come: a bar on a terminal, now and then a line elsewhere, nothing where it is soon done."""

import time
from collections.abc import Callable
from typing import TextIO

STAGES = {
    "read": "读取",
    "group": "归类",
    "index": "检索",
    "pdf": "PDF",
    "copies": "PDF 和 Word",
    "docx": "Word",
    "compose": "编排",
    "render": "排版",
    "publish": "发布",
}
SOON = 1.0  # seconds of a stage before a terminal shows its bar
AGAIN = 0.2  # seconds between two looks of the bar
SELDOM = 10.0  # seconds between two lines where there is no terminal
WIDTH = 24  # signs of the bar


class Progress:
    """Told of (stage, done, total), total 0 where it is not known, it shows that on `stream`.

    `clock` gives seconds. `stage` may be a key of STAGES or a word to show.
    """

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._clock = stream, clock
        self._bar = stream.isatty()
        self._stage = ""
        self._began = self._last = clock()
        self._first = 0
        self._shown = 0  # columns of the line that the bar stands in

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show it, unless that was done a moment ago."""
        now = self._clock()
        if stage != self._stage:
            self.close()
            self._stage, self._began, self._last, self._first = stage, now, now, done
        if now - self._began < SOON or now - self._last < (AGAIN if self._bar else SELDOM):
            return
        self._last = now
        text = f"{STAGES.get(stage, stage)} {_count(done, total)}{self._left(done, total, now)}"
        if self._bar:
            self._draw(f"[{'#' * (WIDTH * done // total):.<{WIDTH}}] {text}" if total else text)
        else:
            self._stream.write(f"{text}\n")
            self._stream.flush()

    def close(self) -> None:
        """Take the bar away: what is said next begins on a clean line."""
        if self._shown:
            self._draw("")
            self._stream.write("\r")
            self._shown = 0

    def _left(self, done: int, total: int, now: float) -> str:
        """The time left, if the rest goes as what went before."""
        made = done - self._first
        if made <= 0 or total <= done:
            return ""
        seconds = (total - done) * (now - self._began) / made
        return f"，大约还要 {span(seconds)}"

    def _draw(self, text: str) -> None:
        width = len(text) + sum(ord(char) > 0x2E7F for char in text)  # a Chinese character takes two columns
        self._stream.write(f"\r{text}{' ' * (self._shown - width)}")
        self._stream.flush()
        self._shown = width


def span(seconds: float) -> str:
    """8 秒, 1 分 20 秒, 2 小时 5 分"""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} 秒"
    minutes, rest = divmod(whole, 60)
    return f"{minutes} 分 {rest} 秒" if minutes < 60 else f"{minutes // 60} 小时 {minutes % 60} 分"


def _count(done: int, total: int) -> str:
    return f"{done:,} / {total:,}" if total else f"{done:,}"

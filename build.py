#!/usr/bin/env python3
"""The door to the generator: `python build.py` builds the site; `python build.py --help` says what else there is."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 -- an older Python still gets this far
    sys.exit(f"需要 Python 3.11 或更新的版本，现在是 {sys.version.split()[0]}。请到 https://www.python.org 下载安装。")

try:
    from generator.cli import main
except ModuleNotFoundError as missing:
    if (missing.name or "").split(".")[0] == "generator":
        raise
    sys.exit(f"缺少程序包 {missing.name}。请在这个文件夹里运行：\n    {sys.executable} -m pip install -e .")
except KeyboardInterrupt:
    sys.exit(3)

if __name__ == "__main__":
    main()

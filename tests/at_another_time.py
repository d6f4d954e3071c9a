"""`app.py run` on a clock that is some seconds ahead of the real one, for stories that need people at work.

python -m tests.at_another_time SECONDS
"""

from __future__ import annotations

import sys
from datetime import timedelta

import app
from bot.settings import environment


def main(argv: list[str]) -> None:
    ahead = timedelta(seconds=float(argv[0]))
    settings, company = app.configuration(environment())
    app.start_log(settings.log_level)
    app.keep_running(app.compose(settings, company, now=lambda: app.wall_clock() + ahead))


if __name__ == "__main__":
    main(sys.argv[1:])

#!/usr/bin/env python3
"""Logs in and prints an account's trackers by group, each group in its colour, with tags and states.

    MUSTER_PASSWORD='Demo-Fleet-2026!' examples/dashboard.py --base http://127.0.0.1:8080 --login ada@demo.example

With --watch 10 it asks for the states again every ten seconds, until Ctrl-C. At the end it logs out.

Needs Python 3.9 or later and nothing else. MUSTER_BASE and MUSTER_LOGIN in the environment do as well as the options.
The password is no option, for other users of the machine can read command lines: without MUSTER_PASSWORD it is asked
for.
"""

import argparse
import contextlib
import getpass
import http.client
import json
import os
import sys
import time
import urllib.error
import urllib.request

TIMEOUT = 30  # seconds
STATES_PER_CALL = 2000  # more ids at a time are refused


class CallFailed(Exception):
    """A call that came to nothing; its text is a sentence for the person at the terminal."""


def call(base, action, session=None, **arguments):
    """Calls an action with JSON, and returns the server's answer."""
    headers = {"Content-Type": "application/json"}
    if session:
        headers["Authorization"] = f"NVX {session}"
    try:
        request = urllib.request.Request(
            f"{base.rstrip('/')}/{action}", data=json.dumps(arguments).encode(), headers=headers
        )
        with urllib.request.urlopen(request, timeout=TIMEOUT) as response:
            answer = json.load(response)
    except urllib.error.HTTPError as error:
        # A refusal: its status is not 2xx, and its reason is in the body.
        raise CallFailed(f"the server refused {action}: {reason(error)}") from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        # No server there, a time-out, a base that is no URL, or an answer that is not JSON.
        cause = str(getattr(error, "reason", error)).strip()
        raise CallFailed(f"no answer to {action} from {base}: {cause}") from error
    if not isinstance(answer, dict) or answer.get("success") is not True:
        raise CallFailed(f"{base} does not answer {action} as a tracking server does; is it the right address?")
    return answer


def reason(error):
    """Why the server refused, with what was wrong with each parameter if it says so."""
    try:
        answer = json.load(error)
        status = answer["status"]
        text = f"{status['description']} (code {status['code']})"
        wrong = [f"{item['parameter']} {item['error']}" for item in answer.get("errors", [])]
        return ": ".join([text, ", ".join(wrong)]) if wrong else text
    except (OSError, ValueError, KeyError, TypeError):
        return f"HTTP {error.code}"


class Dashboard:
    """What is shown of an account: all that is read once, and the states, which are polled."""

    def __init__(self, base, session):
        self.base = base
        self.session = session
        self.user = self.ask("user/get_info")["user_info"]
        self.trackers = self.ask("tracker/list")["list"]
        self.groups = self.ask("tracker/group/list")["list"]
        self.tags = {tag["id"]: tag["name"] for tag in self.ask("tag/list")["list"]}

    def ask(self, action, **arguments):
        """Calls an action in the session."""
        return call(self.base, action, self.session, **arguments)

    def states(self):
        """The state of each tracker by its id; those that are blocked or gone have none."""
        states = {}
        ids = [tracker["id"] for tracker in self.trackers]
        for first in range(0, len(ids), STATES_PER_CALL):
            some = ids[first:first + STATES_PER_CALL]
            answer = self.ask("tracker/get_states", trackers=some, list_blocked=True, allow_not_exist=True)
            states.update((int(tracker), state) for tracker, state in answer["states"].items())
        return states

    def by_group(self):
        """Each group with its trackers, in the server's order; those without a group come last."""
        members = {group["id"]: [] for group in self.groups}
        no_group = []
        for tracker in self.trackers:
            # Group 0, that of no group, is never in the list; nor is a group that was made between the two calls.
            members.get(tracker["group_id"], no_group).append(tracker)
        shown = [(group["title"], group["color"], members[group["id"]]) for group in self.groups]
        return shown + ([("no group", None, no_group)] if no_group else [])

    def print(self, on_terminal):
        """Asks for the states and prints everything."""
        states = self.states()
        if on_terminal:
            print("\x1b[H\x1b[2J", end="")  # a clear screen
        print(self.user["title"])
        for title, color, trackers in self.by_group():
            print(f"{swatch(color, on_terminal)} {title} ({len(trackers)})")
            for tracker in trackers:
                tags = [self.tags.get(binding["tag_id"], "?") for binding in tracker["tag_bindings"]]
                device = f"[{tracker['source']['device_id']}]"
                print("  ".join([f"    {tracker['id']:>10}", tracker["label"], device, doing(tracker, states)]
                                + [f"#{tag}" for tag in tags]))
        sys.stdout.flush()


def doing(tracker, states):
    """What a tracker does, in a word or two."""
    if tracker["source"]["blocked"]:
        return "blocked"
    state = states.get(tracker["id"])
    if state is None:
        return "gone"
    status = state["connection_status"]
    return (state["movement_status"] if status == "active" else status).replace("_", " ")


def swatch(color, on_terminal):
    """A block of the colour (RRGGBB) for a terminal, else the colour in words."""
    if color is None:
        return "  " if on_terminal else "------"
    if not on_terminal:
        return color
    red, green, blue = bytes.fromhex(color)
    return f"\x1b[48;2;{red};{green};{blue}m  \x1b[0m"


def arguments():
    """The command line, with defaults from the environment."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, what in (("base", "the server's address, such as http://127.0.0.1:8080"),
                       ("login", "your e-mail address there")):
        default = os.environ.get(f"MUSTER_{name.upper()}")
        parser.add_argument(f"--{name}", default=default, required=not default, help=what)
    parser.add_argument("--watch", type=seconds, metavar="SECONDS", help="show it again and again, so far apart")
    return parser.parse_args()


def seconds(text):
    """A span of time."""
    span = float(text)
    if not 1 <= span <= 86_400:
        raise argparse.ArgumentTypeError("give 1 to 86400 seconds")
    return span


def password():
    """The password, from the environment or from whoever sits at the terminal."""
    given = os.environ.get("MUSTER_PASSWORD")
    if given:
        return given
    if not sys.stdin.isatty():
        raise CallFailed("put the password into MUSTER_PASSWORD")
    return getpass.getpass()


def show(given, session):
    """Shows the dashboard once, or until Ctrl-C."""
    dashboard = Dashboard(given.base, session)
    while True:
        dashboard.print(sys.stdout.isatty())
        if given.watch is None:
            return
        time.sleep(given.watch)


def main():
    """Logs in, shows the dashboard, and logs out."""
    given = arguments()
    sys.stdout.reconfigure(errors="replace")  # labels are in every script; not every terminal is
    try:
        session = call(given.base, "user/auth", login=given.login, password=password())["hash"]
        try:
            show(given, session)
        finally:
            with contextlib.suppress(CallFailed):  # without a logout it ends by itself, in time
                call(given.base, "user/logout", session)
    except CallFailed as failure:
        sys.exit(f"dashboard.py: {failure}")
    except KeyboardInterrupt:
        sys.exit(0)  # told to stop


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Prints an account's trackers by group, each group in its colour.

    examples/dashboard.py --base http://127.0.0.1:8080 --hash a6aa75587e5c59c32d347da438505fc3

Needs Python 3.9 or later and nothing else. MUSTER_BASE and MUSTER_HASH in the environment do as well, and keep the hash
off the command line, where other users of the machine can read it.
"""

import argparse
import http.client
import json
import os
import sys
import urllib.error
import urllib.request

TIMEOUT = 30  # seconds


class CallFailed(Exception):
    """A call that came to nothing; its text is a sentence for the person at the terminal."""


def call(base, action, **arguments):
    """Calls an action with JSON, and returns the server's answer."""
    try:
        request = urllib.request.Request(
            f"{base.rstrip('/')}/{action}",
            data=json.dumps(arguments).encode(),
            headers={"Content-Type": "application/json"},
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


def by_group(groups, trackers):
    """Each group with its trackers, in the server's order; those without a group come last."""
    members = {group["id"]: [] for group in groups}
    no_group = []
    for tracker in trackers:
        # Group 0, that of no group, is never in the list; nor is a group that was made between the two calls.
        members.get(tracker["group_id"], no_group).append(tracker)
    shown = [(group["title"], group["color"], members[group["id"]]) for group in groups]
    return shown + ([("no group", None, no_group)] if no_group else [])


def swatch(color, on_terminal):
    """A block of the colour (RRGGBB) for a terminal, else the colour in words."""
    if color is None:
        return "  " if on_terminal else "------"
    if not on_terminal:
        return color
    red, green, blue = bytes.fromhex(color)
    return f"\x1b[48;2;{red};{green};{blue}m  \x1b[0m"


def print_dashboard(shown, on_terminal):
    """Prints the groups and what is in them."""
    for title, color, trackers in shown:
        print(f"{swatch(color, on_terminal)} {title} ({len(trackers)})")
        for tracker in trackers:
            source = tracker["source"]
            blocked = "  blocked" if source["blocked"] else ""
            print(f"    {tracker['id']:>10}  {tracker['label']}  [{source['device_id']}]{blocked}")


def arguments():
    """The command line, with defaults from the environment."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, what in (("base", "the server's address, such as http://127.0.0.1:8080"),
                       ("hash", "a session hash or an API key")):
        default = os.environ.get(f"MUSTER_{name.upper()}")
        parser.add_argument(f"--{name}", default=default, required=not default, help=what)
    return parser.parse_args()


def main():
    """Lists groups and trackers, and prints them."""
    given = arguments()
    try:
        groups = call(given.base, "tracker/group/list", hash=given.hash)["list"]
        trackers = call(given.base, "tracker/list", hash=given.hash)["list"]
    except CallFailed as failure:
        sys.exit(f"dashboard.py: {failure}")
    sys.stdout.reconfigure(errors="replace")  # labels are in every script; not every terminal is
    print_dashboard(by_group(groups, trackers), sys.stdout.isatty())


if __name__ == "__main__":
    main()

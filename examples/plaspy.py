#!/usr/bin/env python3
"""Makes a group as a client of Plaspy does, puts devices in it, lists the groups, and deletes it again.

    MUSTER_BASE=http://127.0.0.1:8080 MUSTER_LOGIN=ada@demo.example MUSTER_API_KEY=... examples/plaspy.py

The devices are the account's first two that are in no group; so it ends as it was, also if a call fails.

Needs Python 3.9 or later and nothing else. `muster demo` prints the key. It stands in the environment, for other users
of the machine can read command lines.
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


def call(base, token, method, path, body=None):
    """Calls the server, and returns its answer."""
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    data = None if body is None else json.dumps(body).encode()
    try:
        request = urllib.request.Request(f"{base.rstrip('/')}{path}", data, headers, method=method)
        with urllib.request.urlopen(request, timeout=TIMEOUT) as response:
            answer = json.load(response)
    except urllib.error.HTTPError as error:
        # A refusal: its status is not 2xx, and its reason is in the body.
        raise CallFailed(f"the server refused {method} {path}: {reason(error)}") from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        # No server there, a time-out, a base that is no URL, or an answer that is not JSON.
        cause = str(getattr(error, "reason", error)).strip()
        raise CallFailed(f"no answer to {method} {path} from {base}: {cause}") from error
    if not isinstance(answer, dict) or answer.get("success") is not True:
        raise CallFailed(f"{base} does not answer {method} {path} as Plaspy does; is it the right address?")
    return answer


def reason(error):
    """Why the server refused."""
    try:
        return f"{json.load(error)['error']} (HTTP {error.code})"
    except (OSError, ValueError, KeyError, TypeError):
        return f"HTTP {error.code}"


def free_devices(ask):
    """The first two devices that are in no group."""
    grouped = {device for group in ask("GET", "/api/groups")["groups"] for device in group["devices"]}
    devices = [device["id"] for device in ask("GET", "/api/devices")["devices"]]
    free = [device for device in devices if device not in grouped]
    if not free:
        raise CallFailed("each device is in a group already")
    return free[:2]


def use_a_group(ask, path, devices):
    """Puts the devices in the group, and shows all groups."""
    # A JSON patch. Others: {"op": "replace", "path": "/name", "value": "..."}, {"op": "remove", "path": "/devices/0"}.
    ask("PATCH", path, [{"op": "add", "path": "/devices/-", "value": device} for device in devices])
    print("put in it:", ", ".join(devices))
    for group in ask("GET", "/api/groups")["groups"]:
        print(f"    {group['id']} {group['name']} ({len(group['devices'])})")


def run(base, login, key):
    """All of it."""
    # Good for a day, and only as long as the key is; there is nothing to log out of.
    token = call(base, None, "POST", "/api/Auth/Token", {"userName": login, "apiKey": key})["token"]
    print(f"got a token as {login}")

    def ask(method, path, body=None):
        return call(base, token, method, path, body)

    devices = free_devices(ask)
    made = ask("POST", "/api/groups", {"name": "On tour", "description": "Made by plaspy.py"})["id"]
    print(f"made {made}")
    try:
        use_a_group(ask, f"/api/groups/{made}", devices)
    finally:
        ask("DELETE", f"/api/groups/{made}")
    print(f"deleted {made}; its devices are in no group, as before")


def main():
    """Takes what it needs from the environment, and nothing from the command line."""
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    names = ("MUSTER_BASE", "MUSTER_LOGIN", "MUSTER_API_KEY")
    missing = [name for name in names if not os.environ.get(name)]
    if missing:
        sys.exit(f"plaspy.py: the environment lacks {', '.join(missing)}")
    sys.stdout.reconfigure(errors="replace")  # names are in every script; not every terminal is
    try:
        run(*(os.environ[name] for name in names))
    except CallFailed as failure:
        sys.exit(f"plaspy.py: {failure}")


if __name__ == "__main__":
    main()

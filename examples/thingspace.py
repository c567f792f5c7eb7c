#!/usr/bin/env python3
"""Logs in as a client of Verizon ThingSpace does, makes a device group, lists what there is, and deletes it again.

    export MUSTER_BASE=http://127.0.0.1:8080 MUSTER_APP_KEY=... MUSTER_APP_SECRET=...
    export MUSTER_ACCOUNT=0000000001-00001 MUSTER_LOGIN=ada@demo.example MUSTER_PASSWORD='Demo-Fleet-2026!'
    examples/thingspace.py

The devices in the group are the account's first two that are in no other; so it ends as it was, also if a call fails.

Needs Python 3.9 or later and nothing else. `muster demo` prints the application's key and secret, and the account. All
of that stands in the environment, for other users of the machine can read command lines.
"""

import argparse
import base64
import http.client
import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request

TIMEOUT = 30  # seconds
TOKEN = "/api/ts/v1/oauth2/token"
SERVICE = "/api/m2m/v1"
GROUP = "North/South"


class CallFailed(Exception):
    """A call that came to nothing; its text is a sentence for the person at the terminal."""


def send(base, method, path, headers, data=None):
    """Sends a request, and returns the server's answer."""
    try:
        request = urllib.request.Request(f"{base.rstrip('/')}{path}", data, headers, method=method)
        with urllib.request.urlopen(request, timeout=TIMEOUT) as response:
            return json.load(response)
    except urllib.error.HTTPError as error:
        # A refusal: its status is not 2xx, and its reason is in the body.
        raise CallFailed(f"the server refused {method} {path}: {reason(error)}") from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        # No server there, a time-out, a base that is no URL, or an answer that is not JSON.
        cause = str(getattr(error, "reason", error)).strip()
        raise CallFailed(f"no answer to {method} {path} from {base}: {cause}") from error


def reason(error):
    """Why the server refused: the service tells it in one way, the gateway in another, and OAuth in a third."""
    try:
        body = json.load(error)
        if "errorCode" in body:
            return f"{body['errorMessage']} ({body['errorCode']})"
        if "fault" in body:
            return f"{body['fault']['message']} ({body['fault']['code']})"
        return f"{body['error_description']} ({body['error']})"
    except (OSError, ValueError, KeyError, TypeError):
        return f"HTTP {error.code}"


def bearer(base, key, secret):
    """The application's token, which opens the gateway; within its hour it is always the same one."""
    basic = base64.b64encode(f"{key}:{secret}".encode()).decode()
    headers = {"Authorization": f"Basic {basic}", "Content-Type": "application/x-www-form-urlencoded"}
    answer = send(base, "POST", TOKEN, headers, b"grant_type=client_credentials")
    if not isinstance(answer, dict) or "access_token" not in answer:
        raise CallFailed(f"{base} does not answer POST {TOKEN} as ThingSpace does; is it the right address?")
    return answer["access_token"]


class Client:
    """Calls the service: with the application's token, and with the session's once there is one."""

    def __init__(self, base, token):
        self.base = base
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def call(self, method, path, body=None):
        """Calls, and returns the server's answer."""
        data = None if body is None else json.dumps(body).encode()
        return send(self.base, method, f"{SERVICE}{path}", self.headers, data)

    def log_in(self, username, password):
        """A session, which ends by itself after 20 minutes without a call."""
        answer = self.call("POST", "/session/login", {"username": username, "password": password})
        self.headers["VZ-M2M-Token"] = answer["sessionToken"]

    def log_out(self):
        """Ends the session."""
        self.call("POST", "/session/logout")


def path_of(account, group=None):
    """Where an account's groups are, or one of them: a group has no id, and each name is one segment of the path."""
    path = f"/groups/{urllib.parse.quote(account, safe='')}"
    return f"{path}/name/{urllib.parse.quote(group, safe='')}" if group else path


def free_devices(client, account):
    """What the first two devices that are in no group are called: of each, one identifier will do."""
    wanted = {"accountName": account, "groupName": "Unassigned Devices", "currentState": "active",
              "maxNumberOfDevices": 2, "largestDeviceIdSeen": 0}
    devices = client.call("POST", "/devices/actions/list", wanted)["devices"]
    free = [device["deviceIds"][0] for device in devices if device["deviceIds"]]
    if not free:
        raise CallFailed("each device is in a group already")
    return free


def show(client, account):
    """All groups, and the devices of the new one."""
    for group in client.call("GET", path_of(account)):
        print(f"    {group['name']}{' (default)' if group['isDefaultGroup'] else ''}")
    for device in client.call("GET", path_of(account, GROUP))["devices"]:
        print("in it:", ", ".join(f"{name['kind']} {name['id']}" for name in device["deviceIds"]))


def use_a_group(client, account):
    """Makes a group with devices, shows it, and deletes it."""
    client.call("POST", "/groups", {
        "accountName": account, "groupName": GROUP, "groupDescription": "Made by thingspace.py",
        "devicesToAdd": free_devices(client, account),
    })
    print(f"made {GROUP}")
    try:
        show(client, account)
    finally:
        client.call("DELETE", path_of(account, GROUP))
    print(f"deleted {GROUP}; its devices are in no group, as before")


def run(base, account, login, password, key, secret):
    """All of it."""
    client = Client(base, bearer(base, key, secret))
    print("got a token")
    client.log_in(login, password)
    print(f"logged in as {login}")
    try:
        use_a_group(client, account)
    finally:
        client.log_out()
    print("logged out")


def main():
    """Takes what it needs from the environment, and nothing from the command line."""
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    names = ("MUSTER_BASE", "MUSTER_ACCOUNT", "MUSTER_LOGIN", "MUSTER_PASSWORD", "MUSTER_APP_KEY", "MUSTER_APP_SECRET")
    missing = [name for name in names if not os.environ.get(name)]
    if missing:
        sys.exit(f"thingspace.py: the environment lacks {', '.join(missing)}")
    sys.stdout.reconfigure(errors="replace")  # names are in every script; not every terminal is
    try:
        run(*(os.environ[name] for name in names))
    except CallFailed as failure:
        sys.exit(f"thingspace.py: {failure}")


if __name__ == "__main__":
    main()

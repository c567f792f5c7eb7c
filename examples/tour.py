#!/usr/bin/env python3
"""A tour of the API as its documents describe it: each call is made as they say, and each answer compared with them.

    MUSTER_PASSWORD='Demo-Fleet-2026!' examples/tour.py --base http://127.0.0.1:8080 --login ada@demo.example

It logs in, makes a tag, a sub-user, a session of the sub-user and an API key, finds out what each may and may not do,
renames a tracker, and undoes everything; so the account ends as it was, also if something is not as documented. It
needs an owner's login, and an account with a group and three trackers that are not blocked.

--transport says how parameters are sent: `json` (the default), `form`, or `get` links. Servers and proxies may log
links, passwords and all: outside a demo, use one of the others.

Needs Python 3.9 or later and nothing else. MUSTER_BASE and MUSTER_LOGIN in the environment do as well as the options;
the password is no option, for other users of the machine can read command lines.
"""

import argparse
import contextlib
import http.client
import json
import os
import re
import secrets
import sys
import urllib.error
import urllib.parse
import urllib.request

TIMEOUT = 30  # seconds
STATES_PER_CALL = 2000  # more ids at a time are refused


class Surprise(Exception):
    """Something is not as the documents have it; its text is a sentence for the person at the terminal."""


# What answers look like. A shape is a type, a pattern that a text must fit, a set of the texts that there are, a list
# with the shape that all items have, a dict of fields (one with `?` behind its name may be absent), or one of these
# classes. Fields that no document names are no surprise: the documents say that there may be more with every version.


class Nullable:
    """A shape, or null."""

    def __init__(self, shape):
        self.shape = shape


class ById:
    """An object whose keys are ids, and whose values all have one shape."""

    def __init__(self, shape):
        self.shape = shape


NUMBER = float  # whole or not
HASH = re.compile(r"[0-9a-f]{32}")
COLOR = re.compile(r"[0-9A-F]{6}")
DATE = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
LEGAL_TYPE = {"legal_entity", "sole_trader", "individual"}
ADDRESS = {f"{kind}_{part}": str for kind in ("post", "registered")
           for part in ("country", "region", "index", "city", "street_address")}

USER = {
    "id": int, "login": str, "title": str, "first_name": str, "middle_name": str, "last_name": str, "legal_name": str,
    "phone?": str, "creation_date": MOMENT, "balance": NUMBER, "bonus": NUMBER, "locale": str, "demo": bool,
    "verified": bool, "phone_verified?": bool, "legal_type": LEGAL_TYPE, "default_geocoder": Nullable(str),
    "route_provider": Nullable(str), "time_zone": str,
    "measurement_system": {"metric", "imperial", "us", "metric_gal_us", "nautical"}, "date_format": Nullable(str),
    "hour_mode": Nullable(str), "default_security_group_id?": Nullable(int), "tin": str, "iec": str, **ADDRESS,
}
MASTER = {
    "id": int, "demo": bool, "legal_type": LEGAL_TYPE, "first_name": str, "middle_name": str, "last_name": str,
    "legal_name": str, "title": str, "balance": NUMBER, "bonus": NUMBER,
}
PASSWORD_POLICY = {
    "min_length": int, "max_length": int, "special_chars": str, "min_special_chars_count": int,
    "min_digits_count": int, "min_uppercase_count": int, "min_lowercase_count": int,
}
INFO = {
    "paas_id": int,
    "paas_settings": {
        "domain": str, "service_title": str, "locale": str, "currency": str, "maps": [str], "has_https": bool,
        "allow_registration": bool, "gis_package": str, "password_policy": PASSWORD_POLICY,
    },
    "user_info": USER, "master?": MASTER, "tariff_restrictions": {"allowed_maps": [str]}, "premium_gis": bool,
    "features": [str], "privileges": {"rights": [str]}, "menu?": Nullable(dict),
    "user_menu": {
        "title": Nullable(str), "account": [dict], "main": [dict], "applications?": [dict],
        "footer": {"title": Nullable(str), "items": [dict]},
    },
}
GROUP = {"id": int, "title": str, "color": COLOR}
TAG = {"id": int, "avatar_file_name?": Nullable(str), "name": str, "color": COLOR}
TRACKER = {
    "id": int, "label": str, "clone": bool, "group_id": int, "avatar_file_name?": str,
    "source": {
        "id": int, "device_id": str, "model": str, "blocked": bool, "tariff_id": int,
        "status_listing_id": Nullable(int), "creation_date": DATE, "tariff_end_date": Nullable(DATE),
        "phone": Nullable(str),
    },
    "tag_bindings": [{"tag_id": int, "ordinal": int}],
}
STATE = {
    "source_id": int,
    "gps": {
        "updated": Nullable(MOMENT), "signal_level": Nullable(int), "location": {"lat": NUMBER, "lng": NUMBER},
        "heading": int, "speed": int, "alt": int, "precision?": int, "gsm_lbs?": bool,
    },
    "connection_status": {"signal_lost", "just_registered", "just_replaced", "offline", "idle", "active"},
    "movement_status": {"moving", "stopped", "parked"}, "movement_status_update": Nullable(MOMENT),
    "ignition?": bool, "ignition_update?": MOMENT,
    "gsm": Nullable({
        "updated": Nullable(MOMENT), "signal_level": Nullable(int), "network_name": Nullable(str),
        "roaming": Nullable(bool),
    }),
    "last_update": Nullable(MOMENT), "battery_level": Nullable(int), "battery_update": Nullable(MOMENT),
    "inputs": [bool], "inputs_update": Nullable(MOMENT), "outputs": [bool], "outputs_update": Nullable(MOMENT),
    "additional": dict, "actual_track_update": Nullable(MOMENT),
}
SUB_USER = {
    "id": int, "activated": bool, "login": str, "first_name": str, "middle_name": str, "last_name": str,
    "legal_type": LEGAL_TYPE, "phone": str, **ADDRESS, "state_reg_num": str, "tin": str, "legal_name": str, "iec": str,
    "security_group_id": Nullable(int), "creation_date": MOMENT,
}
API_KEY = {"hash": HASH, "create_date": MOMENT, "title": str}

NOTHING = {}  # but the success
ANSWERS = {
    "user/auth": {"type": {"authenticated"}, "hash": HASH},
    "user/get_info": INFO,
    "user/logout": NOTHING,
    "tracker/list": {"list": [TRACKER]},
    "tracker/settings/read": {"settings": {"label": str, "group_id": int}},
    "tracker/settings/update": NOTHING,
    "tracker/get_states": {"user_time": MOMENT, "states": ById(STATE)},
    "tracker/group/list": {"list": [GROUP]},
    "tag/create": {"id": int},
    "tag/list": {"list": [TAG], "count?": int},
    "tag/delete": NOTHING,
    "subuser/register": {"id": int},
    "subuser/list": {"list": [SUB_USER]},
    "subuser/tracker/bind": NOTHING,
    "subuser/tracker/list": {"list": [int]},
    "subuser/session/create": {"hash": HASH},
    "subuser/delete": NOTHING,
    "api/key/create": {"value": API_KEY},
    "api/key/list": {"list": [API_KEY]},
    "api/key/delete": NOTHING,
}
REFUSAL = {"status": {"code": int, "description": str}, "errors?": [dict]}


def compare(value, shape, name):
    """Compares a value with its shape; `name` is what the surprise would call it."""
    def expect(fits, what):
        if not fits:
            raise Surprise(f"{name} should be {what} but is {json.dumps(value)}")

    if isinstance(shape, Nullable):
        if value is not None:
            compare(value, shape.shape, name)
    elif isinstance(shape, ById):
        expect(isinstance(value, dict) and all(key.isdecimal() for key in value), "an object by id")
        for key, item in value.items():
            compare(item, shape.shape, f"{name}.{key}")
    elif isinstance(shape, dict):
        expect(isinstance(value, dict), "an object")
        for field, inner in shape.items():
            key = field.rstrip("?")
            if key in value:
                compare(value[key], inner, f"{name}.{key}")
            elif key == field:
                raise Surprise(f"{name}.{key} is not there")
    elif isinstance(shape, list):
        expect(isinstance(value, list), "a list")
        for place, item in enumerate(value):
            compare(item, shape[0], f"{name}[{place}]")
    elif isinstance(shape, set):
        expect(isinstance(value, str) and value in shape, "one of " + ", ".join(sorted(shape)))
    elif isinstance(shape, re.Pattern):
        expect(isinstance(value, str) and shape.fullmatch(value), f"like {shape.pattern}")
    else:
        allowed = (int, float) if shape is NUMBER else shape
        # Python takes true for 1; JSON does not.
        expect(isinstance(value, allowed) and (shape is bool or not isinstance(value, bool)), shape.__name__)


def request(base, transport, action, parameters):
    """The request for an action, its parameters sent in one of the three ways."""
    url = f"{base.rstrip('/')}/{action}"
    if transport == "json":
        return urllib.request.Request(url, json.dumps(parameters).encode(), {"Content-Type": "application/json"})
    # What is neither a text nor a number is JSON, also in forms and links.
    texts = {name: value if isinstance(value, str) else json.dumps(value) for name, value in parameters.items()}
    encoded = urllib.parse.urlencode(texts)
    if transport == "form":
        return urllib.request.Request(url, encoded.encode())
    return urllib.request.Request(f"{url}?{encoded}")


class Caller:
    """Somebody with a hash: of a session, or an API key."""

    def __init__(self, base, transport, hash=None):
        self.base = base
        self.transport = transport
        self.hash = hash

    def other(self, hash):
        """Somebody else, on the same way."""
        return Caller(self.base, self.transport, hash)

    def answer(self, action, parameters):
        """HTTP status and body of the answer."""
        if self.hash:
            parameters = {"hash": self.hash, **parameters}
        try:
            with urllib.request.urlopen(request(self.base, self.transport, action, parameters), timeout=TIMEOUT) as got:
                return got.status, json.load(got)
        except urllib.error.HTTPError as error:
            with error, contextlib.suppress(ValueError):
                return error.code, json.load(error)
            raise Surprise(f"{action} was answered with HTTP {error.code} and no JSON") from error
        except (OSError, ValueError, http.client.HTTPException) as error:
            # No server there, a time-out, a base that is no URL, or an answer that is not JSON.
            cause = str(getattr(error, "reason", error)).strip()
            raise Surprise(f"no answer to {action} from {self.base}: {cause}") from error

    def call(self, action, **parameters):
        """Calls an action, which must succeed and answer as documented."""
        status, body = self.answer(action, parameters)
        if status != 200:
            raise Surprise(f"{action} was refused: {reason(body, status)}")
        compare(body, {"success": bool, **ANSWERS[action]}, action)
        expect(body["success"], f"{action} succeeds with HTTP 200, or not at all")
        return body

    def refused(self, http_status, code, action, **parameters):
        """Calls an action, which must be refused with this HTTP status and this code."""
        status, body = self.answer(action, parameters)
        expect(status != 200, f"{action} should be refused with {code}, and is not")
        compare(body, {"success": bool, **REFUSAL}, action)
        is_so = not body["success"] and (status, body["status"]["code"]) == (http_status, code)
        expect(is_so, f"{action} should be refused with HTTP {http_status}, code {code}: {reason(body, status)}")


def reason(body, status):
    """Why the server refused."""
    try:
        return f"{body['status']['description']} (code {body['status']['code']})"
    except (KeyError, TypeError):
        return f"HTTP {status}"


def expect(is_so, otherwise):
    """Stops the tour if something is not as it should be."""
    if not is_so:
        raise Surprise(otherwise)


def ids(items):
    """The ids of a list's items, sorted."""
    return sorted(item["id"] for item in items)


def log_in(nobody, login, password):
    """A session of the login."""
    session = nobody.call("user/auth", login=login, password=password)["hash"]
    print(f"logged in as {login}")
    return nobody.other(session)


def ask_who_that_is(owner, login):
    """The login is an owner's."""
    info = owner.call("user/get_info")
    expect(info["user_info"]["login"] == login, "user/get_info should tell of who has logged in")
    expect("admin" in info["privileges"]["rights"], f"{login} is not an owner")


def lists(caller):
    """The groups and the trackers that somebody sees."""
    return caller.call("tracker/group/list")["list"], caller.call("tracker/list")["list"]


def look_around(groups, trackers):
    """Counts, and returns the trackers that are not blocked."""
    grouped = [tracker for tracker in trackers if tracker["group_id"] != 0]
    expect({tracker["group_id"] for tracker in grouped} <= set(ids(groups)), "a tracker stands in no group of the list")
    usable = [tracker for tracker in trackers if not tracker["source"]["blocked"]]
    expect(len(usable) >= 3 and groups, "the tour needs a group, and three trackers that are not blocked")
    print(f"{len(trackers)} trackers, {len(grouped)} of them in {len(groups)} groups")
    return usable


def make_a_tag(owner, undo):
    """A tag, which is in the list from then on."""
    tag = {"name": "On tour", "color": "FF6DDC"}
    tag["id"] = owner.call("tag/create", tag=tag)["id"]
    undo.callback(owner.call, "tag/delete", tag_id=tag["id"])
    listed = {item["id"]: item for item in owner.call("tag/list")["list"]}.get(tag["id"], {})
    expect({key: listed.get(key) for key in tag} == tag, "tag/list should show the new tag as it was made")
    print("made a tag")


def register_a_sub_user(owner, trackers, undo):
    """A sub-user that sees these trackers; its session."""
    user = {
        "login": f"tour-{secrets.token_hex(8)}@example.org", "first_name": "Sue", "last_name": "On-Tour",
        "legal_type": "individual", "phone": "491761234567",
    }
    sub_user_id = owner.call("subuser/register", user=user, password=f"Tour-{secrets.token_hex(4)}!")["id"]
    undo.callback(owner.call, "subuser/delete", subuser_id=sub_user_id)
    listed = {item["id"]: item for item in owner.call("subuser/list")["list"]}.get(sub_user_id, {})
    expect({key: listed.get(key) for key in user} == user, "subuser/list should show the sub-user as it was registered")
    owner.call("subuser/tracker/bind", subuser_id=sub_user_id, trackers=ids(trackers))
    bound = owner.call("subuser/tracker/list", subuser_id=sub_user_id)["list"]
    expect(sorted(bound) == ids(trackers), "subuser/tracker/list should show what was bound")
    print(f"registered a sub-user who sees {len(trackers)} trackers")
    return owner.other(owner.call("subuser/session/create", subuser_id=sub_user_id)["hash"])


def look_through_its_eyes(sub_user, groups, its_trackers, others):
    """The sub-user sees its trackers and all groups, and may write none."""
    info = sub_user.call("user/get_info")
    expect("master" in info, "user/get_info should tell a sub-user of its owner")
    expect(info["privileges"]["rights"] == [], "a new sub-user should have no rights")
    expect(lists(sub_user) == (groups, its_trackers), "a sub-user should see all groups, and what is bound to it")
    sub_user.refused(400, 217, "tracker/get_states", trackers=ids(others))
    print("which sees these and no others")
    group = groups[0]["id"]
    look = {"title": "Mine", "color": "FF6DDC"}
    sub_user.refused(403, 13, "tracker/group/create", **look)
    sub_user.refused(403, 13, "tracker/group/update", id=group, **look)
    sub_user.refused(403, 13, "tracker/group/assign", id=group, trackers=ids(its_trackers))
    sub_user.refused(403, 13, "tracker/group/delete", id=group)
    print("and may neither create, update, fill nor delete a group")


def rename_a_tracker(owner, tracker, undo):
    """Another label for a tracker, which stays in its group: an update wants both."""
    tracker_id = tracker["id"]
    settings = owner.call("tracker/settings/read", tracker_id=tracker_id)["settings"]
    found = {key: tracker[key] for key in ("label", "group_id")}
    expect(settings == found, "tracker/settings/read and tracker/list should agree")
    undo.callback(owner.call, "tracker/settings/update", tracker_id=tracker_id, **settings)
    settings = {**settings, "label": "On tour"}
    owner.call("tracker/settings/update", tracker_id=tracker_id, **settings)
    renamed = owner.call("tracker/settings/read", tracker_id=tracker_id)["settings"]
    expect(renamed == settings, "tracker/settings/update should change the label and nothing else")
    print(f"renamed the tracker {tracker['label']}")


def poll(owner, trackers):
    """The trackers' states, as a dashboard asks for them again and again."""
    wanted = ids(trackers)[:STATES_PER_CALL]
    states = owner.call("tracker/get_states", trackers=wanted)["states"]
    expect(sorted(int(key) for key in states) == wanted, "tracker/get_states should answer for each tracker")
    print(f"polled {len(states)} states")


def use_a_key(owner):
    """An API key: made, used, and revoked."""
    made = owner.call("api/key/create", title="On tour")["value"]
    key = owner.other(made["hash"])
    with contextlib.ExitStack() as undo:
        undo.callback(owner.call, "api/key/delete", key=key.hash)
        expect(made["title"] == "On tour", "api/key/create should answer with the title")
        expect(made in owner.call("api/key/list")["list"], "api/key/list should show the key")
        key.call("tracker/list")
        key.refused(400, 4, "api/key/list")
    key.refused(400, 4, "tracker/list")
    print("made an API key, used it, and revoked it")


def tour(nobody, login, password):
    """All of it."""
    owner = log_in(nobody, login, password)
    with contextlib.ExitStack() as log_out:
        log_out.callback(owner.call, "user/logout")
        ask_who_that_is(owner, login)
        before = groups, trackers = lists(owner)
        usable = look_around(groups, trackers)
        with contextlib.ExitStack() as undo:
            make_a_tag(owner, undo)
            sub_user = register_a_sub_user(owner, usable[:2], undo)
            look_through_its_eyes(sub_user, groups, usable[:2], usable[2:3])
            rename_a_tracker(owner, usable[0], undo)
            poll(owner, usable)
            use_a_key(owner)
        sub_user.refused(400, 4, "tracker/list")
        expect(lists(owner) == before, "everything should be as it was")
    owner.refused(400, 4, "tracker/list")
    print("undid everything, and logged out")


def arguments():
    """The command line, with defaults from the environment."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, what in (("base", "the server's address, such as http://127.0.0.1:8080"), ("login", "an owner's login")):
        default = os.environ.get(f"MUSTER_{name.upper()}")
        parser.add_argument(f"--{name}", default=default, required=not default, help=what)
    parser.add_argument("--transport", choices=("json", "form", "get"), default="json", help="how parameters are sent")
    return parser.parse_args()


def main():
    """Takes the tour."""
    given = arguments()
    password = os.environ.get("MUSTER_PASSWORD")
    if not password:
        sys.exit("tour.py: put the password into MUSTER_PASSWORD")
    sys.stdout.reconfigure(errors="replace")  # labels are in every script; not every terminal is
    try:
        tour(Caller(given.base, given.transport), given.login, password)
    except Surprise as surprise:
        sys.exit(f"tour.py: {surprise}")


if __name__ == "__main__":
    main()

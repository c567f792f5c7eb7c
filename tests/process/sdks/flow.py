"""What a user of the vendor's SDKs does, from the token to the logout, with every answer compared.

It is run as `flow_2_0_0.py` or `flow_0_0_1.py`, in an environment that has that SDK and not the other, for both are
called `verizon`. It reads one JSON object from its standard input: base, account, key, secret, username, password, the
imeis and the ids of two trackers that are in no group, and the page, which is how many devices of a group the server
tells at once. It prints what it has done, and fails at the first answer that is not as it should be.

An SDK is a class made with `base`, `key`, `secret`, and perhaps `bearer` (instead of the one that it would ask for) and
`session`. Its `token()` asks for a token. Its `call(api, method, *arguments, **named)` calls the SDK's method, with the
body as the SDK's own type; it returns the SDK's answer with its HTTP status and its header Location, or raises `Refused`
from the SDK's error. Here they all look as on the wire.
"""

import json
import re
import sys
from urllib.parse import quote

from verizon.models.account_device_list_request import AccountDeviceListRequest
from verizon.models.create_device_group_request import CreateDeviceGroupRequest
from verizon.models.custom_fields_update_request import CustomFieldsUpdateRequest
from verizon.models.device_group_update_request import DeviceGroupUpdateRequest
from verizon.models.log_in_request import LogInRequest

# The type of a method's body.
BODIES = {
    "create_device_group": CreateDeviceGroupRequest,
    "list_devices_information": AccountDeviceListRequest,
    "start_connectivity_management_session": LogInRequest,
    "update_device_group": DeviceGroupUpdateRequest,
    "update_devices_custom_fields": CustomFieldsUpdateRequest,
}

GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
UNKNOWN_GUID = "00000000-0000-4000-8000-000000000000"
UNASSIGNED = "Unassigned Devices"
NAME, DESCRIPTION = "NV tanks", "Nevada tank level monitors"
# A hard one, for names are segments of a path.
NEW_NAME, NEW_DESCRIPTION = "Nord/Süd 100% & <'Öl'>?", "Öl"
DONE = {"success": True}


class Refused(Exception):
    """The server refused. The code is the SDK's own `error_code`, or the gateway's if the SDK has no type for it."""

    def __init__(self, status, code):
        super().__init__(status, code)


def is_equal(found, wanted):
    """Stops the flow unless both are the same."""
    if found != wanted:
        raise AssertionError(f"not as it should be\n  found  {found!r}\n  wanted {wanted!r}")


def is_refused(code, call, *arguments, status=400):
    """Stops the flow unless the call is refused so."""
    if status == 400:
        code = f"UnifiedWebService.{code}"
    try:
        answer = call(*arguments)
    except Refused as refused:
        is_equal(refused.args, (status, code))
    else:
        is_equal(answer, Refused(status, code))


def is_like(pattern, text):
    """Stops the flow unless the text looks so."""
    is_equal(bool(pattern.fullmatch(text)), True)


def imei(number):
    """A device's identifier."""
    return {"id": number, "kind": "imei"}


class Flow:
    """The account's user, who has no session yet, and what the user calls."""

    def __init__(self, sdk, given):
        self.sdk, self.given = sdk, given
        self.account, self.imeis = given["account"], given["imeis"]
        # By which devices are sorted.
        self.ids = dict(zip(self.imeis, given["ids"]))
        self.user = self.with_changed()

    def with_changed(self, **changed):
        """The SDK as the user has it, but for these."""
        return self.sdk(**{key: self.given[key] for key in ("base", "key", "secret")} | changed)

    def call(self, api, method, *arguments, **named):
        answer, status, location = self.user.call(api, method, *arguments, **named)
        is_equal((status, location), (200, None))
        return answer

    def login(self, password):
        credentials = {"username": self.given["username"], "password": password}
        return self.call("session_management", "start_connectivity_management_session", body=credentials)

    def logout(self):
        return self.call("session_management", "end_connectivity_management_session")

    def create(self, name, *members, account=None):
        body = {"accountName": account or self.account, "groupName": name, "groupDescription": DESCRIPTION}
        body["devicesToAdd"] = [imei(member) for member in members]
        return self.call("device_groups", "create_device_group", body=body)

    def groups(self):
        return self.call("device_groups", "list_device_groups", self.account)

    def information(self, name, **after):
        return self.user.call("device_groups", "get_device_group_information", self.account, name, **after)

    def update(self, name, **body):
        return self.call("device_groups", "update_device_group", self.account, name, body=body)

    def delete(self, name):
        return self.call("device_groups", "delete_device_group", self.account, name)

    def devices(self, **criteria):
        return self.call("device_management", "list_devices_information", body=criteria)

    def set_field(self, key, value, number):
        body = {"customFieldsToUpdate": [{"key": key, "value": value}], "devices": [{"deviceIds": [imei(number)]}]}
        return self.call("device_management", "update_devices_custom_fields", body=body)


def tokens(flow):
    """Asking again gives the same token, for what is left of its hour."""
    first, second = flow.user.token(), flow.user.token()
    is_equal(0 < second.pop("expires_in") <= first.pop("expires_in") <= 3600, True)
    is_equal(second, first)
    is_equal(first["token_type"], "Bearer")
    is_refused("invalid_client", flow.with_changed(secret="a-wrong-one").token, status=401)


def logs_in(flow):
    """A session, and what comes of none."""
    is_refused("REQUEST_FAILED.InvalidCredentials", flow.login, "a wrong one")
    session = flow.login(flow.given["password"])
    is_like(GUID, session["sessionToken"])
    is_equal(session.keys(), {"sessionToken"})
    flow.user = flow.with_changed(session=UNKNOWN_GUID)
    is_refused("INPUT_INVALID.SessionToken.Invalid", flow.groups)
    flow.user = flow.with_changed(session=session["sessionToken"], bearer="a-wrong-one")
    is_refused("900901", flow.groups, status=401)
    flow.user = flow.with_changed(session=session["sessionToken"])
    return session


def creates(flow):
    """A group with both devices."""
    [default] = flow.groups()
    is_equal(bool(default.pop("description")), True)
    is_equal(default, {"name": UNASSIGNED, "isDefaultGroup": True, "extendedAttributes": []})
    is_equal(flow.create(NAME, *flow.imeis), DONE)
    is_refused("REQUEST_FAILED.DeviceGroup.Exists", flow.create, NAME)
    is_refused("REQUEST_FAILED.DeviceNotFound", flow.create, "Others", "990003420537355")
    is_refused("INPUT_INVALID.Device.Identifier.Invalid", flow.create, "Others", "VAN-1")
    is_refused("INPUT_INVALID.Request.InvalidCharacter", flow.create, "N" * 61)
    is_refused("REQUEST_FAILED.AccountNotFound", lambda: flow.create("Others", account="10009999-0001"))


def lists(flow, name=NAME, description=DESCRIPTION):
    """The group stands in the list, after the default one."""
    default, *groups = flow.groups()
    is_equal(default["name"], UNASSIGNED)
    group = {"name": name, "description": description, "isDefaultGroup": False, "extendedAttributes": []}
    is_equal(groups, [group])


def holds(flow, name, *members, **after):
    """A group has these devices and no others, in pages of which each says where the next one is."""
    here, others = members[:flow.given["page"]], members[flow.given["page"]:]
    found, status, location = flow.information(name, **after)
    is_equal(bool(found.pop("description")), True)
    devices = [{"deviceIds": [imei(member)]} for member in here]
    is_equal(found, {"name": name, "hasMoreData": bool(others), "devices": devices})
    if not others:
        is_equal((status, location), (200, None))
        return
    last = flow.ids[here[-1]]
    path = "/".join(quote(segment, safe="") for segment in (flow.account, "name", name))
    is_equal((status, location), (202, f"/api/m2m/v1/groups/{path}/?next={last}"))
    holds(flow, name, *others, next=last)


def informs(flow):
    """Each group has its devices, and tells those after one of them if asked so."""
    first, second = flow.imeis
    holds(flow, NAME, first, second)
    holds(flow, UNASSIGNED)
    holds(flow, NAME, second, next=flow.ids[first])
    is_refused("REQUEST_FAILED.DeviceGroupNotFound", flow.information, "nv tanks")


def updates(flow):
    """A new name and description, and one device less."""
    first, second = flow.imeis
    change = {"newGroupName": NEW_NAME, "newGroupDescription": NEW_DESCRIPTION, "devicesToRemove": [imei(first)]}
    is_equal(flow.update(NAME, **change), DONE)
    is_refused("REQUEST_FAILED.DeviceGroupNotFound", flow.information, NAME)
    is_refused("REQUEST_FAILED.DeviceGroup.Exists", lambda: flow.update(NEW_NAME, newGroupName=UNASSIGNED))
    lists(flow, NEW_NAME, NEW_DESCRIPTION)
    holds(flow, NEW_NAME, second)
    holds(flow, UNASSIGNED, first)


def device(flow, number, group, *custom_fields):
    """The device of this IMEI, which is in this group, and is found by its IMEI."""
    found = flow.devices(deviceId=imei(number) | {"kind": "IMEI"})
    [there] = found["devices"]
    wanted = {
        "accountName": flow.account,
        "carrierInformations": [{"carrierName": "Unknown", "state": "active"}],
        "connected": False,
        "createdAt": there["createdAt"],
        "customFields": list(custom_fields),
        "deviceIds": [imei(number)],
        "extendedAttributes": [{"key": "DeviceId", "value": str(flow.ids[number])}],
        "groupNames": [group],
    }
    is_equal(found, {"hasMoreData": False, "devices": [wanted]})
    is_like(MOMENT, there["createdAt"])
    return there


def lists_devices(flow):
    """All devices, those of a group, one by its identifier, and by pages."""
    first, second = devices = [device(flow, *place) for place in zip(flow.imeis, (UNASSIGNED, NEW_NAME))]
    is_equal(flow.devices(), {"hasMoreData": False, "devices": devices})
    for group, there in ((UNASSIGNED, first), (NEW_NAME, second)):
        found = flow.devices(accountName=flow.account, groupName=group)
        is_equal(found, {"hasMoreData": False, "devices": [there]})
    for after, has_more, there in ((0, True, first), (flow.ids[flow.imeis[0]], False, second)):
        found = flow.devices(maxNumberOfDevices=1, largestDeviceIdSeen=after)
        is_equal(found, {"hasMoreData": has_more, "devices": [there]})
    is_refused("INPUT_INVALID.Device.Kind.Invalid", lambda: flow.devices(deviceId={"kind": "plate", "id": "NV-1"}))


def sets_custom_fields(flow):
    """A custom field, by which the device is found afterwards."""
    field = {"key": "CustomField1", "value": "Tank 7"}
    answer = flow.set_field(*field.values(), flow.imeis[1])
    is_like(GUID, answer["requestId"])
    is_equal(answer.keys(), {"requestId"})
    there = device(flow, flow.imeis[1], NEW_NAME, field)
    is_equal(flow.devices(customFields=[field]), {"hasMoreData": False, "devices": [there]})
    is_refused("INPUT_INVALID.CustomField.InvalidName", flow.set_field, "CustomField6", "Tank 7", flow.imeis[1])
    is_refused("INPUT_INVALID.CustomField.TooLong", flow.set_field, "CustomField1", "7" * 51, flow.imeis[1])


def deletes(flow):
    """The group, not its devices; and never the default group."""
    is_equal(flow.delete(NEW_NAME), DONE)
    for call in (flow.information, flow.update, flow.delete):
        is_refused("REQUEST_FAILED.DeviceGroupNotFound", call, NEW_NAME)
    holds(flow, UNASSIGNED, *flow.imeis)
    is_refused("INPUT_INVALID.DeviceGroup.DeleteDefault", flow.delete, UNASSIGNED)


def logs_out(flow, session):
    """And then nothing goes any more."""
    is_equal(flow.logout(), session)
    is_refused("REQUEST_FAILED.SessionToken.Expired", flow.groups)
    is_refused("REQUEST_FAILED.SessionToken.Expired", flow.logout)


def run(sdk):
    """The flow, with this SDK."""
    flow = Flow(sdk, json.load(sys.stdin))
    tokens(flow)
    print("got a token")
    session = logs_in(flow)
    print("logged in")
    for step in (creates, lists, informs, updates, lists_devices, sets_custom_fields, deletes):
        step(flow)
        print(step.__name__.replace("_", " "))
    logs_out(flow, session)
    print("logged out")

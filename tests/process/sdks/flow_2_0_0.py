"""The flow with sdksio-verizon-apis-sdk 2.0.0."""

import json

import flow
from verizon.api_helper import APIHelper
from verizon.configuration import Configuration, Server
from verizon.exceptions.api_exception import APIException
from verizon.exceptions.connectivity_management_result_exception import ConnectivityManagementResultException
from verizon.exceptions.oauth_provider_exception import OauthProviderException
from verizon.http.auth.thingspace_oauth import ThingspaceOauthCredentials
from verizon.http.auth.vz_m2m_token import VZM2mTokenCredentials
from verizon.models.oauth_token import OauthToken
from verizon.verizon_client import VerizonClient


class Elsewhere(Configuration):
    """The SDK's configuration knows the vendor's hosts. This one knows another."""

    def __init__(self, base, **settings):
        self.base_uris = {Server.THINGSPACE: f"{base}/api", Server.OAUTH_SERVER: f"{base}/api/ts/v1"}
        super().__init__(**settings)

    def get_base_uri(self, server=Server.THINGSPACE):
        return self.base_uris[server]


class Sdk:
    """See flow.py."""

    def __init__(self, base, key, secret, bearer=None, session=None):
        token = bearer and OauthToken(bearer, "Bearer")
        oauth = ThingspaceOauthCredentials(key, secret, token)
        session = session and VZM2mTokenCredentials(session)
        settings = {"thingspace_oauth_credentials": oauth, "vz_m2m_token_credentials": session}
        self.client = VerizonClient(config=Elsewhere(base, **settings))

    def token(self):
        token = refusing(self.client.thingspace_oauth.fetch_token)
        return {key: getattr(token, key) for key in ("access_token", "token_type", "expires_in", "scope")}

    def call(self, api, method, *arguments, **named):
        if "body" in named:
            named["body"] = flow.BODIES[method].from_dictionary(named["body"])
        result = refusing(getattr(getattr(self.client, api), method), *arguments, **named)
        answer = result.body
        plain = APIHelper.to_dictionary
        answer = [plain(item) for item in answer] if isinstance(answer, list) else plain(answer)
        return answer, result.status_code, result.headers.get("Location")


def refusing(call, *arguments, **named):
    """Calls, and raises the SDK's errors as the flow knows them."""
    try:
        return call(*arguments, **named)
    except ConnectivityManagementResultException as error:
        raise flow.Refused(error.response_code, error.error_code) from error
    except OauthProviderException as error:
        raise flow.Refused(error.response_code, error.error) from error
    except APIException as error:
        raise flow.Refused(error.response_code, json.loads(error.response.text)["fault"]["code"]) from error


if __name__ == "__main__":
    flow.run(Sdk)

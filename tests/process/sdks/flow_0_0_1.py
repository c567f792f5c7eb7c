"""The flow with vz-apimatic-v-4-sdk 0.0.1."""

import flow
from verizon import VerizonClient
from verizon.core import (
    ApiError,
    ClientCredentials,
    ClientCredentialsTokenSource,
    Httpx2Client,
    OAuthProviderError,
    OAuthToken,
    RawClient,
    RawError,
    RetryOptions,
    UrlTemplate,
    client_secret_basic,
)


class Bearer:
    """A token that is there already, where the SDK would ask for one."""

    def __init__(self, token):
        self.token = token

    def fetch(self, credentials):
        return OAuthToken(access_token=self.token, token_type="Bearer")


class Sdk:
    """See flow.py."""

    def __init__(self, base, key, secret, bearer=None, session=None):
        self.credentials = ClientCredentials(client_id=key, client_secret=secret)
        bases = {"thingspace": f"{base}/api", "o_auth_server": f"{base}/api/ts/v1"}
        self.token_url = UrlTemplate(base_url=bases["o_auth_server"], path="/oauth2/token")
        self.client = VerizonClient(
            server_config={server: {"production": {"base_url": url}} for server, url in bases.items()},
            retry_options=0,
            thingspace_oauth=self.credentials,
            thingspace_oauth_token_source=bearer and Bearer(bearer),
            vz_m2_m_token=session,
        )

    def token(self):
        client = RawClient(http_client=Httpx2Client(), retry_options=RetryOptions(max_retries=0))
        source = ClientCredentialsTokenSource(client=client, token_url=self.token_url, placement=client_secret_basic)
        return refusing(source.fetch, self.credentials).model_dump()

    def call(self, api, method, *arguments, **named):
        if "body" in named:
            named["body"] = flow.BODIES[method].model_validate(named["body"])
        if "next" in named:
            named["next_"] = named.pop("next")
        result = getattr(getattr(self.client, api).with_raw_response, method)(*arguments, **named)
        answer = refusing(result.unwrap)
        answer = [item.to_dict() for item in answer] if isinstance(answer, list) else answer.to_dict()
        return answer, result.status_code, result.headers.get("location")


def refusing(call, *arguments, **named):
    """Calls, and raises the SDK's errors as the flow knows them."""
    try:
        return call(*arguments, **named)
    except ApiError as refusal:
        match refusal.error:
            case RawError() as error:
                code = error.json()["fault"]["code"]
            case OAuthProviderError() as error:
                code = error.error
            case error:
                code = error.error_code
        raise flow.Refused(refusal.status_code, code) from refusal


if __name__ == "__main__":
    flow.run(Sdk)

#!/usr/bin/env python3
"""Writes Fixtures/credential-vectors.json: which credentials botocore picks for our files and variables.

Needs botocore. Nothing is sent: roles and sign-ons are read out of botocore before they are asked for, and what answers
on a container's or an instance's network is replaced.
"""

import json
import os
import pathlib
import tempfile
from unittest import mock

import botocore
import botocore.session
import botocore.utils

KEYS = "aws_access_key_id = {0}\naws_secret_access_key = s\n"
ROLE = "role_arn = arn:aws:iam::123456789012:role/{0}\n"
PRINTS = ("credential_process = /bin/echo '{\"Version\": 1, \"AccessKeyId\": \"PROCESS\", "
          "\"SecretAccessKey\": \"s\"}'\n")
SSO = "sso_account_id = 123456789012\nsso_role_name = r\n"
SESSION = "sso_session = corp\n"
CORP = "[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://corp.example/start\n"
LEGACY = "sso_region = eu-west-1\nsso_start_url = https://corp.example/start\n"
ENV = {"AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "s"}
WEB_ENV = {"AWS_WEB_IDENTITY_TOKEN_FILE": "/token", "AWS_ROLE_ARN": "arn:aws:iam::123456789012:role/webenv"}
WEB = "web_identity_token_file = /token\n"
ECS = {"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/x"}
A = {"profile": "a"}


def case(name, config="", credentials="", profile=None, **variables):
    return dict(name=name, config=config, credentials=credentials, profile=profile, variables=variables)


def k(name):
    return KEYS.format(name)


def r(name):
    return ROLE.format(name)


CASES = [
    case("nothing"),
    case("environment", **ENV),
    case("environment before everything", f"[default]\n{r('x')}source_profile = b\n", f"[b]\n{k('B')}", **ENV, **ECS),
    case("a profile variable does not silence the environment", f"[profile a]\n{k('A')}", AWS_PROFILE="a", **ENV),
    case("a profile flag does", f"[profile a]\n{k('A')}", **A, **ENV),
    case("credentials file before config file", f"[default]\n{k('CONFIG')}", f"[default]\n{k('SHARED')}"),
    case("credentials file before process", f"[default]\n{PRINTS}", f"[default]\n{k('SHARED')}"),
    case("process before config file", f"[default]\n{PRINTS}{k('CONFIG')}"),
    case("process in the credentials file", "", f"[default]\n{PRINTS}"),
    case("sso before credentials file", f"[default]\n{SSO}{SESSION}{CORP}", f"[default]\n{k('SHARED')}"),
    case("legacy sso before process", f"[default]\n{SSO}{LEGACY}{PRINTS}"),
    case("sso_session alone is no sign-on", f"[default]\n{SESSION}{CORP}", f"[default]\n{k('SHARED')}"),
    case("sso without its session", f"[default]\n{SSO}{SESSION}"),
    case("sso half", f"[default]\nsso_role_name = r\n{LEGACY}"),
    case("sso without a start", f"[default]\n{SSO}sso_region = eu-west-1\n"),
    case("sso that contradicts itself", f"[default]\n{SSO}{SESSION}sso_region = us-east-1\n{CORP}"),
    case("sso that repeats itself", f"[default]\n{SSO}{SESSION}sso_region = eu-west-1\n{CORP}"),
    case("web identity of the environment", **WEB_ENV),
    case("web identity before sso", f"[default]\n{SSO}{SESSION}{CORP}", **WEB_ENV),
    case("web identity after a role", f"[default]\n{r('x')}source_profile = b\n", f"[b]\n{k('B')}", **WEB_ENV),
    case("web identity of the profile", f"[profile a]\n{r('web')}{WEB}", **A),
    case("web identity of the profile before its source", f"[profile a]\n{r('web')}{WEB}source_profile = b\n",
         f"[b]\n{k('B')}", **A),
    case("web identity half in each place", f"[default]\n{r('web')}", AWS_WEB_IDENTITY_TOKEN_FILE="/token"),
    case("web identity: token of the profile, role of the environment", f"[default]\n{WEB}",
         AWS_ROLE_ARN="arn:aws:iam::123456789012:role/webenv"),
    case("web identity without a role", AWS_WEB_IDENTITY_TOKEN_FILE="/token"),
    case("a profile flag silences the environment's web identity", f"[profile a]\n{k('A')}", **A, **WEB_ENV),
    case("role with a source", f"[profile a]\n{r('x')}source_profile = b\n", f"[b]\n{k('B')}", **A),
    case("role whose source stands in the config file", f"[profile a]\n{r('x')}source_profile = b\n[profile b]\n{k('B')}",
         **A),
    case("role in the credentials file", "", f"[a]\n{r('x')}source_profile = b\n[b]\n{k('B')}", **A),
    case("role before keys beside it", f"[profile a]\n{r('x')}{k('A')}source_profile = b\n", f"[b]\n{k('B')}", **A),
    case("role with itself as the source", f"[profile a]\n{r('x')}{k('A')}source_profile = a\n", **A),
    case("role with itself and no keys", f"[profile a]\n{r('x')}source_profile = a\n", **A),
    case("chain of three", f"[profile a]\n{r('x')}source_profile = b\n[profile b]\n{r('y')}source_profile = c\n"
         f"[profile c]\n{r('z')}source_profile = d\n", f"[d]\n{k('D')}", **A),
    case("keys in a source before its role", f"[profile a]\n{r('x')}source_profile = b\n"
         f"[profile b]\n{r('y')}{k('B')}source_profile = c\n", f"[c]\n{k('C')}", **A),
    case("source that names itself", f"[profile a]\n{r('x')}source_profile = b\n[profile b]\n{r('y')}source_profile = b\n",
         **A),
    case("circle of two", f"[profile a]\n{r('x')}source_profile = b\n[profile b]\n{r('y')}source_profile = a\n", **A),
    case("circle of three", f"[profile a]\n{r('x')}source_profile = b\n[profile b]\n{r('y')}source_profile = c\n"
         f"[profile c]\n{r('z')}source_profile = b\n", **A),
    case("circle that ends at keys", f"[profile a]\n{r('x')}{k('A')}source_profile = b\n"
         f"[profile b]\n{r('y')}source_profile = a\n", **A),
    case("source that is not there", f"[profile a]\n{r('x')}source_profile = nobody\n", **A),
    case("source without credentials", f"[profile a]\n{r('x')}source_profile = b\n[profile b]\nregion = eu-west-1\n", **A),
    case("source with a process", f"[profile a]\n{r('x')}source_profile = b\n[profile b]\n{PRINTS}", **A),
    case("source with sso", f"[profile a]\n{r('x')}source_profile = b\n[profile b]\n{SSO}{SESSION}{CORP}", **A),
    case("source with a web identity", f"[profile a]\n{r('x')}source_profile = b\n[profile b]\n{r('web')}{WEB}", **A),
    case("a source does not see the environment", f"[default]\n{r('x')}source_profile = b\n[profile b]\nregion = x\n",
         **WEB_ENV),
    case("role without a source", f"[profile a]\n{r('x')}", **A),
    case("role with two sources", f"[profile a]\n{r('x')}source_profile = b\ncredential_source = Environment\n",
         f"[b]\n{k('B')}", **A),
    case("credential_source Environment", f"[profile a]\n{r('x')}credential_source = Environment\n", **A, **ENV),
    case("credential_source Environment without keys", f"[profile a]\n{r('x')}credential_source = Environment\n", **A),
    case("credential_source EcsContainer", f"[profile a]\n{r('x')}credential_source = EcsContainer\n", **A, **ECS),
    case("credential_source EcsContainer outside one", f"[profile a]\n{r('x')}credential_source = EcsContainer\n", **A),
    case("credential_source Ec2InstanceMetadata", f"[profile a]\n{r('x')}credential_source = Ec2InstanceMetadata\n", **A),
    case("credential_source that is none", f"[profile a]\n{r('x')}credential_source = Elsewhere\n", **A),
    case("credential_source in small letters", f"[profile a]\n{r('x')}credential_source = environment\n", **A, **ENV),
    case("source_profile without a role", f"[profile a]\nsource_profile = b\n{k('A')}", f"[b]\n{k('B')}", **A),
    case("container before instance", **ECS),
    case("files before container", f"[default]\n{k('CONFIG')}", **ECS),
    case("default in both forms", f"[default]\n{k('WEAK')}[profile default]\n{k('STRONG')}"),
]


def describe(credentials):
    """The key in use; for a role `ROLE<-` and the key it is assumed with."""
    if credentials.method in ("assume-role", "assume-role-with-web-identity"):
        fetcher = credentials._refresh_using.__self__
        source = getattr(fetcher, "_source_credentials", None)
        return fetcher._role_arn.split("/")[-1] + "<-" + (describe(source) if source else "WEB")
    return "SSO" if credentials.method == "sso" else credentials.access_key


def picks(one):
    with tempfile.TemporaryDirectory() as folder:
        paths = {}
        for name in ("config", "credentials"):
            paths[name] = os.path.join(folder, name)
            pathlib.Path(paths[name]).write_text(one[name])
        variables = {"PATH": os.environ["PATH"], "HOME": folder, "AWS_CONFIG_FILE": paths["config"],
                     "AWS_SHARED_CREDENTIALS_FILE": paths["credentials"], **one["variables"]}
        answer = {"AccessKeyId": "CONTAINER", "SecretAccessKey": "s", "Token": "t", "Expiration": "2126-01-01T00:00:00Z"}
        instance = {"role_name": "r", "access_key": "INSTANCE", "secret_key": "s", "token": "t",
                    "expiry_time": "2126-01-01T00:00:00Z"}
        with mock.patch.dict(os.environ, variables, clear=True), \
                mock.patch.object(botocore.utils.ContainerMetadataFetcher, "retrieve_full_uri", lambda *_, **__: answer), \
                mock.patch.object(botocore.utils.InstanceMetadataFetcher, "retrieve_iam_role_credentials",
                                  lambda _: instance):
            try:
                return describe(botocore.session.Session(profile=one["profile"]).get_credentials())
            except botocore.exceptions.BotoCoreError as error:
                return f"error {type(error).__name__}"


if __name__ == "__main__":
    vectors = [one | {"picks": picks(one)} for one in CASES]
    target = pathlib.Path(__file__).parent / "Fixtures" / "credential-vectors.json"
    target.write_text(json.dumps(dict(botocore=botocore.__version__, vectors=vectors), indent=1) + "\n")
    print(f"{target.name}: {len(vectors)} vectors")

#!/usr/bin/env python3
"""Writes Fixtures/signer-vectors.json: what botocore's own SigV4 signer makes of our inputs.

Needs botocore. Run it from anywhere after adding a case, and commit what it writes.
"""

import datetime
import json
import pathlib
from unittest import mock

import botocore
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

KEY = ("GEUSEKEY000000000001", "not/a+real=secret of geuse")
TOKEN = "tok/en+with==odd&characters%and a space"
FORM = "application/x-www-form-urlencoded; charset=utf-8"


def case(name, *, method="POST", url="https://ec2.eu-west-1.amazonaws.com/", headers=(), body="", token=None,
         region="eu-west-1", service="ec2", date=1_780_000_000.0):
    return dict(name=name, method=method, url=url, headers=[list(h) for h in headers], body=body, token=token,
                region=region, service=service, date=date)


CASES = [
    case("form", headers=[("Content-Type", FORM)], body="Action=DescribeInstances&Version=2016-11-15"),
    case("session token", headers=[("Content-Type", FORM)], body="Action=RunInstances", token=TOKEN),
    case("empty body", method="GET"),
    case("no path", method="GET", url="https://ec2.eu-west-1.amazonaws.com"),
    case("port of its own", url="http://127.0.0.1:4566/", body="Action=X"),
    case("IPv6 address", url="http://[::1]:4566/", body="Action=X"),
    case("standard port", url="http://localhost:80/", body="Action=X"),
    case("fraction of a second is dropped", date=1_780_000_000.999, body="Action=X"),
    case("last second of a year", date=1_798_761_599.5, body="Action=X"),
    case("query sorted by name, then value", method="GET",
         url="https://sts.amazonaws.com/?b=2&a-b=1&a=3&a=1&B=0&empty=&bare"),
    case("query already encoded", method="GET", url="https://sts.amazonaws.com/?x=%2F%20%7E&y=a%3Db"),
    case("path encoded twice", method="GET", url="https://example.com/a%20b/%C3%A9~x/"),
    case("dots and slashes in the path", method="GET", url="https://example.com/a/./b/../c//d"),
    case("header values are folded", headers=[("X-Odd", "  a   b\t c  "), ("x-amz-meta-z", "1")], body="q"),
    case("headers nobody signs", headers=[("User-Agent", "geuse/1"), ("X-Amzn-Trace-Id", "t"), ("Accept", "*/*")]),
    case("body beyond ASCII", headers=[("Content-Type", FORM)], body="Tag=caf\u00e9 \u2603 \U0001f680\n\x00"),
    case("other region and service", url="https://sts.cn-north-1.amazonaws.com.cn/", region="cn-north-1",
         service="sts", body="Action=GetCallerIdentity&Version=2011-06-15"),
]


def sign(vector):
    request = AWSRequest(method=vector["method"], url=vector["url"], data=vector["body"].encode())
    for name, value in vector["headers"]:
        request.headers[name] = value
    signer = SigV4Auth(Credentials(*KEY, vector["token"]), vector["service"], vector["region"])
    moment = datetime.datetime.fromtimestamp(vector["date"], datetime.timezone.utc)
    with mock.patch("botocore.auth.get_current_datetime", return_value=moment):
        canonical = {}
        original = signer.canonical_request

        def remember(request):
            canonical["text"] = original(request)
            return canonical["text"]

        with mock.patch.object(signer, "canonical_request", remember):
            signer.add_auth(request)
    return dict(vector, canonical=canonical["text"], timestamp=request.headers["X-Amz-Date"],
                authorization=request.headers["Authorization"])


if __name__ == "__main__":
    target = pathlib.Path(__file__).parent / "Fixtures" / "signer-vectors.json"
    document = dict(botocore=botocore.__version__, access_key_id=KEY[0], secret_access_key=KEY[1],
                    vectors=[sign(c) for c in CASES])
    target.write_text(json.dumps(document, indent=1, ensure_ascii=True) + "\n")
    print(f"{target.name}: {len(CASES)} vectors")

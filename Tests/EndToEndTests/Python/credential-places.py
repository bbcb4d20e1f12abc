"""Stands in for the places that hand out a role's credentials and that moto has not: IAM Identity Center's portal and
token service, a container's endpoint, an instance's metadata, and STS for a web identity. Other calls of STS it passes
on to moto as they are.

Makes a user and a role in moto with its first five calls, prints one JSON line, then serves until it is killed. Every
credential that it hands out is a session of the role that moto knows and checks.
"""

import http.client
import http.server
import json
import os
import sys
import urllib.parse

import boto3

ACCOUNT = "123456789012"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/launcher"
MAY = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["ec2:*", "sts:*"], "Resource": "*"}]}


def make_identities():
    iam = boto3.client("iam")
    iam.create_user(UserName="launcher")
    iam.put_user_policy(UserName="launcher", PolicyName="may", PolicyDocument=json.dumps(MAY))
    key = iam.create_access_key(UserName="launcher")["AccessKey"]
    iam.create_role(RoleName="launcher", AssumeRolePolicyDocument=json.dumps(MAY))
    iam.put_role_policy(RoleName="launcher", PolicyName="may", PolicyDocument=json.dumps(MAY))
    return {"aws_access_key_id": key["AccessKeyId"], "aws_secret_access_key": key["SecretAccessKey"]}


def session():
    """Keys of the role, in moto's book."""
    sts = boto3.client("sts", **USER)
    return sts.assume_role(RoleArn=ROLE, RoleSessionName="places")["Credentials"]


class Places(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def answer(self, status, text):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_PUT(self):
        is_asked_right = self.path == "/latest/api/token" and self.headers["X-aws-ec2-metadata-token-ttl-seconds"]
        self.answer(200 if is_asked_right else 400, "imds-token")

    def do_GET(self):
        path = urllib.parse.urlparse(self.path)
        if path.path == "/latest/meta-data/iam/security-credentials/":
            self.answer(200 if self.headers["X-aws-ec2-metadata-token"] == "imds-token" else 401, "launcher")
        elif path.path == "/latest/meta-data/iam/security-credentials/launcher":
            self.document(self.headers["X-aws-ec2-metadata-token"] == "imds-token")
        elif path.path == "/container":
            self.document(self.headers["Authorization"] == "container-token")
        elif path.path == "/federation/credentials":
            asked = dict(urllib.parse.parse_qsl(path.query))
            if self.headers["x-amz-sso_bearer_token"] != "new-sso-token":
                return self.answer(401, json.dumps({"__type": "UnauthorizedException", "message": "no"}))
            if asked != {"role_name": "launcher", "account_id": ACCOUNT}:
                return self.answer(403, json.dumps({"__type": "ForbiddenException", "message": "no"}))
            keys = session()
            self.answer(200, json.dumps({"roleCredentials": {
                "accessKeyId": keys["AccessKeyId"], "secretAccessKey": keys["SecretAccessKey"],
                "sessionToken": keys["SessionToken"], "expiration": int(keys["Expiration"].timestamp() * 1000)}}))
        else:
            self.answer(404, "")

    def document(self, is_asked_right):
        if not is_asked_right:
            return self.answer(401, "{}")
        keys = session()
        self.answer(200, json.dumps({
            "AccessKeyId": keys["AccessKeyId"], "SecretAccessKey": keys["SecretAccessKey"],
            "Token": keys["SessionToken"], "Expiration": keys["Expiration"].strftime("%Y-%m-%dT%H:%M:%SZ")}))

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/token":
            asked = json.loads(body)
            if asked.get("refreshToken") != "refresh-1" or asked.get("grantType") != "refresh_token":
                return self.answer(400, json.dumps({"error": "invalid_grant"}))
            return self.answer(200, json.dumps({
                "accessToken": "new-sso-token", "expiresIn": 28800, "refreshToken": "refresh-2"}))
        form = dict(urllib.parse.parse_qsl(body.decode()))
        if form.get("Action") == "AssumeRoleWithWebIdentity":
            return self.web_identity(form)
        moto = http.client.HTTPConnection(urllib.parse.urlparse(os.environ["AWS_ENDPOINT_URL"]).netloc)
        moto.request("POST", self.path, body, dict(self.headers))
        response = moto.getresponse()
        self.answer(response.status, response.read().decode())

    def web_identity(self, form):
        if self.headers["Authorization"] or form["WebIdentityToken"] != "web-token" or form["RoleArn"] != ROLE:
            return self.answer(400, "<ErrorResponse><Error><Code>InvalidIdentityToken</Code><Message>no</Message></Error>"
                                    "<RequestId>r</RequestId></ErrorResponse>")
        keys = session()
        self.answer(200, f"<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials>"
                         f"<AccessKeyId>{keys['AccessKeyId']}</AccessKeyId>"
                         f"<SecretAccessKey>{keys['SecretAccessKey']}</SecretAccessKey>"
                         f"<SessionToken>{keys['SessionToken']}</SessionToken>"
                         f"<Expiration>{keys['Expiration'].strftime('%Y-%m-%dT%H:%M:%SZ')}</Expiration></Credentials>"
                         "</AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>")


if __name__ == "__main__":
    USER = make_identities()
    keys = session()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Places)
    print(json.dumps({
        "endpoint": f"http://127.0.0.1:{server.server_port}", "role": ROLE, "user_key": USER["aws_access_key_id"],
        "user_secret": USER["aws_secret_access_key"], "session_key": keys["AccessKeyId"],
        "session_secret": keys["SecretAccessKey"], "session_token": keys["SessionToken"]}), flush=True)
    sys.stdout.flush()
    server.serve_forever()

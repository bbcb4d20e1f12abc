"""Assumes a role in the account sys.argv[1]; prints its keys as variables."""

import json
import sys

import boto3

role = f"arn:aws:iam::{sys.argv[1]}:role/visitor"
keys = boto3.client("sts").assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
print(
    json.dumps(
        {
            "AWS_ACCESS_KEY_ID": keys["AccessKeyId"],
            "AWS_SECRET_ACCESS_KEY": keys["SecretAccessKey"],
            "AWS_SESSION_TOKEN": keys["SessionToken"],
        }
    )
)

"""Makes an IAM user who may use EC2, in exactly three calls; prints the access key as variables."""

import json

import boto3

iam = boto3.client("iam")
policy = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": ["ec2:*", "sts:GetCallerIdentity"], "Resource": "*"}],
}
iam.create_user(UserName="launcher")
iam.put_user_policy(UserName="launcher", PolicyName="launch", PolicyDocument=json.dumps(policy))
key = iam.create_access_key(UserName="launcher")["AccessKey"]
print(json.dumps({"AWS_ACCESS_KEY_ID": key["AccessKeyId"], "AWS_SECRET_ACCESS_KEY": key["SecretAccessKey"]}))

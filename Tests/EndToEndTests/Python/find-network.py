"""Prints a subnet and a group of the default VPC, and a key pair that is there."""

import json

import boto3

ec2 = boto3.client("ec2")
subnet = ec2.describe_subnets(Filters=[{"Name": "availability-zone", "Values": ["us-east-1b"]}])["Subnets"][0]
group = ec2.describe_security_groups()["SecurityGroups"][0]["GroupId"]
key = ec2.describe_key_pairs()["KeyPairs"][0]["KeyName"]
print(json.dumps({"subnet": subnet["SubnetId"], "group": group, "key": key}))

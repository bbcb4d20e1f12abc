"""Makes a VPC with a subnet, a security group and a key pair; prints their ids."""

import json

import boto3

ec2 = boto3.client("ec2")
vpc = ec2.create_vpc(CidrBlock="10.20.0.0/16")["Vpc"]["VpcId"]
subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.20.1.0/24")["Subnet"]["SubnetId"]
group = ec2.create_security_group(GroupName="workers", Description="for the test", VpcId=vpc)["GroupId"]
ec2.create_key_pair(KeyName="ops")
print(json.dumps({"subnet": subnet, "group": group, "key": "ops"}))

#!/usr/bin/env python3
"""Writes Fixtures/query-vectors.json: the parameters botocore's EC2 client sends for our inputs.

Needs boto3. Nothing is sent: the call is caught after the serializer. RequestEncodingTests.swift builds the same inputs
in Swift under the same names; keep the two lists alike.
"""

import json
import pathlib

import boto3
import botocore

client = boto3.client("ec2", region_name="eu-west-1", aws_access_key_id="x", aws_secret_access_key="y")
sts = boto3.client("sts", region_name="eu-west-1", aws_access_key_id="x", aws_secret_access_key="y")
caught = {}


def catch(model, params, **_):
    caught["body"] = dict(params["body"])
    return None


def text(body):
    return body.decode() if isinstance(body, bytes) else body


class Stop(Exception):
    pass


def stop(request, **_):
    caught["bytes"] = request.body
    raise Stop


for one in (client, sts):
    one.meta.events.register("before-call", catch)
    one.meta.events.register("before-send", stop)

TAGS = [{"Key": "Name", "Value": "wörker & co=1"}, {"Key": "geusemaker:managed", "Value": "true"},
        {"Key": "empty", "Value": ""}]
IMDS = {"HttpTokens": "required"}
BASE = dict(ImageId="ami-0123456789abcdef0", InstanceType="t3.medium", MinCount=1, MaxCount=1, ClientToken="t-1",
            MetadataOptions=IMDS)

CASES = {
    "run: least": ("run_instances", BASE),
    "run: full, on-demand in a subnet": ("run_instances", BASE | dict(
        MinCount=1, MaxCount=50, SubnetId="subnet-1", SecurityGroupIds=["sg-1", "sg-2"], KeyName="my key",
        IamInstanceProfile={"Name": "role/one"}, UserData=b"#!/bin/sh\necho \xff\x00 hi\n",
        BlockDeviceMappings=[{"DeviceName": "/dev/xvda", "Ebs": {
            "DeleteOnTermination": True, "VolumeSize": 20, "VolumeType": "gp3", "Encrypted": True, "Iops": 3000,
            "Throughput": 125}}],
        MetadataOptions=IMDS | {"HttpPutResponseHopLimit": 2},
        Placement={"GroupName": "pg"},
        CapacityReservationSpecification={"CapacityReservationTarget": {"CapacityReservationId": "cr-1"}},
        TagSpecifications=[{"ResourceType": "instance", "Tags": TAGS}, {"ResourceType": "volume", "Tags": TAGS[:1]}],
        DryRun=False)),
    "run: spot in a zone": ("run_instances", BASE | dict(
        Placement={"AvailabilityZone": "eu-west-1b"},
        IamInstanceProfile={"Arn": "arn:aws:iam::123456789012:instance-profile/p"},
        InstanceMarketOptions={"MarketType": "spot", "SpotOptions": {
            "SpotInstanceType": "one-time", "MaxPrice": "0.0123"}},
        TagSpecifications=[{"ResourceType": "spot-instances-request", "Tags": TAGS[:2]}])),
    "run: spot without a price": ("run_instances", BASE | dict(
        InstanceMarketOptions={"MarketType": "spot", "SpotOptions": {"SpotInstanceType": "one-time"}})),
    "run: public address": ("run_instances", BASE | dict(
        NetworkInterfaces=[{"DeviceIndex": 0, "AssociatePublicIpAddress": True, "SubnetId": "subnet-1",
                            "Groups": ["sg-1", "sg-2"]}])),
    "run: no public address, root device alone": ("run_instances", BASE | dict(
        NetworkInterfaces=[{"DeviceIndex": 0, "AssociatePublicIpAddress": False}],
        BlockDeviceMappings=[{"DeviceName": "/dev/sda1", "Ebs": {"DeleteOnTermination": True}}], DryRun=True)),
    "instances: ids": ("describe_instances", dict(InstanceIds=["i-1", "i-2"])),
    "instances: filters": ("describe_instances", dict(
        Filters=[{"Name": "client-token", "Values": ["a", "b"]},
                 {"Name": "tag:geusemaker:queue", "Values": ["q 1"]}], MaxResults=1000)),
    "instances: next page": ("describe_instances", dict(MaxResults=1000, NextToken="a+/=")),
    "status: ids": ("describe_instance_status", dict(InstanceIds=["i-1"], IncludeAllInstances=True)),
    "status: all running, next page": ("describe_instance_status", dict(
        IncludeAllInstances=False, MaxResults=1000, NextToken="n")),
    "images: ids": ("describe_images", dict(ImageIds=["ami-1", "ami-2"])),
    "images: owner and filters": ("describe_images", dict(
        Owners=["amazon", "self"], Filters=[{"Name": "name", "Values": ["al2023-ami-2023.*-kernel-6.1-x86_64"]},
                                            {"Name": "state", "Values": ["available"]}], NextToken="n")),
    "types: two": ("describe_instance_types", dict(InstanceTypes=["t3.medium", "t4g.medium"])),
    "types: next page": ("describe_instance_types", dict(NextToken="n")),
    "offerings: two types": ("describe_instance_type_offerings", dict(
        LocationType="availability-zone", Filters=[{"Name": "instance-type", "Values": ["t3.medium", "t4g.medium"]}],
        MaxResults=1000)),
    "offerings: next page of all": ("describe_instance_type_offerings", dict(
        LocationType="availability-zone", MaxResults=1000, NextToken="n")),
    "subnets: ids": ("describe_subnets", dict(SubnetIds=["subnet-1", "subnet-2"])),
    "subnets: filters, next page": ("describe_subnets", dict(
        Filters=[{"Name": "default-for-az", "Values": ["true"]},
                 {"Name": "availability-zone", "Values": ["eu-west-1a", "eu-west-1b"]}],
        MaxResults=1000, NextToken="n")),
    "spot requests: ids": ("describe_spot_instance_requests", dict(SpotInstanceRequestIds=["sir-1", "sir-2"])),
    "spot requests: filters, next page": ("describe_spot_instance_requests", dict(
        Filters=[{"Name": "instance-id", "Values": ["i-1"]}], MaxResults=1000, NextToken="n")),
    "tags": ("create_tags", dict(Resources=["i-1", "vol-2"], Tags=TAGS)),
    "terminate": ("terminate_instances", dict(InstanceIds=["i-1", "i-2", "i-3"])),
    "identity": ("get_caller_identity", {}),
}

if __name__ == "__main__":
    vectors, fields = {}, {}
    for name, (operation, arguments) in CASES.items():
        try:
            getattr(sts if operation == "get_caller_identity" else client, operation)(**arguments)
        except Stop:
            pass
        vectors[name] = {key: str(value) for key, value in sorted(caught["body"].items())}
        fields[name] = sorted(text(caught["bytes"]).split("&"))
    target = pathlib.Path(__file__).parent / "Fixtures" / "query-vectors.json"
    target.write_text(json.dumps(dict(botocore=botocore.__version__, vectors=vectors, fields=fields), indent=1) + "\n")
    print(f"{target.name}: {len(vectors)} vectors")

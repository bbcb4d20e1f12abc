"""Prints every instance of the region with its volumes, tags and user data."""

import json

import boto3

ec2 = boto3.client("ec2")


def tags(thing):
    return {tag["Key"]: tag["Value"] for tag in thing.get("Tags", [])}


volumes = {}
for page in ec2.get_paginator("describe_volumes").paginate():
    for volume in page["Volumes"]:
        for attachment in volume["Attachments"]:
            volumes.setdefault(attachment["InstanceId"], []).append(
                {"size": volume["Size"], "type": volume["VolumeType"], "tags": tags(volume)}
            )
found = []
for page in ec2.get_paginator("describe_instances").paginate():
    for instance in (one for reservation in page["Reservations"] for one in reservation["Instances"]):
        attribute = ec2.describe_instance_attribute(InstanceId=instance["InstanceId"], Attribute="userData")
        found.append(
            {
                "id": instance["InstanceId"],
                "state": instance["State"]["Name"],
                "type": instance["InstanceType"],
                "key": instance.get("KeyName"),
                "subnet": instance.get("SubnetId"),
                "groups": [group["GroupId"] for group in instance.get("SecurityGroups", [])],
                "token": instance.get("ClientToken"),
                "tags": tags(instance),
                "user_data": attribute.get("UserData", {}).get("Value"),
                "volumes": volumes.get(instance["InstanceId"], []),
            }
        )
print(json.dumps(found))

"""Prints every spot request of the region."""

import json

import boto3

requests = boto3.client("ec2").describe_spot_instance_requests()["SpotInstanceRequests"]
print(
    json.dumps(
        [
            {
                "instance": request.get("InstanceId"),
                "type": request["Type"],
                "tags": {tag["Key"]: tag["Value"] for tag in request.get("Tags", [])},
            }
            for request in requests
        ]
    )
)

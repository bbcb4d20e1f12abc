#!/usr/bin/env python3
"""Records a moto server's answers into Fixtures/*.xml, and what boto3 reads from them into Fixtures/moto-answers.json.

Needs boto3 and moto_server on the PATH. The server runs on a free port of the loopback for as long as this does.
"""

import json
import pathlib
import socket
import subprocess
import sys

import boto3
import botocore.exceptions
import moto

HERE = pathlib.Path(__file__).parent / "Fixtures"
REGION = "eu-west-1"
read = {}


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def client(service, port, key="geusekey"):
    made = boto3.client(service, region_name=REGION, endpoint_url=f"http://127.0.0.1:{port}",
                        aws_access_key_id=key, aws_secret_access_key="s")
    session = made._endpoint.http_session
    send = session.send

    def remember(request):
        response = send(request)
        made.last = response.content
        return response

    session.send = remember
    return made


def record(name, made, value, form="xml"):
    (HERE / f"{name}.{form}").write_bytes(made.last)
    read[name] = value


def moment(value):
    return value.timestamp() if hasattr(value, "timestamp") else None


def reason(one):
    return {"code": one["Code"], "message": one["Message"]} if one.get("Code") else None


def instance(one):
    return {
        "instance_id": one["InstanceId"], "image_id": one["ImageId"], "instance_type": one["InstanceType"],
        "state": one["State"]["Name"], "state_reason": reason(one.get("StateReason") or {}),
        "state_transition_reason": one.get("StateTransitionReason") or None,
        "private_ip": one.get("PrivateIpAddress"), "public_ip": one.get("PublicIpAddress") or None,
        "subnet_id": one.get("SubnetId"), "vpc_id": one.get("VpcId"),
        "availability_zone": one["Placement"]["AvailabilityZone"], "launch_time": moment(one["LaunchTime"]),
        "client_token": one.get("ClientToken") or None, "ami_launch_index": one["AmiLaunchIndex"],
        "architecture": one["Architecture"], "key_name": one.get("KeyName") or None,
        "tags": {tag["Key"]: tag["Value"] for tag in one.get("Tags", [])},
        "volume_ids": [m["Ebs"]["VolumeId"] for m in one.get("BlockDeviceMappings", [])],
        "root_device_name": one.get("RootDeviceName"),
    }


def failure(error):
    answer = error.response
    return {"code": answer["Error"]["Code"], "message": answer["Error"]["Message"],
            "status": answer["ResponseMetadata"]["HTTPStatusCode"],
            "request_id": answer["ResponseMetadata"].get("RequestId")}


def record_failure(name, made, call, form="xml", **arguments):
    try:
        call(**arguments)
    except botocore.exceptions.ClientError as error:
        record(name, made, failure(error), form)
    else:
        sys.exit(f"{name}: moto did not refuse")


def run(port):
    ec2 = client("ec2", port)
    images = ec2.describe_images(Owners=["amazon"], Filters=[{"Name": "name", "Values": ["al2023-*x86_64*"]}])
    ids = sorted(image["ImageId"] for image in images["Images"])[:2] or ["ami-12c6146b"]
    found = ec2.describe_images(ImageIds=ids)["Images"]
    record("describe-images", ec2, [{
        "image_id": i["ImageId"], "name": i["Name"], "owner_id": i["OwnerId"], "architecture": i["Architecture"],
        "creation_date": i["CreationDate"], "root_device_name": i["RootDeviceName"], "state": i["State"],
        "root_snapshot_size": next((m["Ebs"].get("VolumeSize") for m in i["BlockDeviceMappings"]
                                    if m["DeviceName"] == i["RootDeviceName"]), None)} for i in found])
    ec2.create_key_pair(KeyName="geuse key")
    subnet = ec2.describe_subnets()["Subnets"][0]["SubnetId"]
    tags = [{"Key": "Name", "Value": "  a <b> & \"c\" é 🚀  "}, {"Key": "geusemaker:managed", "Value": "true"},
            {"Key": "empty", "Value": ""}]
    made = ec2.run_instances(
        ImageId=ids[0], InstanceType="t3.medium", MinCount=2, MaxCount=2, ClientToken="token-1", SubnetId=subnet,
        KeyName="geuse key", UserData="#!/bin/sh\n", TagSpecifications=[{"ResourceType": "instance", "Tags": tags}])
    record("run-instances", ec2, {"reservation_id": made["ReservationId"], "owner_id": made["OwnerId"],
                                  "instances": [instance(one) for one in made["Instances"]]})
    made_ids = [one["InstanceId"] for one in made["Instances"]]
    described = ec2.describe_instances(InstanceIds=made_ids)
    record("describe-instances", ec2,
           [instance(one) for r in described["Reservations"] for one in r["Instances"]])
    ec2.describe_instances(Filters=[{"Name": "tag:none", "Values": ["none"]}])
    record("describe-instances-empty", ec2, [])
    ec2.stop_instances(InstanceIds=made_ids[:1])
    status = ec2.describe_instance_status(InstanceIds=made_ids, IncludeAllInstances=True)["InstanceStatuses"]
    record("describe-instance-status", ec2, [{
        "instance_id": s["InstanceId"], "availability_zone": s["AvailabilityZone"], "state": s["InstanceState"]["Name"],
        "system_status": s["SystemStatus"]["Status"], "instance_status": s["InstanceStatus"]["Status"]} for s in status])
    types = ec2.describe_instance_types(InstanceTypes=["t3.medium", "t4g.medium"])["InstanceTypes"]
    record("describe-instance-types", ec2, {
        t["InstanceType"]: t["ProcessorInfo"]["SupportedArchitectures"] for t in types})
    offerings = ec2.describe_instance_type_offerings(
        LocationType="availability-zone", Filters=[{"Name": "instance-type", "Values": ["t3.medium", "t4g.medium"]}])
    record("describe-instance-type-offerings", ec2, [
        [one["InstanceType"], one["Location"]] for one in offerings["InstanceTypeOfferings"]])
    record("describe-subnets", ec2, [{
        "subnet_id": s["SubnetId"], "vpc_id": s["VpcId"], "availability_zone": s["AvailabilityZone"],
        "available_addresses": s["AvailableIpAddressCount"], "is_default": s["DefaultForAz"], "state": s["State"]}
        for s in ec2.describe_subnets()["Subnets"]])
    ec2.request_spot_instances(
        SpotPrice="0.5", InstanceCount=1, LaunchSpecification={"ImageId": ids[0], "InstanceType": "t3.medium"})
    requests = ec2.describe_spot_instance_requests()["SpotInstanceRequests"]
    record("describe-spot-instance-requests", ec2, [{
        "id": r["SpotInstanceRequestId"], "state": r["State"], "status_code": r["Status"]["Code"],
        "status_message": r["Status"]["Message"], "instance_id": r.get("InstanceId"),
        "zone": r.get("LaunchedAvailabilityZone")} for r in requests])
    ec2.create_tags(Resources=made_ids, Tags=tags[:1])
    record("create-tags", ec2, True)
    for number in range(6):
        ec2.run_instances(ImageId=ids[0], InstanceType="t3.nano", MinCount=1, MaxCount=1)
    pages, token = [], None
    while token or not pages:
        page = ec2.describe_instances(MaxResults=5, **({"NextToken": token} if token else {}))
        pages.append([one["InstanceId"] for r in page["Reservations"] for one in r["Instances"]])
        record(f"describe-instances-page-{len(pages)}", ec2, pages[-1])
        token = page.get("NextToken")
    ended = ec2.terminate_instances(InstanceIds=made_ids)["TerminatingInstances"]
    record("terminate-instances", ec2, [{
        "instance_id": e["InstanceId"], "previous": e["PreviousState"]["Name"], "current": e["CurrentState"]["Name"]}
        for e in ended])
    described = ec2.describe_instances(InstanceIds=made_ids)
    record("describe-instances-terminated", ec2,
           [instance(one) for r in described["Reservations"] for one in r["Instances"]])
    record_failure("error-instance-not-found", ec2, ec2.describe_instances, InstanceIds=["i-00000000000000001"])
    record_failure("error-image-not-found", ec2, ec2.describe_images, ImageIds=["ami-0bad0bad0bad0bad0"])
    sts = client("sts", port)
    identity = sts.get_caller_identity()
    record("get-caller-identity", sts, {
        "account": identity["Account"], "arn": identity["Arn"], "user_id": identity["UserId"]})
    ssm = client("ssm", port)
    ssm.put_parameter(Name="/images/base", Value="ami-0123456789abcdef0", Type="String")
    ssm.put_parameter(Name="/images/base", Value="ami-0fedcba9876543210", Type="String", Overwrite=True)
    got = ssm.get_parameter(Name="/images/base:1")["Parameter"]
    record("get-parameter", ssm, got["Value"], "json")
    record_failure("error-parameter-not-found", ssm, ssm.get_parameter, form="json", Name="/images/none")
    record_failure("error-sts", sts, sts.assume_role, RoleArn="arn:aws:iam::123456789012:role/geuse",
                   RoleSessionName="s" * 65)


if __name__ == "__main__":
    port = free_port()
    server = subprocess.Popen(["moto_server", "-H", "127.0.0.1", "-p", str(port)], stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, text=True)
    try:
        for line in server.stderr:
            if "Running on" in line:
                break
        run(port)
    finally:
        server.terminate()
        server.wait()
    (HERE / "moto-answers.json").write_text(json.dumps(dict(moto=moto.__version__, read=read), indent=1) + "\n")
    print(f"{len(read)} answers of moto {moto.__version__}")

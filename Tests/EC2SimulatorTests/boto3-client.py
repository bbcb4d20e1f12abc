"""Drives the simulator at sys.argv[1] through boto3 and the AWS CLI; ends with 1 at the first surprise."""

import base64
import subprocess
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

endpoint = sys.argv[1]
settings = Config(region_name="us-east-1", retries={"max_attempts": 0})
ec2 = boto3.client("ec2", endpoint_url=endpoint, config=settings)
sts = boto3.client("sts", endpoint_url=endpoint, config=settings)
at_once = {"Delay": 0, "MaxAttempts": 60}


def expect(what, actual, expected):
    if actual != expected:
        sys.exit(f"{what}: {actual!r}, expected {expected!r}")


def refused(code, status, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        expect("code", error.response["Error"]["Code"], code)
        expect("status", error.response["ResponseMetadata"]["HTTPStatusCode"], status)
        expect("request id", len(error.response["ResponseMetadata"]["RequestId"]), 36)
        return error.response["Error"]["Message"]
    sys.exit(f"{call}: no {code}")


def aws(*arguments):
    done = subprocess.run(["aws", *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"aws {' '.join(arguments)}: {done.returncode}: {done.stderr}")
    return done.stdout


expect("account", sts.get_caller_identity()["Account"], "000000000000")

images = ec2.describe_images(
    Owners=["amazon"],
    Filters=[
        {"Name": "name", "Values": ["al2023-ami-2023.*-kernel-6.1-x86_64"]},
        {"Name": "architecture", "Values": ["x86_64"]},
        {"Name": "state", "Values": ["available"]},
    ],
)["Images"]
image = max(images, key=lambda image: (image["CreationDate"], image["Name"]))
expect("root device", image["RootDeviceName"], "/dev/xvda")
expect("image owner", (image["OwnerId"], image["ImageOwnerAlias"]), ("137112412989", "amazon"))
architectures = {
    item["InstanceType"]: item["ProcessorInfo"]["SupportedArchitectures"]
    for page in ec2.get_paginator("describe_instance_types").paginate()
    for item in page["InstanceTypes"]
}
expect("architectures", architectures["c7g.large"], ["arm64"])
zones = [zone["ZoneName"] for zone in ec2.describe_availability_zones()["AvailabilityZones"]]
subnets = {subnet["AvailabilityZone"]: subnet for subnet in ec2.describe_subnets()["Subnets"]}
expect("zones", zones, list(subnets))
group = ec2.describe_security_groups()["SecurityGroups"][0]
ec2.create_key_pair(KeyName="made-here")
expect("key pairs", {pair["KeyName"] for pair in ec2.describe_key_pairs()["KeyPairs"]}, {"demo", "made-here"})

user_data = "#!/bin/bash\necho 'grüße' > /tmp/<x>&y\n"
launch = {
    "ImageId": image["ImageId"],
    "InstanceType": "t3.medium",
    "MinCount": 1,
    "MaxCount": 3,
    "KeyName": "made-here",
    "SecurityGroupIds": [group["GroupId"]],
    "SubnetId": subnets["us-east-1b"]["SubnetId"],
    "UserData": user_data,
    "ClientToken": "boto3-token",
    "InstanceMarketOptions": {"MarketType": "spot", "SpotOptions": {"SpotInstanceType": "one-time"}},
    "MetadataOptions": {"HttpTokens": "required"},
    "BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {"VolumeSize": 20, "VolumeType": "gp3"}}],
    "TagSpecifications": [
        {"ResourceType": "instance", "Tags": [{"Key": "Name", "Value": "<a> & 'b'"}]},
        {"ResourceType": "volume", "Tags": [{"Key": "of", "Value": "volume"}]},
        {"ResourceType": "spot-instances-request", "Tags": [{"Key": "of", "Value": "request"}]},
    ],
}
launched = ec2.run_instances(**launch)
ids = [instance["InstanceId"] for instance in launched["Instances"]]
requests = [instance["SpotInstanceRequestId"] for instance in launched["Instances"]]
expect("launch indexes", [instance["AmiLaunchIndex"] for instance in launched["Instances"]], [0, 1, 2])
expect("state", launched["Instances"][0]["State"], {"Code": 0, "Name": "pending"})
again = ec2.run_instances(**launch)
expect("replay", [instance["InstanceId"] for instance in again["Instances"]], ids)
refused("IdempotentParameterMismatch", 400, ec2.run_instances, **{**launch, "MaxCount": 2})
by_token = ec2.describe_instances(Filters=[{"Name": "client-token", "Values": ["boto3-token"]}])
expect("by token", [item["InstanceId"] for item in by_token["Reservations"][0]["Instances"]], ids)

ec2.get_waiter("spot_instance_request_fulfilled").wait(SpotInstanceRequestIds=requests, WaiterConfig=at_once)
ec2.get_waiter("instance_running").wait(InstanceIds=ids, WaiterConfig=at_once)
checks = ec2.describe_instance_status(InstanceIds=ids)["InstanceStatuses"][0]
expect("first check", checks["InstanceStatus"]["Status"], "initializing")
ec2.get_waiter("instance_status_ok").wait(InstanceIds=ids, WaiterConfig=at_once)
checks = ec2.describe_instance_status(InstanceIds=ids)["InstanceStatuses"][0]
expect("system check", checks["SystemStatus"]["Details"], [{"Name": "reachability", "Status": "passed"}])

instance = ec2.describe_instances(InstanceIds=ids[:1])["Reservations"][0]["Instances"][0]
expect("placement", instance["Placement"]["AvailabilityZone"], "us-east-1b")
expect("monitoring", instance["Monitoring"], {"State": "disabled"})
expect("lifecycle", instance["InstanceLifecycle"], "spot")
expect("metadata", instance["MetadataOptions"]["HttpTokens"], "required")
expect("tags", instance["Tags"], [{"Key": "Name", "Value": "<a> & 'b'"}])
expect("device", instance["BlockDeviceMappings"][0]["DeviceName"], "/dev/xvda")
expect("interfaces", [item["SubnetId"] for item in instance["NetworkInterfaces"]], [instance["SubnetId"]])
interface = instance["NetworkInterfaces"][0]
expect("interface's address", interface["Association"]["PublicIp"], instance["PublicIpAddress"])
expect("addresses", bool(instance["PublicIpAddress"] and instance["PrivateIpAddress"]), True)
attribute = ec2.describe_instance_attribute(InstanceId=ids[0], Attribute="userData")["UserData"]["Value"]
expect("user data", base64.b64decode(attribute), user_data.encode())
volume = ec2.describe_volumes(VolumeIds=[instance["BlockDeviceMappings"][0]["Ebs"]["VolumeId"]])["Volumes"][0]
expect("volume", (volume["Size"], volume["VolumeType"], volume["State"]), (20, "gp3", "in-use"))
expect("volume tags", volume["Tags"], [{"Key": "of", "Value": "volume"}])
request = ec2.describe_spot_instance_requests(SpotInstanceRequestIds=requests[:1])["SpotInstanceRequests"][0]
expect("request", (request["InstanceId"], request["State"]), (ids[0], "active"))
expect("request tags", request["Tags"], [{"Key": "of", "Value": "request"}])
ec2.create_tags(Resources=[*ids, volume["VolumeId"]], Tags=[{"Key": "team", "Value": "a"}])
tagged = ec2.describe_instances(Filters=[{"Name": "tag:team", "Values": ["a"]}])["Reservations"][0]["Instances"]
expect("tagged", [item["InstanceId"] for item in tagged], ids)

many = ec2.run_instances(ImageId=image["ImageId"], InstanceType="t3.nano", MinCount=12, MaxCount=12)
for name, pick in [
    ("describe_instances", lambda page: [i for r in page["Reservations"] for i in r["Instances"]]),
    ("describe_instance_status", lambda page: page["InstanceStatuses"]),
]:
    more = {"IncludeAllInstances": True} if name == "describe_instance_status" else {}
    pages = list(ec2.get_paginator(name).paginate(PaginationConfig={"PageSize": 5}, **more))
    found = [item["InstanceId"] for page in pages for item in pick(page)]
    expect(f"{name} pages", (len(pages), len(found), len(set(found))), (3, 15, 15))

short = {"ImageId": image["ImageId"], "InstanceType": "t3.medium", "MinCount": 1, "MaxCount": 1}
message = refused(
    "InsufficientInstanceCapacity", 500, ec2.run_instances, **short, Placement={"AvailabilityZone": "us-east-1f"}
)
expect("hint", "choosing us-east-1a, us-east-1b" in message, True)
refused("InvalidAMIID.NotFound", 400, ec2.run_instances, **{**short, "ImageId": "ami-0123456789abcdef0"})
refused("InvalidInstanceID.NotFound", 400, ec2.describe_instances, InstanceIds=["i-0123456789abcdef0"])
refused("DryRunOperation", 412, ec2.run_instances, **short, DryRun=True)
stranger = boto3.client(
    "ec2", endpoint_url=endpoint, config=settings, aws_access_key_id="AKIDNOBODY", aws_secret_access_key="x"
)
refused("AuthFailure", 401, stranger.describe_instances)
stranger = boto3.client(
    "sts", endpoint_url=endpoint, config=settings, aws_access_key_id="AKIDNOBODY", aws_secret_access_key="x"
)
refused("InvalidClientTokenId", 403, stranger.get_caller_identity)

# The simulator's clock has passed every time-out by now, so each of these ends at its first look.
aws("ec2", "wait", "instance-running", "--instance-ids", *ids)
aws("ec2", "wait", "instance-status-ok", "--instance-ids", *ids)
aws("ec2", "wait", "spot-instance-request-fulfilled", "--spot-instance-request-ids", *requests)
shown = aws("ec2", "describe-instances", "--query", "Reservations[].Instances[].InstanceId", "--output", "text")
expect("the command line's list", len(shown.split()), 15)

everything = ids + [item["InstanceId"] for item in many["Instances"]]
ended = ec2.terminate_instances(InstanceIds=everything)["TerminatingInstances"]
expect("ended", {item["CurrentState"]["Name"] for item in ended}, {"shutting-down"})
ec2.get_waiter("instance_terminated").wait(InstanceIds=everything, WaiterConfig=at_once)
aws("ec2", "wait", "instance-terminated", "--instance-ids", *everything)
refused("IdempotentInstanceTerminated", 400, ec2.run_instances, **launch)
gone = ec2.describe_instances(InstanceIds=ids[:1])["Reservations"][0]["Instances"][0]
expect("reason", gone["StateReason"]["Code"], "Client.UserInitiatedShutdown")
request = ec2.describe_spot_instance_requests(SpotInstanceRequestIds=requests[:1])["SpotInstanceRequests"][0]
expect("closed request", (request["State"], request["Status"]["Code"]), ("closed", "instance-terminated-by-user"))
print("all as expected")

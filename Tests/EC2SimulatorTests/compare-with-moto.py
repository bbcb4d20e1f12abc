"""Compares the simulator with moto, field by field, on every action that both serve.

compare-with-moto.py SIMULATOR-URL

Starts moto within itself, makes the same calls to both through boto3, puts names for what differs in every run (ids, times, addresses), and holds
the parsed answers against each other: which fields there are, and what is in them. Prints a table, then every
difference with its reason. Ends with 1 where a difference has no reason, and where a reason explains nothing any more.
"""

import fnmatch
import logging
import re
import sys
from collections import defaultdict
from datetime import datetime

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.parsers import ResponseParserError
from moto.server import ThreadedMotoServer

from known_differences import KNOWN

# What differs in every run, and the name that stands for it.
VOLATILE = [
    (re.compile(r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"), "<uuid>"),
    (re.compile(r"\b(i|r|vol|eni-attach|eni|sg|subnet|vpc|ami|snap|key)-[0-9a-f]{8,17}\b"), r"<\1>"),
    (re.compile(r"\bsir-[0-9a-z]{8,17}\b"), "<sir>"),
    (re.compile(r"\b(AROA|ASIA)[0-9A-Z]{16,17}\b"), r"<\1>"),
    (re.compile(r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z| GMT| UTC)"), "<time>"),
    (re.compile(r"\b([0-9a-f]{2}:){19}[0-9a-f]{2}\b"), "<fingerprint>"),
    (re.compile(r"\b([0-9a-f]{2}:){5}[0-9a-f]{2}\b"), "<mac>"),
    (re.compile(r"\b\d{1,3}([.-]\d{1,3}){3}\b"), "<address>"),
]


class Side:
    """One of the two, with the ids of its own that calls need."""

    def __init__(self, endpoint):
        settings = Config(region_name="us-east-1", retries={"max_attempts": 0})
        self.ec2 = boto3.client("ec2", endpoint_url=endpoint, config=settings)
        self.sts = boto3.client("sts", endpoint_url=endpoint, config=settings)
        self.ssm = boto3.client("ssm", endpoint_url=endpoint, config=settings)
        self.account = self.sts.get_caller_identity()["Account"]
        images = self.ec2.describe_images(
            Filters=[{"Name": "name", "Values": ["al2023-ami-2023.*", "amzn2-ami-hvm-2.0.2023*-x86_64-gp2"]},
                     {"Name": "architecture", "Values": ["x86_64"]}]
        )["Images"]
        self.image = sorted(images, key=lambda image: image["Name"])[-1]
        by_zone = [{"Name": "availability-zone", "Values": ["us-east-1b"]}]
        self.subnet = self.ec2.describe_subnets(Filters=by_zone)["Subnets"][0]["SubnetId"]
        self.group = self.ec2.describe_security_groups(GroupNames=["default"])["SecurityGroups"][0]["GroupId"]

    def launch(self, **more):
        return {"ImageId": self.image["ImageId"], "InstanceType": "t3.medium", "MinCount": 1, "MaxCount": 1, **more}

    def rich_launch(self):
        return self.launch(
            MaxCount=2,
            MinCount=2,
            KeyName="compared",
            SecurityGroupIds=[self.group],
            SubnetId=self.subnet,
            ClientToken="compared-token",
            UserData="#!/bin/sh\necho compared\n",
            BlockDeviceMappings=[
                {"DeviceName": self.image["RootDeviceName"], "Ebs": {"VolumeSize": 20, "VolumeType": "gp3"}}
            ],
            MetadataOptions={"HttpTokens": "required", "HttpEndpoint": "enabled"},
            TagSpecifications=[
                {"ResourceType": "instance", "Tags": [{"Key": "Name", "Value": "compared"}]},
                {"ResourceType": "volume", "Tags": [{"Key": "of", "Value": "volume"}]},
            ],
        )

    def spot_launch(self):
        return self.launch(
            SubnetId=self.subnet,
            InstanceMarketOptions={
                "MarketType": "spot",
                "SpotOptions": {"SpotInstanceType": "one-time", "MaxPrice": "0.5"},
            },
            TagSpecifications=[
                {"ResourceType": "spot-instances-request", "Tags": [{"Key": "of", "Value": "request"}]}
            ],
        )

    def ask_for_spot(self):
        """RequestSpotInstances: what the simulator does not serve, because AWS advises against it."""
        asked = self.ec2.request_spot_instances(
            SpotPrice="0.500000",
            TagSpecifications=[
                {"ResourceType": "spot-instances-request", "Tags": [{"Key": "of", "Value": "request"}]}
            ],
            LaunchSpecification={
                "ImageId": self.image["ImageId"],
                "InstanceType": "t3.medium",
                "SubnetId": self.subnet,
                "Placement": {"AvailabilityZone": "us-east-1b"},
            },
        )
        return asked["SpotInstanceRequests"][0]["SpotInstanceRequestId"]

    def settle(self):
        """Lets the instances boot and pass their checks."""
        self.ec2.get_waiter("instance_status_ok").wait(
            InstanceIds=self.ids, WaiterConfig={"Delay": 0, "MaxAttempts": 100_000}
        )


def normal(value, side):
    if isinstance(value, datetime):
        return "<time>"
    if isinstance(value, str):
        value = value.replace(side.account, "<account>")
        for pattern, name in VOLATILE:
            value = pattern.sub(name, value)
    return value


def fields(value, side, path=""):
    """Every leaf as (path, value); lists have no positions, and an empty one is a leaf."""
    if isinstance(value, dict):
        for key, item in value.items():
            if path or key != "ResponseMetadata":
                yield from fields(item, side, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        if not value:
            yield f"{path}[]", "<empty>"
        for item in value:
            yield from fields(item, side, f"{path}[]")
    else:
        yield path, normal(value, side)


def ask(side, call):
    try:
        answer = call(side)
    except ClientError as error:
        answer = {"Error": error.response["Error"], "ResponseMetadata": error.response["ResponseMetadata"]}
    except ResponseParserError:
        # moto's page for an action that it does not know.
        answer = {"Error": {"Code": "(no answer)"}, "ResponseMetadata": {"HTTPStatusCode": 500}}
    found = defaultdict(set)
    for path, value in fields(answer, side):
        found[path].add(value)
    found["(HTTP status)"].add(answer["ResponseMetadata"]["HTTPStatusCode"])
    return answer, found


def differences(ours, theirs):
    if ("Error.Code" in ours) != ("Error.Code" in theirs):
        # One refuses what the other does: that is one difference, not one a field.
        words = [show(side.get("Error.Code", {"done"})) for side in (ours, theirs)]
        yield "(outcome)", "value", " / ".join(words)
        return
    for path in sorted(ours.keys() | theirs.keys()):
        if path not in theirs:
            yield path, "only here", show(ours[path])
        elif path not in ours:
            yield path, "only moto", show(theirs[path])
        elif ours[path] != theirs[path]:
            yield path, "value", f"{show(ours[path])} / {show(theirs[path])}"


def show(values):
    text = " | ".join(sorted(str(value) for value in values))
    return text if len(text) <= 90 else text[:87] + "..."


def remember(side, answer):
    side.ids = [instance["InstanceId"] for instance in answer["Instances"]]


def remember_spot(side, answer):
    instance = answer["Instances"][0]
    side.ids = [*side.ids, instance["InstanceId"]]
    # moto's RunInstances makes no spot request, so that its own way to one stands in for it.
    side.request = instance.get("SpotInstanceRequestId") or side.ask_for_spot()


def with_filter(name, *values):
    return [{"Name": name, "Values": list(values)}]


UNKNOWN = "0123456789abcdef0"
# (action, what is asked, the call, what to do with the answer)
STEPS = [
    ("GetCallerIdentity", "", lambda s: s.sts.get_caller_identity(), None),
    (
        "AssumeRole",
        "",
        lambda s: s.sts.assume_role(
            RoleArn="arn:aws:iam::111111111111:role/worker", RoleSessionName="compared", DurationSeconds=900
        ),
        None,
    ),
    ("DescribeAvailabilityZones", "", lambda s: s.ec2.describe_availability_zones(), None),
    (
        "DescribeAvailabilityZones",
        "one by name",
        lambda s: s.ec2.describe_availability_zones(ZoneNames=["us-east-1c"]),
        None,
    ),
    ("DescribeSubnets", "by id", lambda s: s.ec2.describe_subnets(SubnetIds=[s.subnet]), None),
    (
        "DescribeSubnets",
        "by zone and default",
        lambda s: s.ec2.describe_subnets(
            Filters=with_filter("availability-zone", "us-east-1a") + with_filter("default-for-az", "true")
        ),
        None,
    ),
    (
        "DescribeSubnets",
        "unknown",
        lambda s: s.ec2.describe_subnets(SubnetIds=[f"subnet-{UNKNOWN}"]),
        None,
    ),
    ("DescribeSecurityGroups", "by id", lambda s: s.ec2.describe_security_groups(GroupIds=[s.group]), None),
    (
        "DescribeSecurityGroups",
        "by name",
        lambda s: s.ec2.describe_security_groups(Filters=with_filter("group-name", "default")),
        None,
    ),
    (
        "DescribeSecurityGroups",
        "unknown",
        lambda s: s.ec2.describe_security_groups(GroupIds=[f"sg-{UNKNOWN}"]),
        None,
    ),
    ("DescribeImages", "by id", lambda s: s.ec2.describe_images(ImageIds=[s.image["ImageId"]]), None),
    ("DescribeImages", "unknown", lambda s: s.ec2.describe_images(ImageIds=[f"ami-{UNKNOWN}"]), None),
    ("DescribeImages", "malformed", lambda s: s.ec2.describe_images(ImageIds=["image"]), None),
    (
        "DescribeInstanceTypes",
        "four by name",
        lambda s: s.ec2.describe_instance_types(InstanceTypes=["t3.medium", "c7g.large", "m5.large", "g4dn.xlarge"]),
        None,
    ),
    (
        "DescribeInstanceTypes",
        "unknown",
        lambda s: s.ec2.describe_instance_types(InstanceTypes=["t9.huge"]),
        None,
    ),
    (
        "DescribeInstanceTypeOfferings",
        "of the region",
        lambda s: s.ec2.describe_instance_type_offerings(
            LocationType="region", Filters=with_filter("instance-type", "t3.medium", "c7g.large")
        ),
        None,
    ),
    (
        "DescribeInstanceTypeOfferings",
        "by zone",
        lambda s: s.ec2.describe_instance_type_offerings(
            LocationType="availability-zone", Filters=with_filter("instance-type", "m6g.large")
        ),
        None,
    ),
    (
        "DescribeInstanceTypeOfferings",
        "in one zone",
        lambda s: s.ec2.describe_instance_type_offerings(
            LocationType="availability-zone",
            Filters=with_filter("instance-type", "t3.large") + with_filter("location", "us-east-1b"),
        ),
        None,
    ),
    ("CreateKeyPair", "", lambda s: s.ec2.create_key_pair(KeyName="compared"), None),
    ("CreateKeyPair", "twice", lambda s: s.ec2.create_key_pair(KeyName="compared"), None),
    ("DescribeKeyPairs", "by name", lambda s: s.ec2.describe_key_pairs(KeyNames=["compared"]), None),
    ("DescribeKeyPairs", "unknown", lambda s: s.ec2.describe_key_pairs(KeyNames=["nobody"]), None),
    ("RunInstances", "on demand", lambda s: s.ec2.run_instances(**s.rich_launch()), remember),
    ("RunInstances", "the same token", lambda s: s.ec2.run_instances(**s.rich_launch()), remember),
    ("RunInstances", "spot", lambda s: s.ec2.run_instances(**s.spot_launch()), remember_spot),
    ("DescribeInstances", "by id", lambda s: (s.settle(), s.ec2.describe_instances(InstanceIds=s.ids[:2]))[1], None),
    ("DescribeInstances", "spot by id", lambda s: s.ec2.describe_instances(InstanceIds=s.ids[2:]), None),
    (
        "DescribeInstances",
        "by token",
        lambda s: s.ec2.describe_instances(Filters=with_filter("client-token", "compared-token")),
        None,
    ),
    (
        "DescribeInstances",
        "by tag",
        lambda s: s.ec2.describe_instances(Filters=with_filter("tag:Name", "comp*")),
        None,
    ),
    ("DescribeInstances", "unknown", lambda s: s.ec2.describe_instances(InstanceIds=[f"i-{UNKNOWN}"]), None),
    (
        "DescribeInstances",
        "two unknown",
        lambda s: s.ec2.describe_instances(InstanceIds=[f"i-{UNKNOWN}", "i-0fedcba9876543210"]),
        None,
    ),
    ("DescribeInstanceStatus", "by id", lambda s: s.ec2.describe_instance_status(InstanceIds=s.ids), None),
    (
        "DescribeInstanceStatus",
        "unknown",
        lambda s: s.ec2.describe_instance_status(InstanceIds=[f"i-{UNKNOWN}"]),
        None,
    ),
    (
        "DescribeInstanceAttribute",
        "user data",
        lambda s: s.ec2.describe_instance_attribute(InstanceId=s.ids[0], Attribute="userData"),
        None,
    ),
    (
        "DescribeVolumes",
        "of an instance",
        lambda s: s.ec2.describe_volumes(Filters=with_filter("attachment.instance-id", s.ids[0])),
        None,
    ),
    ("DescribeVolumes", "unknown", lambda s: s.ec2.describe_volumes(VolumeIds=[f"vol-{UNKNOWN}"]), None),
    (
        "DescribeSpotInstanceRequests",
        "by id",
        lambda s: s.ec2.describe_spot_instance_requests(SpotInstanceRequestIds=[s.request]),
        None,
    ),
    (
        "DescribeSpotInstanceRequests",
        "unknown",
        lambda s: s.ec2.describe_spot_instance_requests(SpotInstanceRequestIds=["sir-00000000"]),
        None,
    ),
    (
        "CreateTags",
        "",
        lambda s: s.ec2.create_tags(Resources=s.ids, Tags=[{"Key": "team", "Value": "a"}]),
        None,
    ),
    (
        "CreateTags",
        "unknown",
        lambda s: s.ec2.create_tags(Resources=[f"i-{UNKNOWN}"], Tags=[{"Key": "team", "Value": "a"}]),
        None,
    ),
    (
        "CreateTags",
        "reserved",
        lambda s: s.ec2.create_tags(Resources=s.ids, Tags=[{"Key": "aws:team", "Value": "a"}]),
        None,
    ),
    (
        "CreateTags",
        "long key",
        lambda s: s.ec2.create_tags(Resources=s.ids, Tags=[{"Key": "k" * 129, "Value": "a"}]),
        None,
    ),
    (
        "RunInstances",
        "unknown image",
        lambda s: s.ec2.run_instances(**s.launch(ImageId=f"ami-{UNKNOWN}")),
        None,
    ),
    ("RunInstances", "malformed image", lambda s: s.ec2.run_instances(**s.launch(ImageId="image")), None),
    (
        "RunInstances",
        "unknown group",
        lambda s: s.ec2.run_instances(**s.launch(SecurityGroupIds=[f"sg-{UNKNOWN}"])),
        None,
    ),
    (
        "RunInstances",
        "unknown subnet",
        lambda s: s.ec2.run_instances(**s.launch(SubnetId=f"subnet-{UNKNOWN}")),
        None,
    ),
    ("RunInstances", "unknown key pair", lambda s: s.ec2.run_instances(**s.launch(KeyName="nobody")), None),
    ("RunInstances", "unknown type", lambda s: s.ec2.run_instances(**s.launch(InstanceType="t9.huge")), None),
    ("RunInstances", "dry run", lambda s: s.ec2.run_instances(**s.launch(DryRun=True)), None),
    (
        "CancelSpotInstanceRequests",
        "",
        lambda s: s.ec2.cancel_spot_instance_requests(SpotInstanceRequestIds=[s.request]),
        None,
    ),
    ("TerminateInstances", "", lambda s: s.ec2.terminate_instances(InstanceIds=s.ids), None),
    (
        "TerminateInstances",
        "unknown",
        lambda s: s.ec2.terminate_instances(InstanceIds=[f"i-{UNKNOWN}"]),
        None,
    ),
    ("TerminateInstances", "malformed", lambda s: s.ec2.terminate_instances(InstanceIds=["instance"]), None),
    ("DescribeInstances", "terminated", lambda s: gone(s), None),
]


def gone(side):
    side.ec2.get_waiter("instance_terminated").wait(
        InstanceIds=side.ids, WaiterConfig={"Delay": 0, "MaxAttempts": 100_000}
    )
    return side.ec2.describe_instances(InstanceIds=side.ids)


def reason(action, asked, path, kind):
    for entry in KNOWN:
        if (
            fnmatch.fnmatchcase(action, entry["action"])
            and fnmatch.fnmatchcase(asked, entry.get("asked", "*"))
            and any(re.fullmatch(pattern, path) for pattern in entry["paths"])
            and kind in entry.get("kinds", ["value", "only here", "only moto"])
        ):
            entry["used"] = True
            return entry["why"]
    return None


def main():
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    try:
        compare(Side(sys.argv[1]), Side(f"http://{host}:{port}"))
    finally:
        server.stop()


def compare(here, moto):
    table = defaultdict(lambda: [0, 0, set()])
    listed = []
    for action, asked, call, then in STEPS:
        (our_answer, ours), (their_answer, theirs) = ask(here, call), ask(moto, call)
        if then:
            then(here, our_answer)
            then(moto, their_answer)
        row = table[action]
        row[0] += len(ours.keys() | theirs.keys())
        for path, kind, shown in differences(ours, theirs):
            why = reason(action, asked, path, kind)
            row[1] += 1
            row[2].add(why or "UNEXPLAINED")
            listed.append((action, asked, path, kind, shown, why))
    print("| action | compared | different | why |\n|---|---|---|---|")
    for action, (compared, different, why) in table.items():
        print(f"| {action} | {compared} | {different} | {'; '.join(sorted(why))} |")
    print(f"\n{len(STEPS)} calls, {sum(row[0] for row in table.values())} fields, {len(listed)} differences\n")
    for action, asked, path, kind, shown, why in listed:
        print(f"{'' if why else 'UNEXPLAINED '}{action} ({asked or 'plain'}): {path}: {kind}: {shown}: {why or ''}")
    unexplained = [item for item in listed if item[5] is None]
    stale = [entry for entry in KNOWN if "used" not in entry]
    for entry in stale:
        print(f"STALE: a reason that explains nothing any more: {entry}")
    if unexplained or stale:
        sys.exit(f"{len(unexplained)} unexplained differences, {len(stale)} stale reasons")
    print("every difference has a reason")


main()

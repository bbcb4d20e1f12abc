"""Why the simulator and moto differ where they do: each entry an action (wildcards), what was asked, paths, a reason.

A reason that no difference needs any more fails the comparison, so that this list stays true.
"""

LEFT_OUT = "EC2 gives it, moto leaves it out"
NOT_MODELLED = "nothing that a launch needs: the simulator knows of a type what choosing one takes"
NOT_CHECKED = "moto does not check it, EC2 refuses it"
PYTHON_SET = "moto prints a Python set into the message"
OWN_NAMES = "each has names of its own for it"
PENDING = "moto's instance has everything at once; EC2 attaches, applies and addresses while it is pending"
GONE = "EC2 shows no network of a terminated instance"

INSTANCES = r"(Reservations\[\]\.)?Instances\[\]\."


def known(action, why, *paths, **more):
    return {"action": action, "why": why, "paths": paths, **more}


KNOWN = [
    # STS
    known("GetCallerIdentity", OWN_NAMES, r"Arn|UserId"),
    known("AssumeRole", OWN_NAMES, r"Credentials\.(SecretAccessKey|SessionToken)"),
    known("AssumeRole", "moto makes up a size, no policy was sent", r"PackedPolicySize"),
    # What a region holds
    known(
        "DescribeAvailabilityZones",
        LEFT_OUT,
        r"AvailabilityZones\[\]\.(GroupName|NetworkBorderGroup|OptInStatus)",
    ),
    known(
        "DescribeAvailabilityZones",
        "which zone has which id differs from account to account",
        r"AvailabilityZones\[\]\.ZoneId",
    ),
    known(
        "DescribeSubnets",
        "which zone has which id differs from account to account",
        r"Subnets\[\]\.AvailabilityZoneId",
    ),
    known("DescribeSubnets", LEFT_OUT, r"Subnets\[\]\.(EnableDns64|MapCustomerOwnedIpOnLaunch)"),
    known("DescribeSecurityGroups", PYTHON_SET, r"Error\.Message", asked="unknown"),
    # Images
    known("DescribeImages", "each has its own releases", r"Images\[\]\.(Name|Description)"),
    known(
        "DescribeImages",
        LEFT_OUT,
        r"Images\[\]\.(EnaSupport|ImageLocation|ImdsSupport|PlatformDetails|SriovNetSupport|UsageOperation)",
        r"Images\[\]\.BlockDeviceMappings\[\]\.Ebs\.(Encrypted|Iops|Throughput)",
    ),
    known(
        "DescribeImages",
        "moto gives every image one root volume of 15 GiB standard; Amazon Linux 2023 has 8 GiB gp3 that goes with it",
        r"Images\[\]\.BlockDeviceMappings\[\]\.Ebs\.(DeleteOnTermination|VolumeSize|VolumeType)",
    ),
    known("DescribeImages", "Amazon Linux 2023 for x86_64 says uefi-preferred", r"Images\[\]\.BootMode"),
    known("DescribeImages", "empty lists", r"Images\[\]\.(ProductCodes|Tags)\[\]"),
    # Types
    known(
        "DescribeInstanceTypes",
        NOT_MODELLED,
        r"InstanceTypes\[\]\.(DedicatedHostsSupported|NitroEnclavesSupport|NitroTpmSupport|PhcSupport)",
        r"InstanceTypes\[\]\.(RebootMigrationSupport|AutoRecoverySupported|HibernationSupported)",
        r"InstanceTypes\[\]\.(InstanceStorageSupported|NitroTpmInfo\..*|PlacementGroupInfo\..*)",
        r"InstanceTypes\[\]\.(InstanceStorageInfo|NetworkInfo|EbsInfo|GpuInfo)\..*",
        r"InstanceTypes\[\]\.(ProcessorInfo\.(Manufacturer|SustainedClockSpeedInGhz)|SupportedBootModes\[\])",
        r"InstanceTypes\[\]\.VCpuInfo\.(ValidCores|ValidThreadsPerCore)\[\]",
        asked="four by name",
    ),
    known(
        "DescribeInstanceTypes",
        "which generation is current changes with AWS's list",
        r"InstanceTypes\[\]\.CurrentGeneration",
    ),
    # Key pairs
    known("CreateKeyPair", "neither opens anything; moto's is well formed", r"KeyMaterial"),
    known("CreateKeyPair", "empty list", r"Tags\[\]"),
    known("CreateKeyPair", "moto adds the name to EC2's sentence", r"Error\.Message", asked="twice"),
    known("DescribeKeyPairs", LEFT_OUT, r"KeyPairs\[\]\.KeyType"),
    known("DescribeKeyPairs", PYTHON_SET, r"Error\.Message", asked="unknown"),
    # Instances
    known(
        "RunInstances",
        PENDING,
        INSTANCES + r"(BlockDeviceMappings\[\].*|PublicIpAddress|PublicDnsName)",
        INSTANCES + r"MetadataOptions\.State",
        INSTANCES + r"NetworkInterfaces\[\]\.(Attachment\.Status|(PrivateIpAddresses\[\]\.)?Association\..*)",
    ),
    known("RunInstances", "EC2 gives the reason 'pending'", INSTANCES + r"StateReason\.(Code|Message)"),
    known(
        "*Instances",
        LEFT_OUT,
        INSTANCES + r"(BootMode|CurrentInstanceBootMode|EnaSupport|PlatformDetails|UsageOperation(UpdateTime)?)",
        INSTANCES + r"(CpuOptions\..*|EnclaveOptions\..*|HibernationOptions\..*|MaintenanceOptions\..*)",
        INSTANCES + r"(Placement\.AvailabilityZoneId|SpotInstanceRequestId)",
        INSTANCES + r"NetworkInterfaces\[\]\.PrivateIpAddresses\[\]\.PrivateDnsName",
    ),
    known(
        "*Instances",
        "Amazon Linux 2023 asks for IMDSv2 with two hops unless the launch says otherwise",
        INSTANCES + r"MetadataOptions\.(HttpPutResponseHopLimit|HttpTokens)",
    ),
    known(
        "*Instances",
        "EC2 deletes the root volume and the primary interface of a launch that says nothing of it",
        INSTANCES + r"BlockDeviceMappings\[\]\.Ebs\.DeleteOnTermination",
        INSTANCES + r"NetworkInterfaces\[\]\.Attachment\.DeleteOnTermination",
    ),
    known(
        "*Instances",
        "EC2's interface has no description of its own",
        INSTANCES + r"NetworkInterfaces\[\]\.Description",
    ),
    known("*Instances", "moto says it of every instance; EC2 only where it was set", INSTANCES + r"SriovNetSupport"),
    known("*Instances", "empty list", INSTANCES + r"Tags\[\]", asked="spot*"),
    known(
        "*Instances",
        "EC2 puts a launch without a group into the default one",
        INSTANCES + r"SecurityGroups\[\].*",
        asked="spot*",
    ),
    known(
        "DescribeInstances",
        "moto takes /dev/sda1 where the launch names no device; the image's is /dev/xvda",
        INSTANCES + r"BlockDeviceMappings\[\]\.DeviceName",
        asked="spot by id",
    ),
    known(
        "DescribeInstances",
        "EC2's public addresses are Amazon's and have public names",
        INSTANCES + r"NetworkInterfaces\[\]\.(PrivateIpAddresses\[\]\.)?Association\.(IpOwnerId|PublicDnsName)",
    ),
    known(
        "DescribeInstances",
        "EC2 gives a running instance no reason, moto an empty one",
        INSTANCES + r"StateReason\.(Code|Message)",
    ),
    known("DescribeInstances", "moto has no such filter", r"\(outcome\)", asked="by token"),
    known("DescribeInstances", "moto names the first of them only", r"Error\.Message", asked="two unknown"),
    known(
        "DescribeInstances",
        GONE,
        INSTANCES + r"(NetworkInterfaces\[\].*|PrivateDnsName|PrivateIpAddress|PublicDnsName|SubnetId|VpcId)",
        INSTANCES + r"(SecurityGroups\[\].*|SourceDestCheck|BlockDeviceMappings\[\].*)",
        asked="terminated",
    ),
    known(
        "DescribeInstances",
        "moto has taken the tags that EC2 refuses",
        INSTANCES + r"Tags\[\]\.Key",
        asked="terminated",
    ),
    known("DescribeInstanceStatus", LEFT_OUT, r"InstanceStatuses\[\]\.AvailabilityZoneId"),
    known("TerminateInstances", NOT_CHECKED, r"Error\.(Code|Message)", asked="malformed"),
    # Volumes, spot requests, tags
    known(
        "DescribeVolumes",
        LEFT_OUT,
        r"Volumes\[\]\.(Attachments\[\]\.DeleteOnTermination|MultiAttachEnabled|SnapshotId|Throughput)",
        asked="of an instance",
    ),
    known("DescribeVolumes", PYTHON_SET, r"Error\.Message", asked="unknown"),
    known(
        "DescribeSpotInstanceRequests",
        LEFT_OUT,
        r"SpotInstanceRequests\[\]\.(LaunchSpecification\.Monitoring\.Enabled|LaunchedAvailabilityZone|Status\.Message)",
    ),
    known("DescribeSpotInstanceRequests", NOT_CHECKED, r"\(outcome\)", asked="unknown"),
    known("CreateTags", NOT_CHECKED, r"\(outcome\)", asked="?*"),
    known("RunInstances", NOT_CHECKED, r"\(outcome\)", asked="unknown *"),
    known("RunInstances", NOT_CHECKED, r"\(outcome\)", asked="malformed image"),
]

"""Launches instances on the simulator, a thousand a call, and prints their ids: what a hundred thousand waits watch."""

from __future__ import annotations

from ec2_client import client, count_argument, newest_image


def main() -> None:
    left = count_argument()
    ec2 = client(1)
    image = newest_image(ec2)
    for subnet in sorted(ec2.describe_subnets()["Subnets"], key=lambda subnet: -int(subnet["AvailableIpAddressCount"])):
        free = int(subnet["AvailableIpAddressCount"])
        while left > 0 and free > 0:
            size = min(left, free, 1000)
            answer = ec2.run_instances(
                ImageId=image,
                InstanceType="t3.medium",
                MinCount=size,
                MaxCount=size,
                SubnetId=subnet["SubnetId"],
            )
            for each in answer["Instances"]:
                print(each["InstanceId"])
            left -= size
            free -= size


if __name__ == "__main__":
    main()

"""One RunInstances a launch at the pace that AWS allows, then 100 ids a look and one CreateTags: a good script.

It paces itself, so that it is never throttled, and looks every 15 s, as the waiters do.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from botocore.exceptions import BotoCoreError, ClientError
from ec2_client import Outcome, client, count_argument, newest_image

BURST = 5
A_SECOND = 2
LOOK_EVERY = 15
IDS_A_LOOK = 100
IDS_A_TAG = 1000


def parts(of: list[str], size: int) -> Iterator[list[str]]:
    return (of[start : start + size] for start in range(0, len(of), size))


def main() -> None:
    count = count_argument()
    outcome = Outcome()
    ec2 = client(1)
    image = newest_image(ec2)
    instances: list[str] = []
    started = time.monotonic()
    for number in range(count):
        # Slightly under the rate: a token that is a millisecond short costs a throttle and its back-off.
        due = started + max(0, number - BURST + 1) / (A_SECOND * 0.99)
        time.sleep(max(0.0, due - time.monotonic()))
        try:
            answer = ec2.run_instances(ImageId=image, InstanceType="t3.medium", MinCount=1, MaxCount=1)
            instances.append(answer["Instances"][0]["InstanceId"])
            outcome.count("launched")
            # The bucket was full until then: what the first connection took has refilled nothing.
            started = started if number else time.monotonic()
        except (BotoCoreError, ClientError) as error:
            outcome.failed("launch", error)

    waiting = list(instances)
    give_up = time.monotonic() + 900
    while waiting and time.monotonic() < give_up:
        ready: set[str] = set()
        for part in parts(waiting, IDS_A_LOOK):
            try:
                answer = ec2.describe_instance_status(InstanceIds=part, IncludeAllInstances=True)
            except (BotoCoreError, ClientError) as error:
                outcome.failed("wait", error)
                continue
            ready |= {
                each["InstanceId"]
                for each in answer["InstanceStatuses"]
                if each["InstanceStatus"]["Status"] == "ok" and each["SystemStatus"]["Status"] == "ok"
            }
        waiting = [each for each in waiting if each not in ready]
        outcome.count("checked", len(ready))
        if waiting:
            time.sleep(LOOK_EVERY)

    for part in parts(instances, IDS_A_TAG):
        try:
            ec2.create_tags(Resources=part, Tags=[{"Key": "batch", "Value": "bench"}])
            outcome.count("tagged", len(part))
        except (BotoCoreError, ClientError) as error:
            outcome.failed("tag", error)
    outcome.show()


if __name__ == "__main__":
    main()

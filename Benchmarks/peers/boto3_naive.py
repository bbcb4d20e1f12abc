"""A launch as scripts do it: run_instances, the waiter instance_status_ok as it comes, create_tags; one thread each.

No more than a hundred threads at once: a thousand connections are another problem.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from ec2_client import Outcome, client, count_argument, newest_image

THREADS = 100


def launch(ec2: Any, image: str, outcome: Outcome) -> None:
    step = "launch"
    try:
        answer = ec2.run_instances(ImageId=image, InstanceType="t3.medium", MinCount=1, MaxCount=1)
        instance = answer["Instances"][0]["InstanceId"]
        outcome.count("launched")
        step = "wait"
        ec2.get_waiter("instance_status_ok").wait(InstanceIds=[instance])
        outcome.count("checked")
        step = "tag"
        ec2.create_tags(Resources=[instance], Tags=[{"Key": "batch", "Value": "bench"}])
        outcome.count("tagged")
    except (BotoCoreError, ClientError) as error:
        outcome.failed(step, error)


def main() -> None:
    count = count_argument()
    outcome = Outcome()
    ec2 = client(THREADS)
    image = newest_image(ec2)
    with ThreadPoolExecutor(min(count, THREADS)) as threads:
        for _ in range(count):
            threads.submit(launch, ec2, image, outcome)
    outcome.show()


if __name__ == "__main__":
    main()

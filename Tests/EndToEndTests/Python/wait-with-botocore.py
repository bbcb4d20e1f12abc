"""Waits with one of botocore's own waiters, its pauses made short, and prints how that ended and how often it asked.

  wait-with-botocore.py WAITER ID…

Retries of the client itself are off, so that what is shown is the waiter's own doing.
"""

import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import WaiterError

name, ids = sys.argv[1], sys.argv[2:]
client = boto3.client("ec2", config=Config(retries={"total_max_attempts": 1}))
asked = []
client.meta.events.register("before-send.ec2", lambda request, **_: asked.append(request.url) and None)
waiter = client.get_waiter(name)
waiter.config.delay = 0.05
if name == "spot_instance_request_fulfilled":
    described = client.describe_instances(InstanceIds=ids)["Reservations"]
    requests = [i["SpotInstanceRequestId"] for r in described for i in r["Instances"]]
    asked.clear()
    wanted = {"SpotInstanceRequestIds": requests}
else:
    wanted = {"InstanceIds": ids}
try:
    waiter.wait(**wanted)
    verdict = "success"
except WaiterError as error:
    verdict = str(error.kwargs.get("reason", error)).split(": An error occurred")[0]
print(json.dumps({"verdict": verdict, "polls": len(asked)}))

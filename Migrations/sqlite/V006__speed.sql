-- As fast as the disk, as quiet as EC2 allows.

-- AWS's token buckets as this queue has drawn on them: who would be refused for calling too often waits instead.
CREATE TABLE call_buckets (
  region TEXT NOT NULL,
  -- RunInstances, DescribeInstances.ids, RunInstances.instances
  name TEXT NOT NULL,
  -- Below zero: so many are promised to callers that wait.
  tokens REAL NOT NULL,
  -- What would be left if all who were told to come back had taken theirs.
  line REAL NOT NULL CHECK (line <= tokens),
  -- The share of the refill that is counted on; less than 1 for a while after AWS refused a call.
  pace REAL NOT NULL CHECK (pace > 0 AND pace <= 1),
  boot_id TEXT NOT NULL,
  -- When all this was so.
  at_boot INTEGER NOT NULL,
  -- When AWS last refused a call, on the same boot.
  throttled_boot INTEGER,
  PRIMARY KEY (region, name)
) STRICT, WITHOUT ROWID;

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

-- Where EC2 refused the number of launches, not each of them: how many one call may ask for next, one call at a time.
ALTER TABLE closings ADD COLUMN batch_limit INTEGER CHECK (batch_limit >= 1);

-- The queue before the priority: a claim that leaves queues out, or finds them paused, does not walk through their jobs.
DROP INDEX jobs_claimable;
CREATE INDEX jobs_claimable ON jobs (kind, queue, priority, run_at, id, open_request) WHERE state = 'ready';

-- A list of more than two words after IN is built anew as a table of its own whenever a statement checks it, which was
-- half the cost of every write; a chain of OR is compared in place. What is allowed stays the same. No row changes, so
-- the text of the schema is edited, as SQLite describes it:
-- https://www.sqlite.org/lang_altertable.html ("Making Other Kinds Of Table Schema Changes").
PRAGMA writable_schema = ON;

UPDATE sqlite_schema SET sql =
  replace(replace(replace(replace(sql,
    'kind IN (''launch'', ''wait'', ''tag'', ''terminate'')',
    'kind = ''launch'' OR kind = ''wait'' OR kind = ''tag'' OR kind = ''terminate'''),
    'state IN (''blocked'', ''ready'', ''running'', ''polling'', ''succeeded'', ''failed'', ''cancelled'')',
    'state = ''blocked'' OR state = ''ready'' OR state = ''running'' OR state = ''polling'' OR state = ''succeeded'''
      || ' OR state = ''failed'' OR state = ''cancelled'''),
    'state IN (''blocked'', ''failed'', ''cancelled'') OR',
    'state = ''blocked'' OR state = ''failed'' OR state = ''cancelled'' OR'),
    '(state IN (''succeeded'', ''failed'', ''cancelled'')) =',
    '(state = ''succeeded'' OR state = ''failed'' OR state = ''cancelled'') =')
WHERE type = 'table' AND name = 'jobs';

UPDATE sqlite_schema SET sql =
  replace(sql,
    'outcome IN
      (''running'', ''polling'', ''succeeded'', ''failed'', ''retrying'', ''released'', ''rescued'', ''cancelled'')',
    'outcome = ''running'' OR outcome = ''polling'' OR outcome = ''succeeded'' OR outcome = ''failed'''
      || ' OR outcome = ''retrying'' OR outcome = ''released'' OR outcome = ''rescued'' OR outcome = ''cancelled''')
WHERE type = 'table' AND name = 'attempts';

PRAGMA writable_schema = RESET;

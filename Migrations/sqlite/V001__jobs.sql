-- The first schema: jobs and their attempts, the launch ledger, who works here, what they share.
-- Times are milliseconds since 1970 (wall) unless a name ends in _boot (milliseconds since the boot named beside it).

CREATE TABLE store (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  queue_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  partition TEXT,
  account TEXT,
  endpoint TEXT,
  bound_at INTEGER,
  CHECK ((account IS NULL) = (partition IS NULL) AND (account IS NULL) = (bound_at IS NULL))
) STRICT;

-- Fifty identical launches share one row; equal digests mean equal specs.
CREATE TABLE specs (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('launch', 'wait', 'tag', 'terminate')),
  digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
  body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

CREATE TABLE jobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('launch', 'wait', 'tag', 'terminate')),
  state TEXT NOT NULL
    CHECK (state IN ('blocked', 'ready', 'running', 'polling', 'succeeded', 'failed', 'cancelled')),
  queue TEXT NOT NULL CHECK (length(queue) BETWEEN 1 AND 100),
  priority INTEGER NOT NULL,
  run_at INTEGER NOT NULL,
  spec INTEGER NOT NULL REFERENCES specs (id),
  region TEXT NOT NULL CHECK (length(region) > 0),
  deployment TEXT,
  after_job INTEGER REFERENCES jobs (id),
  after_condition TEXT CHECK (after_condition IN ('success', 'completion')),

  retry_for INTEGER NOT NULL CHECK (retry_for >= 0),
  max_failures INTEGER NOT NULL CHECK (max_failures >= 1),
  failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
  refusals INTEGER NOT NULL DEFAULT 0 CHECK (refusals >= 0),
  rescues INTEGER NOT NULL DEFAULT 0 CHECK (rescues >= 0),
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  generation INTEGER NOT NULL DEFAULT 1 CHECK (generation >= 1),

  created_at INTEGER NOT NULL,
  -- When it stopped being blocked, or was enqueued: a wait's time-out runs from here.
  unblocked_at INTEGER,
  started_at INTEGER,
  deadline INTEGER,
  finished_at INTEGER,

  -- lease_token only grows, and outlives the lease: a late decision is known by its old token.
  lease_token INTEGER NOT NULL DEFAULT 0,
  lease_holder TEXT,
  lease_boot_id TEXT,
  lease_expires_boot INTEGER,

  open_request INTEGER REFERENCES launch_requests (id),
  cancel_requested INTEGER NOT NULL DEFAULT 0 CHECK (cancel_requested IN (0, 1)),
  keep_instance INTEGER NOT NULL DEFAULT 0 CHECK (keep_instance IN (0, 1)),

  -- A parked wait: whom it watches, and since when it runs.
  watched_instance TEXT,
  running_since INTEGER,

  result TEXT CHECK (result IS NULL OR json_valid(result)),
  error_code TEXT,
  error_class TEXT,
  error_message TEXT,
  error_hint TEXT,
  error_request_id TEXT,

  CHECK ((after_job IS NULL) = (after_condition IS NULL)),
  CHECK (state <> 'blocked' OR after_job IS NOT NULL),
  CHECK (state IN ('blocked', 'failed', 'cancelled') OR unblocked_at IS NOT NULL),
  CHECK ((state = 'running') = (lease_holder IS NOT NULL)),
  CHECK ((lease_holder IS NULL) = (lease_expires_boot IS NULL) AND (lease_holder IS NULL) = (lease_boot_id IS NULL)),
  CHECK ((state IN ('succeeded', 'failed', 'cancelled')) = (finished_at IS NOT NULL)),
  CHECK (state <> 'polling' OR (kind = 'wait' AND watched_instance IS NOT NULL)),
  CHECK (state <> 'succeeded' OR result IS NOT NULL),
  CHECK (state <> 'failed' OR error_code IS NOT NULL),
  CHECK ((error_code IS NULL) = (error_class IS NULL) AND (error_code IS NULL) = (error_message IS NULL)),
  CHECK (open_request IS NULL OR (kind = 'launch' AND state IN ('ready', 'running')))
) STRICT;

-- Kind and priority lead, so that neither other kinds nor jobs of a later run_at are walked through; queue and
-- open_request follow, so that a claim's filters read no row.
CREATE INDEX jobs_claimable ON jobs (kind, priority, run_at, id, queue, open_request) WHERE state = 'ready';
CREATE INDEX jobs_leased ON jobs (lease_boot_id, lease_expires_boot) WHERE state = 'running';
CREATE INDEX jobs_polling ON jobs (region, run_at) WHERE state = 'polling';
CREATE INDEX jobs_after ON jobs (after_job) WHERE after_job IS NOT NULL;
CREATE INDEX jobs_blocked ON jobs (after_job) WHERE state = 'blocked';
CREATE INDEX jobs_in_open_request ON jobs (open_request) WHERE open_request IS NOT NULL;
CREATE INDEX jobs_failed ON jobs (error_class, error_code) WHERE state = 'failed';
-- Finds the terminate job that an instance already has.
CREATE INDEX jobs_terminating ON jobs (spec) WHERE kind = 'terminate';
CREATE INDEX jobs_deployment ON jobs (deployment) WHERE deployment IS NOT NULL;

-- A key outlives its job, so that pruning does not let a script launch again.
CREATE TABLE unique_keys (
  key TEXT PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 300),
  job INTEGER NOT NULL UNIQUE,
  spec INTEGER NOT NULL REFERENCES specs (id),
  region TEXT NOT NULL,
  deployment TEXT,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE attempts (
  job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  number INTEGER NOT NULL CHECK (number >= 1),
  generation INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  worker TEXT NOT NULL,
  rung TEXT CHECK (rung IS NULL OR json_valid(rung)),
  calls INTEGER NOT NULL DEFAULT 0,
  outcome TEXT NOT NULL
    CHECK (outcome IN
      ('running', 'polling', 'succeeded', 'failed', 'retrying', 'released', 'rescued', 'cancelled')),
  error_code TEXT,
  error_class TEXT,
  error_message TEXT,
  error_hint TEXT,
  error_request_id TEXT,
  PRIMARY KEY (job, number),
  CHECK ((outcome IN ('running', 'polling')) = (finished_at IS NULL))
) STRICT, WITHOUT ROWID;

-- One RunInstances call that we intend. Everything but state, lease and times is frozen once it is stored.
CREATE TABLE launch_requests (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  client_token TEXT NOT NULL UNIQUE CHECK (length(client_token) BETWEEN 1 AND 64),
  region TEXT NOT NULL,
  rung TEXT NOT NULL CHECK (json_valid(rung)),
  parameters BLOB NOT NULL,
  count INTEGER NOT NULL CHECK (count BETWEEN 1 AND 1000),
  state TEXT NOT NULL CHECK (state IN ('open', 'settled', 'refused', 'unknown')),
  opened_at INTEGER NOT NULL,
  closed_at INTEGER,
  lease_token INTEGER NOT NULL DEFAULT 0,
  lease_holder TEXT,
  lease_boot_id TEXT,
  lease_expires_boot INTEGER,
  CHECK ((state = 'open') = (closed_at IS NULL)),
  CHECK (state = 'open' OR lease_holder IS NULL),
  CHECK ((lease_holder IS NULL) = (lease_expires_boot IS NULL) AND (lease_holder IS NULL) = (lease_boot_id IS NULL))
) STRICT;

CREATE INDEX launch_requests_open ON launch_requests (region) WHERE state = 'open';

CREATE TRIGGER launch_requests_frozen
BEFORE UPDATE OF uuid, client_token, region, rung, parameters, count, opened_at ON launch_requests
BEGIN
  SELECT RAISE(ABORT, 'a launch request never changes after it is stored');
END;

CREATE TABLE launch_request_jobs (
  request INTEGER NOT NULL REFERENCES launch_requests (id),
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  job INTEGER NOT NULL REFERENCES jobs (id),
  PRIMARY KEY (request, ordinal),
  UNIQUE (request, job)
) STRICT, WITHOUT ROWID;

CREATE INDEX launch_request_jobs_job ON launch_request_jobs (job);

CREATE TRIGGER launch_request_jobs_frozen
BEFORE UPDATE ON launch_request_jobs
BEGIN
  SELECT RAISE(ABORT, 'the members of a launch request never change');
END;

-- A row a signature, committed before its bytes leave. No answer means that nobody knows.
CREATE TABLE launch_sends (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  request INTEGER NOT NULL REFERENCES launch_requests (id),
  worker TEXT NOT NULL,
  signed_at INTEGER NOT NULL,
  answered_at INTEGER,
  answer TEXT CHECK (answer IN ('launched', 'refused', 'not-sent', 'ambiguous')),
  status INTEGER,
  code TEXT,
  message TEXT,
  request_id TEXT,
  CHECK ((answer IS NULL) = (answered_at IS NULL))
) STRICT;

CREATE INDEX launch_sends_request ON launch_sends (request);

CREATE TABLE instances (
  id INTEGER PRIMARY KEY,
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  instance_id TEXT NOT NULL,
  request INTEGER NOT NULL REFERENCES launch_requests (id),
  ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
  job INTEGER NOT NULL REFERENCES jobs (id),
  resource TEXT NOT NULL CHECK (json_valid(resource)),
  recorded_at INTEGER NOT NULL,
  -- Set once EC2 was seen to say that it is gone; only then may its launch be requeued.
  gone_at INTEGER,
  UNIQUE (account, region, instance_id),
  UNIQUE (request, ordinal)
) STRICT;

CREATE INDEX instances_job ON instances (job);
CREATE INDEX instances_instance_id ON instances (instance_id);

CREATE TABLE workers (
  id TEXT PRIMARY KEY,
  host TEXT NOT NULL,
  process_id INTEGER NOT NULL,
  queues TEXT NOT NULL CHECK (json_valid(queues)),
  concurrency INTEGER NOT NULL,
  follower INTEGER NOT NULL CHECK (follower IN (0, 1)),
  holding INTEGER NOT NULL DEFAULT 0,
  started_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  boot_id TEXT NOT NULL,
  expires_boot INTEGER NOT NULL
) STRICT;

CREATE TABLE named_leases (
  name TEXT PRIMARY KEY,
  holder TEXT NOT NULL,
  boot_id TEXT NOT NULL,
  expires_boot INTEGER NOT NULL
) STRICT;

CREATE TABLE images (
  region TEXT NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  stored_at INTEGER NOT NULL,
  PRIMARY KEY (region, name)
) STRICT, WITHOUT ROWID;

-- What people order and when, what is paused, and how much EC2 was asked.

-- What is not claimed for now: a queue, a kind, a kind in a queue, or everything. Settlement goes on.
CREATE TABLE pauses (
  id INTEGER PRIMARY KEY,
  queue TEXT CHECK (length(queue) BETWEEN 1 AND 100),
  kind TEXT CHECK (kind IN ('launch', 'wait', 'tag', 'terminate')),
  since INTEGER NOT NULL,
  operator TEXT NOT NULL,
  reason TEXT
) STRICT;

CREATE UNIQUE INDEX pauses_scope ON pauses (coalesce(queue, ''), coalesce(kind, ''));

CREATE TABLE orders (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ordered_at INTEGER NOT NULL,
  -- login@host
  operator TEXT NOT NULL,
  verb TEXT NOT NULL CHECK (verb IN ('requeue', 'cancel', 'pause', 'resume', 'prune')),
  -- What was asked for: a requeue's changes, a pause's queue and kind.
  detail TEXT NOT NULL CHECK (json_valid(detail)),
  jobs INTEGER NOT NULL CHECK (jobs >= 0)
) STRICT;

-- The jobs that an order changed.
CREATE TABLE order_jobs (
  job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  order_id INTEGER NOT NULL REFERENCES orders (id),
  effect TEXT NOT NULL CHECK (effect IN ('done', 'requested')),
  PRIMARY KEY (job, order_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX order_jobs_order ON order_jobs (order_id);

-- Calls by minute, kept for an hour: how near we are to EC2's limits.
CREATE TABLE call_counts (
  region TEXT NOT NULL,
  action TEXT NOT NULL,
  minute INTEGER NOT NULL,
  calls INTEGER NOT NULL CHECK (calls >= 0),
  throttled INTEGER NOT NULL CHECK (throttled >= 0),
  PRIMARY KEY (region, action, minute)
) STRICT, WITHOUT ROWID;

-- When the job of a key was pruned; the key stays for a while from then on.
ALTER TABLE unique_keys ADD COLUMN pruned_at INTEGER;
CREATE INDEX unique_keys_pruned ON unique_keys (pruned_at) WHERE pruned_at IS NOT NULL;

-- Who asks for a spec: one that nobody asks for any more goes. A termination of an instance is found by its spec, too.
DROP INDEX jobs_terminating;
CREATE INDEX jobs_spec ON jobs (spec);
CREATE INDEX jobs_pending_spec ON jobs (pending_spec) WHERE pending_spec IS NOT NULL;
CREATE INDEX unique_keys_spec ON unique_keys (spec);

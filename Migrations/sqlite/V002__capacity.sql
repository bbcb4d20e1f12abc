-- What EC2 refused is remembered once for all; what a region is like is asked once; workers say why they rest.

-- What takes no launches for now: one capacity clock for every process on this file.
CREATE TABLE closings (
  region TEXT NOT NULL,
  scope TEXT NOT NULL
    CHECK (scope IN ('offering', 'subnet', 'price', 'quota', 'configuration', 'operator')),
  -- What is closed, within its scope: 'spot t3.medium us-east-1a', a subnet's id, 'spot t3.medium us-east-1a at 0.01'.
  name TEXT NOT NULL,
  -- Refusals in a row: how long it rests after the next one.
  refusals INTEGER NOT NULL CHECK (refusals >= 0),
  first_closed_at INTEGER NOT NULL,
  closed_at INTEGER NOT NULL,
  reopens_at INTEGER NOT NULL,
  code TEXT NOT NULL,
  class TEXT NOT NULL,
  message TEXT NOT NULL,
  request_id TEXT,
  -- Zones that EC2 named in its refusal, as JSON: an order to try, never a reason not to.
  suggested_zones TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(suggested_zones)),
  -- The one launch that may try it once it has lapsed.
  probe_holder TEXT,
  probe_started_at INTEGER,
  probe_boot_id TEXT,
  probe_expires_boot INTEGER,
  PRIMARY KEY (region, scope, name),
  CHECK ((probe_holder IS NULL) = (probe_boot_id IS NULL) AND (probe_holder IS NULL) = (probe_expires_boot IS NULL))
) STRICT, WITHOUT ROWID;

-- Which closings stand in the way of which rung of a spec: what a closing or an opening moves the jobs by.
CREATE TABLE ladder_keys (
  spec INTEGER NOT NULL REFERENCES specs (id) ON DELETE CASCADE,
  region TEXT NOT NULL,
  rung INTEGER NOT NULL CHECK (rung >= 0),
  scope TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (spec, region, rung, scope)
) STRICT, WITHOUT ROWID;

CREATE INDEX ladder_keys_name ON ladder_keys (region, scope, name);

-- Slow facts about a region: a subnet's zone, where a type is offered. Shared by all workers.
CREATE TABLE region_facts (
  region TEXT NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  stored_at INTEGER NOT NULL,
  PRIMARY KEY (region, name)
) STRICT, WITHOUT ROWID;

-- A requeue with changes takes effect once the open request is settled: what launched is never relabelled.
ALTER TABLE jobs ADD COLUMN pending_spec INTEGER REFERENCES specs (id);
ALTER TABLE jobs ADD COLUMN pending_retry_for INTEGER;
ALTER TABLE jobs ADD COLUMN pending_priority INTEGER;
-- How often its instance died for want of capacity before it was ready, since the last requeue.
ALTER TABLE jobs ADD COLUMN relaunches INTEGER NOT NULL DEFAULT 0 CHECK (relaunches >= 0);

-- A worker whose credentials do not work rests and says so; its jobs keep their places.
ALTER TABLE workers ADD COLUMN paused_at INTEGER;
ALTER TABLE workers ADD COLUMN paused_reason TEXT;

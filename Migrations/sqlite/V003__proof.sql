-- What makes the promise hold when clocks are set, lists lag, and a database is an old copy.

-- A wall clock that is set forward must not shorten the time in which an unanswered signature may still take effect:
-- a signature is as old as the boot clock says, too.
ALTER TABLE launch_sends ADD COLUMN boot_id TEXT;
ALTER TABLE launch_sends ADD COLUMN signed_boot INTEGER;

-- When a look first found nothing under the token after the signatures had expired. Only a second one, some time later,
-- closes the request: lists lag.
ALTER TABLE launch_requests ADD COLUMN absent_at INTEGER;
ALTER TABLE launch_requests ADD COLUMN absent_boot_id TEXT;
ALTER TABLE launch_requests ADD COLUMN absent_boot INTEGER;

-- Regions where nothing is launched: EC2 has living instances of this queue that this database does not know, so that
-- it is a copy, or older than what has happened since.
CREATE TABLE region_halts (
  region TEXT PRIMARY KEY,
  since INTEGER NOT NULL,
  looked_at INTEGER NOT NULL,
  -- The ids of those instances.
  instances TEXT NOT NULL CHECK (json_valid(instances))
) STRICT, WITHOUT ROWID;

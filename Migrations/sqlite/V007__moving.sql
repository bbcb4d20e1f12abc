-- A queue that has moved to another store says so, and to which; nothing is written here from then on.

ALTER TABLE store ADD COLUMN moved_to TEXT;
ALTER TABLE store ADD COLUMN moved_at INTEGER CHECK ((moved_at IS NULL) = (moved_to IS NULL));
-- What the target knows this move by.
ALTER TABLE store ADD COLUMN move_id TEXT CHECK ((move_id IS NULL) = (moved_to IS NULL));

-- A queue that has moved to another store says so, and to which; nothing is written here from then on.

ALTER TABLE store ADD COLUMN moved_to TEXT;
ALTER TABLE store ADD COLUMN moved_at INTEGER CHECK ((moved_at IS NULL) = (moved_to IS NULL));
-- What the target knows this move by.
ALTER TABLE store ADD COLUMN move_id TEXT CHECK ((move_id IS NULL) = (moved_to IS NULL));
-- Since when the target may be whole: from then on only what it says itself tells how far it came.
ALTER TABLE store ADD COLUMN move_finishing_at INTEGER CHECK (move_finishing_at IS NULL OR move_id IS NOT NULL);

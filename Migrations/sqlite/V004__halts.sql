-- A halt does not end with one list that shows none of its instances: lists lag.

-- Since when lists show none of them.
ALTER TABLE region_halts ADD COLUMN clear_at INTEGER;
ALTER TABLE region_halts ADD COLUMN clear_boot_id TEXT;
ALTER TABLE region_halts ADD COLUMN clear_boot INTEGER;

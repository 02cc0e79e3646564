-- Whoever has protected identity is shown to the coordinator and the own office alone.
ALTER TABLE person ADD COLUMN is_protected INTEGER NOT NULL DEFAULT 0 CHECK (is_protected IN (0, 1));

-- A substitute (ersättare) sits in a body without filling a place, for one of its members or for any.
ALTER TABLE seat ADD COLUMN is_substitute INTEGER NOT NULL DEFAULT 0 CHECK (is_substitute IN (0, 1));
ALTER TABLE seat ADD COLUMN substitute_for INTEGER; -- the person

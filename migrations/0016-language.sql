-- The language that a person has chosen; none: as the browser asks.
ALTER TABLE account ADD COLUMN language TEXT CHECK (language IN ('sv', 'en'));

-- The last day that an account belongs to a collaboration; none: until further notice.
ALTER TABLE membership ADD COLUMN ends_on TEXT CHECK (length(ends_on) = 10);

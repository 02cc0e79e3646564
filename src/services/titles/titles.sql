-- name: title_folded :maybe
-- in: collaboration id, kind text, subject id
SELECT t.folded FROM title t WHERE t.collaboration = :collaboration AND t.kind = :kind AND t.subject = :subject;

-- name: title_set :exec
-- in: collaboration id, kind text, subject id, folded text
INSERT INTO title (collaboration, kind, subject, folded) VALUES (:collaboration, :kind, :subject, :folded)
ON CONFLICT (collaboration, kind, subject) DO UPDATE SET folded = :folded;

-- name: title_add_grams :exec
-- in: collaboration id, kind text, subject id, folded text
INSERT INTO title_gram (collaboration, gram, kind, subject)
WITH RECURSIVE g (i) AS (SELECT 1 UNION ALL SELECT g.i + 1 FROM g WHERE g.i + 3 <= length(:folded))
SELECT DISTINCT :collaboration, substr(:folded, g.i, 3), :kind, :subject FROM g;

-- name: title_count_in :exec
-- in: collaboration id, kind text, subject id
INSERT INTO title_gram_count (collaboration, gram, n)
SELECT :collaboration, g.gram, 1 FROM title_gram g
WHERE g.collaboration = :collaboration AND g.kind = :kind AND g.subject = :subject
ON CONFLICT (collaboration, gram) DO UPDATE SET n = title_gram_count.n + 1;

-- name: title_count_out :exec
-- in: collaboration id, kind text, subject id
UPDATE title_gram_count SET n = n - 1 WHERE collaboration = :collaboration AND gram IN (
    SELECT g.gram FROM title_gram g WHERE g.collaboration = :collaboration AND g.kind = :kind AND g.subject = :subject);

-- name: title_remove_grams :exec
-- in: collaboration id, kind text, subject id
DELETE FROM title_gram WHERE collaboration = :collaboration AND kind = :kind AND subject = :subject;

-- name: title_remove :exec
-- in: collaboration id, kind text, subject id
DELETE FROM title WHERE collaboration = :collaboration AND kind = :kind AND subject = :subject;

-- The groups of what is typed, the rarest first.
-- name: title_grams :many
-- in: collaboration id, folded text
WITH RECURSIVE g (i) AS (SELECT 1 UNION ALL SELECT g.i + 1 FROM g WHERE g.i + 3 <= length(:folded))
SELECT c.gram, c.n FROM title_gram_count c
WHERE c.collaboration = :collaboration AND c.n > 0 AND c.gram IN (SELECT substr(:folded, g.i, 3) FROM g)
ORDER BY c.n, c.gram;

-- `grams`: groups of three letters, one after another. CROSS JOIN: SQLite then looks each of them up.
-- name: titles_with_grams :many
-- in: collaboration id, grams text
-- row: folded text, subject id
WITH RECURSIVE g (i) AS (SELECT 1 UNION ALL SELECT g.i + 3 FROM g WHERE g.i + 3 <= length(:grams)),
found (kind, subject, n) AS (SELECT t.kind, t.subject, count(*) FROM g CROSS JOIN title_gram t
    WHERE t.collaboration = :collaboration AND t.gram = substr(:grams, g.i, 3)
    GROUP BY t.kind, t.subject ORDER BY count(*) DESC, t.subject DESC LIMIT 100)
SELECT x.kind, x.subject, x.folded FROM found
JOIN title x ON x.collaboration = :collaboration AND x.kind = found.kind AND x.subject = found.subject
ORDER BY found.n DESC, x.subject DESC;

-- name: titles_open :many
-- in: collaboration id, today date
-- spans: collaborations (those that share theirs)
SELECT DISTINCT e.collaboration FROM element e JOIN rule r ON r.collaboration = e.collaboration AND r.element = e.id
WHERE e.kind = 'document' AND e.collaboration <> :collaboration AND instr(r.settings, 'shares_proposals=true') > 0
    AND (r.valid_from IS NULL OR r.valid_from <= :today) AND (r.valid_to IS NULL OR r.valid_to >= :today)
ORDER BY e.collaboration;

-- name: title_grams_elsewhere :many
-- in: open text, folded text
-- spans: collaborations (those that share theirs)
-- row: n int
WITH RECURSIVE g (i) AS (SELECT 1 UNION ALL SELECT g.i + 1 FROM g WHERE g.i + 3 <= length(:folded)),
open (id) AS (SELECT k.id FROM collaboration k WHERE instr(:open, ';' || k.id || ';') > 0)
SELECT c.gram, CAST(sum(c.n) AS INTEGER) AS n FROM title_gram_count c
WHERE c.collaboration IN (SELECT open.id FROM open) AND c.n > 0 AND c.gram IN (SELECT substr(:folded, g.i, 3) FROM g)
GROUP BY c.gram ORDER BY sum(c.n), c.gram;

-- name: titles_with_grams_elsewhere :many
-- in: open text, grams text
-- spans: collaborations (titles of those that share theirs)
-- row: folded text, subject id
WITH RECURSIVE g (i) AS (SELECT 1 UNION ALL SELECT g.i + 3 FROM g WHERE g.i + 3 <= length(:grams)),
open (id) AS (SELECT k.id FROM collaboration k WHERE instr(:open, ';' || k.id || ';') > 0),
found (collaboration, kind, subject, n) AS (SELECT t.collaboration, t.kind, t.subject, count(*) FROM open CROSS JOIN g CROSS JOIN title_gram t
    WHERE t.collaboration = open.id AND t.gram = substr(:grams, g.i, 3)
    GROUP BY t.collaboration, t.kind, t.subject ORDER BY count(*) DESC, t.subject DESC LIMIT 100)
SELECT x.collaboration, x.kind, x.subject, x.folded FROM found
JOIN title x ON x.collaboration = found.collaboration AND x.kind = found.kind AND x.subject = found.subject
ORDER BY found.n DESC, x.subject DESC;

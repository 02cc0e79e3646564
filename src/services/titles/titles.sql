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

-- name: titles_alike :many
-- in: collaboration id, folded text
-- row: n int
WITH RECURSIVE g (i) AS (SELECT 1 UNION ALL SELECT g.i + 1 FROM g WHERE g.i + 3 <= length(:folded)),
rare (gram) AS (SELECT c.gram FROM title_gram_count c
    WHERE c.collaboration = :collaboration AND c.n > 0 AND c.gram IN (SELECT substr(:folded, g.i, 3) FROM g)
    ORDER BY c.n, c.gram LIMIT 12)
SELECT t.kind, t.subject, count(*) AS n FROM rare
JOIN title_gram t ON t.collaboration = :collaboration AND t.gram = rare.gram
GROUP BY t.kind, t.subject ORDER BY count(*) DESC, t.subject DESC LIMIT 40;

-- name: titles_alike_elsewhere :many
-- in: collaboration id, folded text, today date
-- spans: collaborations (titles of those that share theirs)
-- row: n int
WITH RECURSIVE g (i) AS (SELECT 1 UNION ALL SELECT g.i + 1 FROM g WHERE g.i + 3 <= length(:folded)),
open (id) AS (SELECT DISTINCT r.collaboration FROM rule r WHERE r.collaboration <> :collaboration
    AND instr(r.settings, 'shares_proposals=true') > 0
    AND (r.valid_from IS NULL OR r.valid_from <= :today) AND (r.valid_to IS NULL OR r.valid_to >= :today)),
rare (collaboration, gram) AS (SELECT c.collaboration, c.gram FROM title_gram_count c
    WHERE c.collaboration IN (SELECT open.id FROM open) AND c.n > 0 AND c.gram IN (SELECT substr(:folded, g.i, 3) FROM g)
    ORDER BY c.n, c.gram LIMIT 12)
SELECT t.collaboration, t.kind, t.subject, count(*) AS n FROM rare
JOIN title_gram t ON t.collaboration = rare.collaboration AND t.gram = rare.gram
GROUP BY t.collaboration, t.kind, t.subject ORDER BY count(*) DESC, t.subject DESC LIMIT 40;

-- name: rounds_list :many
-- in: collaboration id
-- row-type: Round
SELECT r.id, r.document, r.first_year, r.title, r.opens_on, r.closes_on, r.releases_on, r.comments_end_on, r.meeting, r.meeting_on,
    r.decides_on, r.proposals_from, r.comments_from, r.size_hours, r.prepared_by, r.adopted_by, r.released_at, r.told_at, r.edit
FROM round r WHERE r.collaboration = :collaboration ORDER BY r.first_year DESC, r.title COLLATE swedish, r.id;

-- name: round_one :maybe
-- in: collaboration id, id id
-- row-type: Round
SELECT r.id, r.document, r.first_year, r.title, r.opens_on, r.closes_on, r.releases_on, r.comments_end_on, r.meeting, r.meeting_on,
    r.decides_on, r.proposals_from, r.comments_from, r.size_hours, r.prepared_by, r.adopted_by, r.released_at, r.told_at, r.edit
FROM round r WHERE r.collaboration = :collaboration AND r.id = :id;

-- name: round_of_document :maybe
-- in: collaboration id, document id, first_year int
-- row-type: Round
SELECT r.id, r.document, r.first_year, r.title, r.opens_on, r.closes_on, r.releases_on, r.comments_end_on, r.meeting, r.meeting_on,
    r.decides_on, r.proposals_from, r.comments_from, r.size_hours, r.prepared_by, r.adopted_by, r.released_at, r.told_at, r.edit
FROM round r WHERE r.collaboration = :collaboration AND r.document = :document AND r.first_year = :first_year;

-- name: round_add :changes
-- in: collaboration id, id id, document id, first_year int, title text, opens_on date, closes_on date, releases_on date
-- in: comments_end_on date, meeting id, meeting_on date, decides_on date, proposals_from text, comments_from text
-- in: size_hours text, prepared_by id, adopted_by id, now instant
INSERT INTO round (collaboration, id, document, first_year, title, opens_on, closes_on, releases_on, comments_end_on, meeting,
    meeting_on, decides_on, proposals_from, comments_from, size_hours, prepared_by, adopted_by, created_at)
VALUES (:collaboration, :id, :document, :first_year, :title, :opens_on, :closes_on, :releases_on, :comments_end_on, :meeting,
    :meeting_on, :decides_on, :proposals_from, :comments_from, :size_hours, :prepared_by, :adopted_by, :now)
ON CONFLICT (collaboration, document, first_year) DO NOTHING;

-- name: round_put :changes
-- in: collaboration id, id id, edit int, opens_on date, closes_on date, releases_on date, comments_end_on date, meeting id
-- in: meeting_on date, decides_on date, comments_from text, prepared_by id, adopted_by id, released_at instant
UPDATE round SET opens_on = :opens_on, closes_on = :closes_on, releases_on = :releases_on, comments_end_on = :comments_end_on,
    meeting = :meeting, meeting_on = :meeting_on, decides_on = :decides_on, comments_from = :comments_from,
    prepared_by = :prepared_by, adopted_by = :adopted_by, released_at = :released_at, edit = edit + 1
WHERE collaboration = :collaboration AND id = :id AND edit = :edit;

-- name: round_set_released :exec
-- in: collaboration id, id id, now instant
UPDATE round SET released_at = :now, edit = edit + 1 WHERE collaboration = :collaboration AND id = :id;

-- name: round_criteria :many
-- in: collaboration id, round id
SELECT c.id, c.title FROM round_criterion c WHERE c.collaboration = :collaboration AND c.round = :round ORDER BY c.position, c.id;

-- name: round_criterion_add :exec
-- in: collaboration id, id id, round id, position int, title text
INSERT INTO round_criterion (collaboration, id, round, position, title) VALUES (:collaboration, :id, :round, :position, :title);

-- name: asker_elements :many
-- in: collaboration id, person id, today date
-- row: element id
SELECT p.element AS element FROM post p WHERE p.collaboration = :collaboration AND p.person = :person
    AND (p.valid_from IS NULL OR p.valid_from <= :today) AND (p.valid_to IS NULL OR p.valid_to >= :today)
UNION
SELECT s.body AS element FROM seat s WHERE s.collaboration = :collaboration AND s.person = :person
    AND (s.valid_from IS NULL OR s.valid_from <= :today) AND (s.valid_to IS NULL OR s.valid_to >= :today);

-- Before the list is released whoever does not prepare counts what was handed in, also what the preparers have merged or split.
-- name: round_counts :one
-- in: collaboration id, round id, prepares int
-- row: n_submitted int, n_undecided int
SELECT count(*) AS n_submitted, CAST(coalesce(sum(CASE WHEN p.outcome IS NULL THEN 1 ELSE 0 END), 0) AS INTEGER) AS n_undecided
FROM proposal p JOIN round r ON r.collaboration = :collaboration AND r.id = p.round
WHERE p.collaboration = :collaboration AND p.round = :round AND (p.state = 'submitted' OR (:prepares = 0 AND r.released_at IS NULL AND p.state IN ('merged', 'split')))
    AND (:prepares = 1 OR r.released_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM proposal_origin o
        WHERE o.collaboration = :collaboration AND o.proposal = p.id AND o.kind <> 'again'));

-- name: round_answered :many
-- in: collaboration id, round id
SELECT a.respondent FROM answer a WHERE a.collaboration = :collaboration AND a.round = :round AND a.state = 'submitted';

-- name: rounds_submitted :many
-- in: collaboration id, prepares int
-- row: n int
SELECT p.round, count(*) AS n FROM proposal p JOIN round r ON r.collaboration = :collaboration AND r.id = p.round
WHERE p.collaboration = :collaboration AND (p.state = 'submitted' OR (:prepares = 0 AND r.released_at IS NULL AND p.state IN ('merged', 'split')))
    AND (:prepares = 1 OR r.released_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM proposal_origin o
        WHERE o.collaboration = :collaboration AND o.proposal = p.id AND o.kind <> 'again'))
GROUP BY p.round
ORDER BY p.round;

-- name: confirmation_latest :maybe
-- in: collaboration id
-- row-type: ConfirmationRow
SELECT c.id, c.started_on, c.last_on, c.closed_on FROM confirmation c WHERE c.collaboration = :collaboration
ORDER BY c.started_on DESC, c.id DESC LIMIT 1;

-- name: confirmation_one :maybe
-- in: collaboration id, id id
-- row-type: ConfirmationRow
SELECT c.id, c.started_on, c.last_on, c.closed_on FROM confirmation c WHERE c.collaboration = :collaboration AND c.id = :id;

-- name: confirmation_add :exec
-- in: collaboration id, id id, started_on date, last_on date
INSERT INTO confirmation (collaboration, id, started_on, last_on) VALUES (:collaboration, :id, :started_on, :last_on);

-- name: confirmation_move :changes
-- in: collaboration id, id id, last_on date
UPDATE confirmation SET last_on = :last_on WHERE collaboration = :collaboration AND id = :id AND closed_on IS NULL;

-- name: confirmation_close :changes
-- in: collaboration id, id id, today date
UPDATE confirmation SET closed_on = :today
WHERE collaboration = :collaboration AND id = :id AND closed_on IS NULL AND last_on >= :today;

-- name: confirmation_offices :many
-- in: collaboration id, confirmation id
-- row: element id
SELECT o.element, o.mailed_at, o.reminded_at, o.begun_at, o.done_at FROM confirmation_office o
WHERE o.collaboration = :collaboration AND o.confirmation = :confirmation ORDER BY o.element;

-- name: confirmation_office_add :exec
-- in: collaboration id, confirmation id, element id
INSERT INTO confirmation_office (collaboration, confirmation, element) VALUES (:collaboration, :confirmation, :element);

-- name: confirmation_office_mailed :exec
-- in: collaboration id, confirmation id, element id, now instant, is_reminder int
UPDATE confirmation_office SET mailed_at = :now, reminded_at = CASE WHEN :is_reminder = 1 THEN :now ELSE reminded_at END
WHERE collaboration = :collaboration AND confirmation = :confirmation AND element = :element;

-- name: confirmation_office_begun :exec
-- in: collaboration id, confirmation id, element id, now instant
UPDATE confirmation_office SET begun_at = :now
WHERE collaboration = :collaboration AND confirmation = :confirmation AND element = :element AND begun_at IS NULL;

-- name: confirmation_office_done :changes
-- in: collaboration id, confirmation id, element id, now instant
UPDATE confirmation_office SET done_at = :now, begun_at = coalesce(begun_at, :now)
WHERE collaboration = :collaboration AND confirmation = :confirmation AND element = :element AND done_at IS NULL;

-- name: confirmation_answers :many
-- in: collaboration id, confirmation id
-- row: element id, person id
SELECT p.element, p.person, p.outcome, p.said, p.said_at, p.ended FROM confirmation_person p
WHERE p.collaboration = :collaboration AND p.confirmation = :confirmation ORDER BY p.element, p.person;

-- name: confirmation_answer_put :exec
-- in: collaboration id, confirmation id, element id, person id, outcome text, said text, ended text, now instant
INSERT INTO confirmation_person (collaboration, confirmation, element, person, outcome, said, ended, said_at)
VALUES (:collaboration, :confirmation, :element, :person, :outcome, :said, :ended, :now)
ON CONFLICT (collaboration, confirmation, element, person) DO UPDATE
SET outcome = CASE WHEN confirmation_person.outcome = 'new' AND excluded.outcome <> 'left' THEN 'new'
        WHEN confirmation_person.outcome = 'changed' AND excluded.outcome = 'right' THEN 'changed' ELSE excluded.outcome END,
    said = CASE WHEN excluded.outcome = 'right' THEN confirmation_person.said ELSE excluded.said END, said_at = excluded.said_at,
    ended = excluded.ended;

-- name: confirmation_answer_remove :exec
-- in: collaboration id, confirmation id, element id, person id
DELETE FROM confirmation_person
WHERE collaboration = :collaboration AND confirmation = :confirmation AND element = :element AND person = :person;

-- name: plans_list :many
-- in: collaboration id
-- row: n_activities int, n_versions int, adopted_on date, paragraph text, is_published bool
SELECT p.id, p.document, p.title, p.state, p.first_year, p.last_year,
    (SELECT count(*) FROM activity a WHERE a.collaboration = :collaboration AND a.plan = p.id) AS n_activities,
    (SELECT count(*) FROM plan_version v WHERE v.collaboration = :collaboration AND v.plan = p.id) AS n_versions,
    l.adopted_on AS adopted_on, l.paragraph AS paragraph,
    EXISTS (SELECT 1 FROM plan_version u WHERE u.collaboration = :collaboration AND u.plan = p.id
        AND u.published_at IS NOT NULL) AS is_published
FROM plan p
LEFT JOIN plan_version l ON l.collaboration = :collaboration AND l.plan = p.id AND l.number = (
    SELECT max(m.number) FROM plan_version m WHERE m.collaboration = :collaboration AND m.plan = p.id)
WHERE p.collaboration = :collaboration
ORDER BY p.first_year DESC, p.title COLLATE swedish;

-- name: plan_one :maybe
-- in: collaboration id, id id
SELECT id, document, came_from, title, first_year, last_year, state, edit FROM plan
WHERE collaboration = :collaboration AND id = :id;

-- name: plan_of_year :maybe
-- in: collaboration id, document id, first_year int
SELECT id FROM plan WHERE collaboration = :collaboration AND document = :document AND first_year = :first_year;

-- name: plan_years :many
-- in: collaboration id, plan id
SELECT id, year, status FROM plan_year WHERE collaboration = :collaboration AND plan = :plan ORDER BY year;

-- name: plan_chapters :many
-- in: collaboration id, plan id
SELECT id, kind, heading, body, edit FROM chapter WHERE collaboration = :collaboration AND plan = :plan ORDER BY position, id;

-- name: plan_categories :many
-- in: collaboration id, plan id
SELECT c.id, c.plan_year, c.title, c.note FROM category c
WHERE c.collaboration = :collaboration AND c.plan = :plan ORDER BY c.plan_year, c.position, c.id;

-- name: plan_national :many
-- in: collaboration id, plan id
SELECT id, year, heading, title, authority FROM national_activity
WHERE collaboration = :collaboration AND plan = :plan ORDER BY position, id;

-- name: plan_insert :exec
-- in: collaboration id, id id, document id, first_year int, last_year int, title text, came_from id, now instant
INSERT INTO plan (collaboration, id, document, first_year, last_year, title, state, came_from, created_at, updated_at)
VALUES (:collaboration, :id, :document, :first_year, :last_year, :title, 'draft', :came_from, :now, :now);

-- name: plan_year_insert :exec
-- in: collaboration id, id id, plan id, year int, status text
INSERT INTO plan_year (collaboration, id, plan, year, status) VALUES (:collaboration, :id, :plan, :year, :status);

-- name: category_insert :exec
-- in: collaboration id, id id, plan id, plan_year id, position int, title text, note text
INSERT INTO category (collaboration, id, plan, plan_year, position, title, note)
VALUES (:collaboration, :id, :plan, :plan_year, :position, :title, :note);

-- name: chapter_insert :exec
-- in: collaboration id, id id, plan id, position int, kind text, heading text, body text
INSERT INTO chapter (collaboration, id, plan, position, kind, heading, body)
VALUES (:collaboration, :id, :plan, :position, :kind, :heading, :body);

-- name: national_insert :exec
-- in: collaboration id, id id, plan id, year int, position int, heading text, title text, authority text
INSERT INTO national_activity (collaboration, id, plan, year, position, heading, title, authority)
VALUES (:collaboration, :id, :plan, :year, :position, :heading, :title, :authority);

-- name: plan_touch :changes
-- in: collaboration id, id id, now instant
UPDATE plan SET edit = edit + 1, updated_at = :now WHERE collaboration = :collaboration AND id = :id;

-- name: plan_set_state :changes
-- in: collaboration id, id id, state text, now instant
UPDATE plan SET state = :state, edit = edit + 1, updated_at = :now WHERE collaboration = :collaboration AND id = :id;

-- name: plan_versions :many
-- in: collaboration id, plan id
-- row-type: Version
SELECT v.id, v.plan, v.body, v.number, v.adopted_on, v.paragraph, v.note, v.content_hash, v.created_at, v.published_at
FROM plan_version v WHERE v.collaboration = :collaboration AND v.plan = :plan ORDER BY v.number DESC;

-- name: plan_version_one :maybe
-- in: collaboration id, plan id, number int
SELECT v.id, v.plan, v.body, v.number, v.adopted_on, v.paragraph, v.note, v.content_hash, v.created_at, v.published_at,
    v.content
FROM plan_version v WHERE v.collaboration = :collaboration AND v.plan = :plan AND v.number = :number;

-- name: plan_version_last :one
-- in: collaboration id, plan id
-- row: number int
SELECT coalesce(max(v.number), 0) AS number FROM plan_version v WHERE v.collaboration = :collaboration AND v.plan = :plan;

-- name: plan_version_insert :exec
-- in: collaboration id, id id, plan id, number int, body id, adopted_on date, paragraph text, note text, content text, content_hash text, account id, now instant
INSERT INTO plan_version (collaboration, id, plan, number, body, adopted_on, paragraph, note, content, content_hash,
    account, created_at)
VALUES (:collaboration, :id, :plan, :number, :body, :adopted_on, :paragraph, :note, :content, :content_hash, :account, :now);

-- name: plan_version_unpublish_all :exec
-- in: collaboration id, plan id
UPDATE plan_version SET published_at = NULL WHERE collaboration = :collaboration AND plan = :plan;

-- name: plan_version_publish :changes
-- in: collaboration id, plan id, number int, now instant
UPDATE plan_version SET published_at = :now WHERE collaboration = :collaboration AND plan = :plan AND number = :number;

-- name: plan_published_number :maybe
-- in: collaboration id, plan id
SELECT v.number FROM plan_version v
WHERE v.collaboration = :collaboration AND v.plan = :plan AND v.published_at IS NOT NULL;

-- name: chapter_one :maybe
-- in: collaboration id, plan id, id id
SELECT c.id, c.kind, c.heading, c.body, c.edit FROM chapter c
WHERE c.collaboration = :collaboration AND c.plan = :plan AND c.id = :id;

-- name: chapter_update :changes
-- in: collaboration id, id id, edit int, heading text, body text
UPDATE chapter SET heading = :heading, body = :body, edit = edit + 1
WHERE collaboration = :collaboration AND id = :id AND edit = :edit;

-- name: chapter_place :exec
-- in: collaboration id, id id, position int
UPDATE chapter SET position = :position WHERE collaboration = :collaboration AND id = :id;

-- name: chapter_delete :exec
-- in: collaboration id, id id
DELETE FROM chapter WHERE collaboration = :collaboration AND id = :id;

-- name: plan_year_of_activity :maybe
-- in: collaboration id, activity id
SELECT y.id, y.year, y.status
FROM activity a
JOIN category c ON c.collaboration = :collaboration AND c.id = a.category
JOIN plan_year y ON y.collaboration = :collaboration AND y.id = c.plan_year
WHERE a.collaboration = :collaboration AND a.id = :activity;

-- name: proposal_of_activity :maybe
-- in: collaboration id, proposal id
-- row: number int
SELECT p.proposer, p.number, p.title, r.title AS round_title
FROM proposal p
JOIN round r ON r.collaboration = :collaboration AND r.id = p.round
WHERE p.collaboration = :collaboration AND p.id = :proposal AND p.number IS NOT NULL;

-- name: taken_up_again :many
-- in: collaboration id, activity id
-- row: number int
SELECT p.id, p.proposer, p.number, p.title, r.title AS round_title
FROM proposal p
JOIN round r ON r.collaboration = :collaboration AND r.id = p.round
WHERE p.collaboration = :collaboration AND p.from_activity = :activity AND p.number IS NOT NULL AND p.state <> 'withdrawn'
ORDER BY r.first_year, p.number;

-- name: activity_relatives :many
-- in: collaboration id, id id, came_from id
-- row: is_earlier bool
SELECT a.id, a.title, p.title AS plan_title, y.year, y.status, a.id = :came_from AS is_earlier
FROM activity a
JOIN plan p ON p.collaboration = :collaboration AND p.id = a.plan
JOIN category c ON c.collaboration = :collaboration AND c.id = a.category
JOIN plan_year y ON y.collaboration = :collaboration AND y.id = c.plan_year
WHERE a.collaboration = :collaboration AND (a.came_from = :id OR a.id = :came_from)
ORDER BY p.first_year, y.year, a.id;

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

-- name: body_rounds :many
-- in: collaboration id, body id
-- row: prepares bool, adopts bool, meets bool, is_released bool, is_told bool, n_proposals int, n_planned int
SELECT r.id, r.title, r.closes_on, r.releases_on, r.meeting_on, r.decides_on,
    CASE WHEN r.prepared_by = :body THEN 1 ELSE 0 END AS prepares, CASE WHEN r.adopted_by = :body THEN 1 ELSE 0 END AS adopts,
    CASE WHEN r.meeting = :body THEN 1 ELSE 0 END AS meets,
    CASE WHEN r.released_at IS NULL THEN 0 ELSE 1 END AS is_released, CASE WHEN r.told_at IS NULL THEN 0 ELSE 1 END AS is_told,
    (SELECT count(*) FROM proposal p WHERE p.collaboration = :collaboration AND p.round = r.id AND p.state = 'submitted') AS n_proposals,
    (SELECT count(*) FROM proposal p WHERE p.collaboration = :collaboration AND p.round = r.id AND p.state = 'submitted'
        AND r.told_at IS NOT NULL AND p.outcome = 'planned') AS n_planned
FROM round r
WHERE r.collaboration = :collaboration AND (r.prepared_by = :body OR r.adopted_by = :body OR r.meeting = :body)
ORDER BY r.decides_on DESC, r.id DESC;

-- name: body_adoptions :many
-- in: collaboration id, body id
SELECT v.plan, v.number, v.adopted_on, v.paragraph, p.title
FROM plan_version v JOIN plan p ON p.collaboration = :collaboration AND p.id = v.plan
WHERE v.collaboration = :collaboration AND v.body = :body
ORDER BY v.adopted_on DESC, p.title COLLATE swedish, v.number DESC;

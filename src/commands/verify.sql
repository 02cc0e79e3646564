-- name: verify_versions :many
-- spans: collaborations (the whole installation is verified)
SELECT v.collaboration, v.id, v.number, v.content_hash FROM plan_version v ORDER BY v.collaboration, v.id;

-- name: verify_content :one
-- in: collaboration id, id id
SELECT v.content FROM plan_version v WHERE v.collaboration = :collaboration AND v.id = :id;

-- name: verify_audit :many
-- spans: collaborations (the log is one sequence)
SELECT u.id, u.at, u.undone_at FROM audit u ORDER BY u.id;

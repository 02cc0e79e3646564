-- name: collaborations_list :many
-- row-type: Collaboration
SELECT c.id, c.name, c.title, c.dormant_on FROM collaboration c
ORDER BY c.dormant_on IS NOT NULL, c.title COLLATE swedish;

-- name: collaboration_by_name :maybe
-- in: name text
-- row-type: Collaboration
SELECT c.id, c.name, c.title, c.dormant_on FROM collaboration c WHERE c.name = :name;

-- name: collaboration_by_id :maybe
-- in: id id
-- row-type: Collaboration
SELECT c.id, c.name, c.title, c.dormant_on FROM collaboration c WHERE c.id = :id;

-- name: collaboration_edition :maybe
-- in: id id
SELECT c.edit AS edition FROM collaboration c WHERE c.id = :id;

-- name: rules_on :many
-- in: collaboration id, on date
-- row-type: Rule
SELECT r.element, r.id, e.kind, e.key, r.title, e.position, r.valid_from, r.valid_to, r.settings
FROM element e
CROSS JOIN rule r -- elements first: SQLite would sort all rules otherwise
WHERE e.collaboration = :collaboration AND r.collaboration = :collaboration AND r.element = e.id
  AND (r.valid_from IS NULL OR r.valid_from <= :on) AND (r.valid_to IS NULL OR r.valid_to >= :on)
ORDER BY e.position, e.id;

-- name: rules_of_element :many
-- in: collaboration id, element id
-- row-type: Rule
SELECT r.element, r.id, e.kind, e.key, r.title, e.position, r.valid_from, r.valid_to, r.settings
FROM element e
JOIN rule r ON r.collaboration = :collaboration AND r.element = e.id
WHERE e.collaboration = :collaboration AND e.id = :element
ORDER BY coalesce(r.valid_from, '');

-- name: municipalities_all :many
SELECT m.code, m.title, m.short_title, m.county FROM municipality m ORDER BY m.code;

-- name: collaboration_insert :exec
-- in: id id, name text, title text, dormant_on date, edition id
INSERT INTO collaboration (id, name, title, dormant_on, edit) VALUES (:id, :name, :title, :dormant_on, :edition);

-- name: collaboration_update :exec
-- in: id id, title text, dormant_on date, edition id
UPDATE collaboration SET title = :title, dormant_on = :dormant_on, edit = :edition WHERE id = :id;

-- name: rules_all :many
-- in: collaboration id
-- row-type: Rule
SELECT r.element, r.id, e.kind, e.key, r.title, e.position, r.valid_from, r.valid_to, r.settings
FROM element e
JOIN rule r ON r.collaboration = :collaboration AND r.element = e.id
WHERE e.collaboration = :collaboration
ORDER BY e.position, e.id, coalesce(r.valid_from, '');

-- name: element_insert :exec
-- in: collaboration id, id id, kind text, key text, position int
INSERT INTO element (collaboration, id, kind, key, position) VALUES (:collaboration, :id, :kind, :key, :position);

-- name: element_move :exec
-- in: collaboration id, id id, position int
UPDATE element SET position = :position WHERE collaboration = :collaboration AND id = :id;

-- name: rules_delete :exec
-- in: collaboration id, element id
DELETE FROM rule WHERE collaboration = :collaboration AND element = :element;

-- name: rule_insert :exec
-- in: collaboration id, id id, element id, valid_from date, valid_to date, title text, settings text
INSERT INTO rule (collaboration, id, element, valid_from, valid_to, title, settings)
VALUES (:collaboration, :id, :element, :valid_from, :valid_to, :title, :settings);

-- name: element_by_key :maybe
-- in: collaboration id, kind text, key text
SELECT e.id FROM element e WHERE e.collaboration = :collaboration AND e.kind = :kind AND e.key = :key;

-- name: counties_all :many
SELECT c.code, c.title FROM county c ORDER BY c.code;

-- name: rules_of_kind :many
-- in: collaboration id, kind text
-- row-type: Rule
SELECT r.element, r.id, e.kind, e.key, r.title, e.position, r.valid_from, r.valid_to, r.settings
FROM element e
JOIN rule r ON r.collaboration = :collaboration AND r.element = e.id
WHERE e.collaboration = :collaboration AND e.kind = :kind
ORDER BY e.position, e.id, coalesce(r.valid_from, '');

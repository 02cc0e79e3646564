-- name: collaborations_list :many
-- row-type: Collaboration
SELECT c.id, c.name, c.title, c.dormant_on, c.edit FROM collaboration c
ORDER BY c.dormant_on IS NOT NULL, c.title COLLATE swedish;

-- name: collaboration_by_name :maybe
-- in: name text
-- row-type: Collaboration
SELECT c.id, c.name, c.title, c.dormant_on, c.edit FROM collaboration c WHERE c.name = :name;

-- name: collaboration_by_id :maybe
-- in: id id
-- row-type: Collaboration
SELECT c.id, c.name, c.title, c.dormant_on, c.edit FROM collaboration c WHERE c.id = :id;

-- name: rules_on :many
-- in: collaboration id, on date
-- row-type: Rule
SELECT r.element, r.id, e.kind, e.key, r.title, e.position, r.valid_from, r.valid_to, r.settings
FROM element e
JOIN rule r ON r.collaboration = :collaboration AND r.element = e.id
WHERE e.collaboration = :collaboration
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

-- name: person_keys :many
-- in: collaboration id
SELECT p.id, p.key FROM person p WHERE p.collaboration = :collaboration;

-- name: person_insert :exec
-- in: collaboration id, id id, key text, name text, email text, phone text, is_protected bool
INSERT INTO person (collaboration, id, key, name, email, phone, is_protected)
VALUES (:collaboration, :id, :key, :name, :email, :phone, :is_protected);

-- name: post_put :exec
-- in: collaboration id, id id, person id, element id, title text, municipality text, deputy_for id, function text, subjects text, valid_from date, valid_to date
INSERT INTO post (collaboration, id, person, element, title, municipality, deputy_for, function, subjects, valid_from, valid_to)
VALUES (:collaboration, :id, :person, :element, :title, :municipality, :deputy_for, :function, :subjects, :valid_from, :valid_to)
ON CONFLICT (collaboration, id) DO UPDATE SET element = excluded.element, title = excluded.title, municipality = excluded.municipality,
    deputy_for = excluded.deputy_for, function = excluded.function, subjects = excluded.subjects, valid_from = excluded.valid_from,
    valid_to = excluded.valid_to;

-- name: seat_put :exec
-- in: collaboration id, id id, body id, person id, role text, valid_from date, valid_to date, is_substitute bool, substitute_for id
INSERT INTO seat (collaboration, id, body, person, role, valid_from, valid_to, is_substitute, substitute_for)
VALUES (:collaboration, :id, :body, :person, :role, :valid_from, :valid_to, :is_substitute, :substitute_for)
ON CONFLICT (collaboration, id) DO UPDATE SET body = excluded.body, role = excluded.role, valid_from = excluded.valid_from,
    valid_to = excluded.valid_to, is_substitute = excluded.is_substitute,
    substitute_for = excluded.substitute_for;

-- name: elements_by_key :many
-- in: collaboration id
SELECT e.id, e.kind, e.key FROM element e WHERE e.collaboration = :collaboration;

-- name: element_title :maybe
-- in: collaboration id, element id
SELECT r.title FROM rule r WHERE r.collaboration = :collaboration AND r.element = :element
ORDER BY coalesce(r.valid_from, '') DESC LIMIT 1;

-- name: persons_all :many
-- in: collaboration id
-- row-type: Person
SELECT p.id, p.key, p.name, p.email, p.phone, p.note, p.edit, p.is_protected, p.erased_on FROM person p WHERE p.collaboration = :collaboration
ORDER BY p.name COLLATE swedish, p.id;

-- name: posts_all :many
-- in: collaboration id
-- row: person id, element id, municipality text, deputy_for id
SELECT o.id, o.person, o.element, o.title, o.municipality, o.deputy_for, o.function, o.subjects, o.valid_from, o.valid_to
FROM post o WHERE o.collaboration = :collaboration ORDER BY coalesce(o.valid_from, ''), o.id;

-- name: seats_all :many
-- in: collaboration id
-- row: body id, person id, substitute_for id
SELECT s.id, s.body, s.person, s.role, s.valid_from, s.valid_to, s.is_substitute, s.substitute_for
FROM seat s WHERE s.collaboration = :collaboration ORDER BY coalesce(s.valid_from, ''), s.id;

-- name: person_update :changes
-- in: collaboration id, id id, edit int, name text, email text, phone text, note text, is_protected bool
UPDATE person SET name = :name, email = :email, phone = :phone, note = :note, is_protected = :is_protected, edit = edit + 1
WHERE collaboration = :collaboration AND id = :id AND edit = :edit;

-- name: person_set_note :exec
-- in: collaboration id, id id, note text
UPDATE person SET note = :note WHERE collaboration = :collaboration AND id = :id;

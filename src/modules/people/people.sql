-- name: person_keys :many
-- in: collaboration id
SELECT p.key FROM person p WHERE p.collaboration = :collaboration;

-- name: person_insert :exec
-- in: collaboration id, id id, key text, name text, email text, phone text
INSERT INTO person (collaboration, id, key, name, email, phone) VALUES (:collaboration, :id, :key, :name, :email, :phone);

-- name: post_insert :exec
-- in: collaboration id, id id, person id, element id, title text, municipality text, deputy_for id, function text, subjects text, valid_from date, valid_to date
INSERT INTO post (collaboration, id, person, element, title, municipality, deputy_for, function, subjects, valid_from, valid_to)
VALUES (:collaboration, :id, :person, :element, :title, :municipality, :deputy_for, :function, :subjects, :valid_from, :valid_to);

-- name: seat_insert :exec
-- in: collaboration id, id id, body id, person id, role text, valid_from date, valid_to date
INSERT INTO seat (collaboration, id, body, person, role, valid_from, valid_to)
VALUES (:collaboration, :id, :body, :person, :role, :valid_from, :valid_to);

-- name: elements_by_key :many
-- in: collaboration id
SELECT e.id, e.kind, e.key FROM element e WHERE e.collaboration = :collaboration;

-- name: activities_of_plan :many
-- in: collaboration id, plan id
-- row-type: Activity
-- row: came_from id, proposal id
SELECT a.id, a.plan, a.category, a.position, a.title, a.goal, a.implementation, a.time, a.responsible, a.parties,
    a.effect_goals, a.is_recurring, a.size, a.hours, a.host, a.host_element, a.leader, a.project_group, a.status,
    a.comment, a.came_from, a.carried, a.proposal, a.edit, y.year
FROM activity a
JOIN category c ON c.collaboration = :collaboration AND c.id = a.category
JOIN plan_year y ON y.collaboration = :collaboration AND y.id = c.plan_year
WHERE a.collaboration = :collaboration AND a.plan = :plan
ORDER BY a.category, a.position, a.id;

-- name: activity_one :maybe
-- in: collaboration id, id id
-- row-type: Activity
-- row: came_from id, proposal id
SELECT a.id, a.plan, a.category, a.position, a.title, a.goal, a.implementation, a.time, a.responsible, a.parties,
    a.effect_goals, a.is_recurring, a.size, a.hours, a.host, a.host_element, a.leader, a.project_group, a.status,
    a.comment, a.came_from, a.carried, a.proposal, a.edit, y.year
FROM activity a
JOIN category c ON c.collaboration = :collaboration AND c.id = a.category
JOIN plan_year y ON y.collaboration = :collaboration AND y.id = c.plan_year
WHERE a.collaboration = :collaboration AND a.id = :id;

-- name: targets_of_plan :many
-- in: collaboration id, plan id
-- row-type: Target
SELECT t.activity, t.id, t.kind, t.amount, t.title, t.is_reached
FROM activity_target t WHERE t.collaboration = :collaboration AND t.plan = :plan ORDER BY t.activity, t.position, t.id;

-- name: targets_of_activity :many
-- in: collaboration id, plan id, activity id
-- row-type: Target
SELECT t.activity, t.id, t.kind, t.amount, t.title, t.is_reached
FROM activity_target t WHERE t.collaboration = :collaboration AND t.plan = :plan AND t.activity = :activity ORDER BY t.position, t.id;

-- name: steps_of_plan :many
-- in: collaboration id, plan id
-- row-type: Step
SELECT s.activity, s.id, s.title, s.due_on, s.is_optional, s.done_on
FROM activity_step s WHERE s.collaboration = :collaboration AND s.plan = :plan ORDER BY s.activity, s.position, s.id;

-- name: steps_of_activity :many
-- in: collaboration id, plan id, activity id
-- row-type: Step
SELECT s.activity, s.id, s.title, s.due_on, s.is_optional, s.done_on
FROM activity_step s WHERE s.collaboration = :collaboration AND s.plan = :plan AND s.activity = :activity ORDER BY s.position, s.id;

-- name: parties_of_plan :many
-- in: collaboration id, plan id
-- row-type: Party
SELECT p.activity, p.id, p.party, p.role
FROM activity_party p WHERE p.collaboration = :collaboration AND p.plan = :plan ORDER BY p.activity, p.position, p.id;

-- name: parties_of_activity :many
-- in: collaboration id, plan id, activity id
-- row-type: Party
SELECT p.activity, p.id, p.party, p.role
FROM activity_party p WHERE p.collaboration = :collaboration AND p.plan = :plan AND p.activity = :activity ORDER BY p.position, p.id;

-- name: goals_of_plan :many
-- in: collaboration id, plan id
-- row-type: Goal
SELECT g.activity, g.id, g.kind, g.number, g.title
FROM activity_goal g WHERE g.collaboration = :collaboration AND g.plan = :plan ORDER BY g.activity, g.position, g.id;

-- name: goals_of_activity :many
-- in: collaboration id, plan id, activity id
-- row-type: Goal
SELECT g.activity, g.id, g.kind, g.number, g.title
FROM activity_goal g WHERE g.collaboration = :collaboration AND g.plan = :plan AND g.activity = :activity ORDER BY g.position, g.id;

-- name: responsibilities_of_plan :many
-- in: collaboration id, plan id
-- row-type: Responsibility
SELECT r.activity, r.id, r.kind, r.title
FROM activity_responsibility r WHERE r.collaboration = :collaboration AND r.plan = :plan
ORDER BY r.activity, r.position, r.id;

-- name: responsibilities_of_activity :many
-- in: collaboration id, plan id, activity id
-- row-type: Responsibility
SELECT r.activity, r.id, r.kind, r.title
FROM activity_responsibility r WHERE r.collaboration = :collaboration AND r.plan = :plan AND r.activity = :activity
ORDER BY r.position, r.id;

-- name: activity_insert :exec
-- in: collaboration id, id id, plan id, category id, position int, title text, goal text, implementation text, time text, responsible text, parties text, effect_goals text, is_recurring bool, size text, hours int, host text, host_element id, leader text, project_group text, status text, comment text, came_from id, carried text, proposal id
INSERT INTO activity (collaboration, id, plan, category, position, title, goal, implementation, time, responsible, parties,
    effect_goals, is_recurring, size, hours, host, host_element, leader, project_group, status, comment, came_from, carried,
    proposal)
VALUES (:collaboration, :id, :plan, :category, :position, :title, :goal, :implementation, :time, :responsible, :parties,
    :effect_goals, :is_recurring, :size, :hours, :host, :host_element, :leader, :project_group, :status, :comment,
    :came_from, :carried, :proposal);

-- name: activity_last_position :one
-- in: collaboration id, category id
-- row: position int
SELECT coalesce(max(a.position), 0) AS position FROM activity a WHERE a.collaboration = :collaboration AND a.category = :category;

-- name: target_insert :exec
-- in: collaboration id, id id, plan id, activity id, position int, kind text, amount int, title text, is_reached bool
INSERT INTO activity_target (collaboration, id, plan, activity, position, kind, amount, title, is_reached)
VALUES (:collaboration, :id, :plan, :activity, :position, :kind, :amount, :title, :is_reached);

-- name: step_insert :exec
-- in: collaboration id, id id, plan id, activity id, position int, title text, due_on date, is_optional bool, done_on date
INSERT INTO activity_step (collaboration, id, plan, activity, position, title, due_on, is_optional, done_on)
VALUES (:collaboration, :id, :plan, :activity, :position, :title, :due_on, :is_optional, :done_on);

-- name: party_insert :exec
-- in: collaboration id, id id, plan id, activity id, party id, role text
INSERT INTO activity_party (collaboration, id, plan, activity, party, role, position)
VALUES (:collaboration, :id, :plan, :activity, :party, :role,
    coalesce((SELECT e.position FROM element e WHERE e.collaboration = :collaboration AND e.id = :party), -1));

-- name: goal_insert :exec
-- in: collaboration id, id id, plan id, activity id, position int, kind text, number int, title text
INSERT INTO activity_goal (collaboration, id, plan, activity, position, kind, number, title)
VALUES (:collaboration, :id, :plan, :activity, :position, :kind, :number, :title);

-- name: responsibility_insert :exec
-- in: collaboration id, id id, plan id, activity id, position int, kind text, title text
INSERT INTO activity_responsibility (collaboration, id, plan, activity, position, kind, title)
VALUES (:collaboration, :id, :plan, :activity, :position, :kind, :title);

-- name: activity_update :changes
-- in: collaboration id, id id, title text, goal text, implementation text, time text, responsible text, parties text, effect_goals text, is_recurring bool, size text, hours int, host text, host_element id, leader text, project_group text, status text, comment text
UPDATE activity SET title = :title, goal = :goal, implementation = :implementation, time = :time,
    responsible = :responsible, parties = :parties, effect_goals = :effect_goals, is_recurring = :is_recurring,
    size = :size, hours = :hours, host = :host, host_element = :host_element, leader = :leader,
    project_group = :project_group, status = :status, comment = :comment, edit = edit + 1
WHERE collaboration = :collaboration AND id = :id;

-- name: activity_set_place :changes
-- in: collaboration id, id id, category id, position int
UPDATE activity SET category = :category, position = :position, edit = edit + 1
WHERE collaboration = :collaboration AND id = :id;

-- name: activity_make_room :exec
-- in: collaboration id, category id, position int
UPDATE activity SET position = position + 1
WHERE collaboration = :collaboration AND category = :category AND position >= :position;

-- name: activity_after :maybe
-- in: collaboration id, category id, position int, id id
SELECT a.id FROM activity a
WHERE a.collaboration = :collaboration AND a.category = :category
  AND (a.position > :position OR (a.position = :position AND a.id > :id))
ORDER BY a.position, a.id LIMIT 1;

-- name: activity_of_proposal :maybe
-- in: collaboration id, plan id, proposal id
SELECT a.id FROM activity a
WHERE a.collaboration = :collaboration AND a.plan = :plan AND a.proposal = :proposal ORDER BY a.id LIMIT 1;

-- name: activity_delete :changes
-- in: collaboration id, id id
DELETE FROM activity WHERE collaboration = :collaboration AND id = :id;

-- name: targets_delete :exec
-- in: collaboration id, plan id, activity id
DELETE FROM activity_target WHERE collaboration = :collaboration AND plan = :plan AND activity = :activity;

-- name: steps_delete :exec
-- in: collaboration id, plan id, activity id
DELETE FROM activity_step WHERE collaboration = :collaboration AND plan = :plan AND activity = :activity;

-- name: parties_delete :exec
-- in: collaboration id, plan id, activity id
DELETE FROM activity_party WHERE collaboration = :collaboration AND plan = :plan AND activity = :activity;

-- name: goals_delete :exec
-- in: collaboration id, plan id, activity id
DELETE FROM activity_goal WHERE collaboration = :collaboration AND plan = :plan AND activity = :activity;

-- name: responsibilities_delete :exec
-- in: collaboration id, plan id, activity id
DELETE FROM activity_responsibility WHERE collaboration = :collaboration AND plan = :plan AND activity = :activity;

-- name: place_of_activity :maybe
-- in: collaboration id, id id
-- row-type: Place
SELECT c.plan, p.state, c.plan_year, y.year, c.id AS category, c.title, c.note, c.position
FROM activity a
JOIN category c ON c.collaboration = :collaboration AND c.id = a.category
JOIN plan_year y ON y.collaboration = :collaboration AND y.id = c.plan_year
JOIN plan p ON p.collaboration = :collaboration AND p.id = c.plan
WHERE a.collaboration = :collaboration AND a.id = :id;

-- name: place_of_category :maybe
-- in: collaboration id, id id
-- row-type: Place
SELECT c.plan, p.state, c.plan_year, y.year, c.id AS category, c.title, c.note, c.position
FROM category c
JOIN plan_year y ON y.collaboration = :collaboration AND y.id = c.plan_year
JOIN plan p ON p.collaboration = :collaboration AND p.id = c.plan
WHERE c.collaboration = :collaboration AND c.id = :id;

-- name: place_of_year :maybe
-- in: collaboration id, id id
SELECT y.plan, p.state, y.year
FROM plan_year y
JOIN plan p ON p.collaboration = :collaboration AND p.id = y.plan
WHERE y.collaboration = :collaboration AND y.id = :id;

-- name: plan_state :maybe
-- in: collaboration id, id id
SELECT p.state, p.edit FROM plan p WHERE p.collaboration = :collaboration AND p.id = :id;

-- name: plan_raise_edit :changes
-- in: collaboration id, id id, now instant
UPDATE plan SET edit = edit + 1, updated_at = :now WHERE collaboration = :collaboration AND id = :id;

-- name: category_titled :maybe
-- in: collaboration id, plan_year id, title text
SELECT c.id FROM category c
WHERE c.collaboration = :collaboration AND c.plan_year = :plan_year AND c.title = :title
ORDER BY c.position, c.id LIMIT 1;

-- name: category_last_position :one
-- in: collaboration id, plan_year id
-- row: position int
SELECT coalesce(max(c.position), 0) AS position FROM category c
WHERE c.collaboration = :collaboration AND c.plan_year = :plan_year;

-- name: category_create :exec
-- in: collaboration id, id id, plan id, plan_year id, position int, title text
INSERT INTO category (collaboration, id, plan, plan_year, position, title)
VALUES (:collaboration, :id, :plan, :plan_year, :position, :title);

-- name: category_update :changes
-- in: collaboration id, id id, title text, note text, position int
UPDATE category SET title = :title, note = :note, position = :position WHERE collaboration = :collaboration AND id = :id;

-- name: category_make_room :exec
-- in: collaboration id, plan_year id, position int
UPDATE category SET position = position + 1
WHERE collaboration = :collaboration AND plan_year = :plan_year AND position >= :position;

-- name: category_activities :one
-- in: collaboration id, category id
-- row: count int
SELECT count(*) AS count FROM activity a WHERE a.collaboration = :collaboration AND a.category = :category;

-- name: category_delete :changes
-- in: collaboration id, id id
DELETE FROM category WHERE collaboration = :collaboration AND id = :id;

-- name: change_insert :exec
-- in: collaboration id, id id, plan id, activity id, before text, after text
INSERT INTO activity_change (collaboration, id, plan, activity, before, after)
VALUES (:collaboration, :id, :plan, :activity, :before, :after);

-- name: change_one :maybe
-- in: collaboration id, id id
-- row: activity id
SELECT h.activity, h.before, h.after FROM activity_change h
WHERE h.collaboration = :collaboration AND h.id = :id;

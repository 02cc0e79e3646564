-- What a plan page reads is read from the indexes alone, in the order it is shown.
DROP INDEX activity_of_plan;
CREATE INDEX activity_of_plan ON activity (collaboration, plan, category, position, id);

DROP INDEX target_of_plan;
CREATE INDEX target_of_plan ON activity_target (collaboration, plan, activity, position, id, kind, amount, title, is_reached);

DROP INDEX step_of_plan;
CREATE INDEX step_of_plan ON activity_step (collaboration, plan, activity, position, id, title, due_on, is_optional, done_on);

-- The party's place among the rules when it was chosen; all municipalities come first.
ALTER TABLE activity_party ADD COLUMN position INTEGER NOT NULL DEFAULT -1;
UPDATE activity_party SET position = coalesce((SELECT e.position FROM element e
    WHERE e.collaboration = activity_party.collaboration AND e.id = activity_party.party), -1);
CREATE INDEX party_of_plan ON activity_party (collaboration, plan, activity, position, id, party, role);

DROP INDEX goal_of_plan;
CREATE INDEX goal_of_plan ON activity_goal (collaboration, plan, activity, position, id, kind, number, title);

DROP INDEX responsibility_of_plan;
CREATE INDEX responsibility_of_plan ON activity_responsibility (collaboration, plan, activity, position, id, kind, title);

CREATE INDEX element_in_order ON element (collaboration, position, id, kind, key);

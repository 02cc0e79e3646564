-- What is written and asked for one category, one plan year or one kind of change is found without reading all of the collaboration.
CREATE INDEX activity_of_category ON activity (collaboration, category, position, id);
CREATE INDEX category_of_year ON category (collaboration, plan_year, position, id);
CREATE INDEX audit_of_action ON audit (collaboration, action, id);

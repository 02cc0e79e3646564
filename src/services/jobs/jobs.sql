-- name: job_add :exec
-- in: id id, account id, kind text, title text, subject id, payload text
-- in: due_at instant, now instant
INSERT INTO job (id, account, kind, title, subject, payload, state, due_at, created_at, changed_at)
VALUES (:id, :account, :kind, :title, :subject, :payload, 'waiting', :due_at, :now, :now);

-- name: job_due :maybe
-- in: now instant, behind instant
SELECT id FROM job
WHERE state = 'waiting' AND (due_at <= :now OR (attempts > 0 AND changed_at > :behind))
ORDER BY due_at, id LIMIT 1;

-- name: job_take :maybe
-- in: run int, now instant, behind instant
-- row: id id, subject id, attempts int
-- row-type: JobTaken
UPDATE job SET state = 'running', run = :run, beats = 0, attempts = attempts + 1, done = 0, total = 0, sentence = '',
    changed_at = :now
WHERE id = (SELECT id FROM job
        WHERE state = 'waiting' AND (due_at <= :now OR (attempts > 0 AND changed_at > :behind))
        ORDER BY due_at, id LIMIT 1)
    AND state = 'waiting'
RETURNING id, account, kind, subject, payload, attempts;

-- name: job_take_over :maybe
-- in: id id, run int, lost_run int, beats int, now instant
-- row: id id, subject id, attempts int
-- row-type: JobTaken
UPDATE job SET run = :run, beats = 0, attempts = attempts + 1, done = 0, total = 0, sentence = '', changed_at = :now
WHERE id = :id AND state = 'running' AND run = :lost_run AND beats = :beats
RETURNING id, account, kind, subject, payload, attempts;

-- name: jobs_running :many
-- row: run int
SELECT id, run, beats FROM job WHERE state = 'running';

-- name: job_beat :changes
-- in: id id, run int
UPDATE job SET beats = beats + 1 WHERE id = :id AND state = 'running' AND run = :run;

-- name: job_progress :changes
-- in: id id, run int, done int, total int, sentence text
UPDATE job SET beats = beats + 1, done = :done, total = :total, sentence = :sentence
WHERE id = :id AND state = 'running' AND run = :run;

-- name: job_finish :changes
-- in: id id, run int, state text, outcome text, due_at instant, uncounted int, now instant
UPDATE job SET state = :state, outcome = :outcome, run = NULL, due_at = :due_at, attempts = attempts - :uncounted,
    payload = CASE :state WHEN 'done' THEN '' ELSE payload END, changed_at = :now
WHERE id = :id AND state = 'running' AND run = :run;

-- name: job_retry :changes
-- in: id id, now instant
UPDATE job SET state = 'waiting', attempts = 0, due_at = :now, changed_at = :now
WHERE id = :id AND (state = 'failed' OR state = 'waiting');

-- name: job_cancel :changes
-- in: id id, now instant
UPDATE job SET state = 'cancelled', run = NULL, payload = '', changed_at = :now
WHERE id = :id AND (state = 'waiting' OR state = 'running');

-- name: jobs_forget :exec
-- in: before instant
DELETE FROM job WHERE (state = 'done' OR state = 'failed' OR state = 'cancelled') AND changed_at < :before;

-- name: job_one :maybe
-- in: id id
-- spans: collaborations (jobs belong to none of them)
-- row: subject id, account_name text
-- row-type: JobShown
SELECT j.id, j.account, CASE WHEN EXISTS (SELECT 1 FROM membership m JOIN person n ON n.collaboration = m.collaboration AND n.id = m.person
        WHERE m.account = j.account AND n.is_protected = 1)
        THEN 'skyddade personuppgifter' ELSE a.name END AS account_name, j.kind, j.title, j.subject, j.payload, j.state, j.attempts,
    j.due_at, j.done, j.total, j.sentence, j.outcome, j.created_at, j.changed_at
FROM job j LEFT JOIN account a ON a.id = j.account
WHERE j.id = :id;

-- name: jobs_all :many
-- spans: collaborations (jobs belong to none of them)
-- row: subject id, account_name text
-- row-type: JobShown
SELECT j.id, j.account, CASE WHEN EXISTS (SELECT 1 FROM membership m JOIN person n ON n.collaboration = m.collaboration AND n.id = m.person
        WHERE m.account = j.account AND n.is_protected = 1)
        THEN 'skyddade personuppgifter' ELSE a.name END AS account_name, j.kind, j.title, j.subject, j.payload, j.state, j.attempts,
    j.due_at, j.done, j.total, j.sentence, j.outcome, j.created_at, j.changed_at
FROM job j LEFT JOIN account a ON a.id = j.account
ORDER BY j.id DESC;

-- Each row of an extract is a moment and up to four texts; extract.c says what they are called.

-- name: extract_account_of :maybe
-- in: collaboration id, person id
-- row: account id
SELECT m.account FROM membership m WHERE m.collaboration = :collaboration AND m.person = :person
ORDER BY m.id LIMIT 1;

-- name: extract_account_with :maybe
-- in: email text
SELECT a.id FROM account a WHERE lower(a.email) = lower(:email);

-- name: extract_person :many
-- in: collaboration id, person id
-- row: at instant, first text, second text, third text, fourth text
-- row-type: ExtractRow
SELECT CAST(NULL AS INTEGER) AS at, p.name AS first, p.email AS second, p.phone AS third,
    coalesce(p.note, '') || CASE WHEN p.is_protected = 1 THEN ' (skyddade personuppgifter)' ELSE '' END AS fourth
FROM person p WHERE p.collaboration = :collaboration AND p.id = :person;

-- name: extract_posts :many
-- in: collaboration id, person id
-- row: at instant, first text, second text, third text, fourth text
-- row-type: ExtractRow
SELECT CAST(NULL AS INTEGER) AS at,
    (SELECT r.title FROM rule r WHERE r.collaboration = :collaboration AND r.element = o.element
        ORDER BY coalesce(r.valid_from, '') DESC LIMIT 1) AS first,
    coalesce(o.title, o.function) AS second, o.subjects AS third,
    coalesce(o.valid_from, '') || ' – ' || coalesce(o.valid_to, '') AS fourth
FROM post o WHERE o.collaboration = :collaboration AND o.person = :person ORDER BY o.id;

-- name: extract_seats :many
-- in: collaboration id, person id
-- row: at instant, first text, second text, third text, fourth text
-- row-type: ExtractRow
SELECT CAST(NULL AS INTEGER) AS at,
    (SELECT r.title FROM rule r WHERE r.collaboration = :collaboration AND r.element = s.body
        ORDER BY coalesce(r.valid_from, '') DESC LIMIT 1) AS first,
    s.role AS second, coalesce(s.valid_from, '') || ' – ' || coalesce(s.valid_to, '')
        || CASE WHEN s.is_substitute = 1 THEN ', ersättare' ELSE '' END
        || CASE WHEN m.is_protected = 0 THEN ' för ' || m.name ELSE '' END AS third,
    CAST(NULL AS TEXT) AS fourth
FROM seat s
LEFT JOIN person m ON m.collaboration = :collaboration AND m.id = s.substitute_for
WHERE s.collaboration = :collaboration AND s.person = :person ORDER BY s.id;

-- name: extract_account :many
-- in: account id
-- row: at instant, first text, second text, third text, fourth text
-- row-type: ExtractRow
SELECT a.created_at AS at, a.name AS first, a.email AS second,
    CASE WHEN a.password_hash IS NULL THEN '' ELSE 'lösenord' END
        || CASE WHEN EXISTS (SELECT 1 FROM second_factor f WHERE f.account = a.id AND f.confirmed_at IS NOT NULL)
            THEN ', kod från telefon' ELSE '' END
        || coalesce((SELECT ', inloggning hos ' || min(i.issuer) FROM account_identity i WHERE i.account = a.id), '') AS third,
    CASE WHEN a.disabled_at IS NULL THEN 'öppet' ELSE 'stängt' END
        || CASE WHEN a.is_system_administrator = 1 THEN ', systemadministratör' ELSE '' END AS fourth
FROM account a WHERE a.id = :account;

-- name: extract_roles :many
-- in: collaboration id, account id
-- row: at instant, first text, second text, third text, fourth text
-- row-type: ExtractRow
SELECT CAST(NULL AS INTEGER) AS at, c.title AS first, r.role AS second, m.ends_on AS third, CAST(NULL AS TEXT) AS fourth
FROM membership m
JOIN membership_role r ON r.collaboration = :collaboration AND r.membership = m.id
JOIN collaboration c ON c.id = :collaboration
WHERE m.collaboration = :collaboration AND m.account = :account ORDER BY r.role;

-- name: extract_sessions :many
-- in: account id
-- row: at instant, first text, second text, third text, fourth text
-- row-type: ExtractRow
SELECT s.created_at AS at, s.how AS first, s.browser AS second, s.place AS third,
    CAST(NULL AS TEXT) AS fourth
FROM session s WHERE s.account = :account ORDER BY s.created_at;

-- name: extract_attempts :many
-- in: key text
-- row: at instant, first text, second text, third text, fourth text
-- row-type: ExtractRow
SELECT t.first_at AS at, CAST(t.failures AS TEXT) AS first, CAST(NULL AS TEXT) AS second, CAST(NULL AS TEXT) AS third,
    CAST(NULL AS TEXT) AS fourth
FROM login_attempt t WHERE t.key = :key;

-- name: extract_letters :many
-- in: account id, email text
-- row: at instant, first text, second text, third text, fourth text
-- row-type: ExtractRow
SELECT l.created_at AS at, l.subject AS first, l.to_email AS second, l.state AS third, l.answer AS fourth
FROM letter l WHERE l.account = :account OR lower(l.to_email) = lower(:email) ORDER BY l.id;

-- name: extract_links :many
-- in: collaboration id, person id, email text
-- row: at instant, first text, second text, third text, fourth text
-- row-type: ExtractRow
SELECT l.created_at AS at, l.kind AS first,
    (SELECT r.title FROM rule r WHERE r.collaboration = :collaboration AND r.element = l.element
        ORDER BY coalesce(r.valid_from, '') DESC LIMIT 1) AS second,
    l.email AS third,
    (SELECT c.email FROM task_code c WHERE c.collaboration = :collaboration AND c.link = l.id) AS fourth
FROM task_link l
WHERE l.collaboration = :collaboration AND (l.person = :person OR lower(l.email) = lower(:email)
    OR EXISTS (SELECT 1 FROM task_code c WHERE c.collaboration = :collaboration AND c.link = l.id
        AND lower(c.email) = lower(:email)))
ORDER BY l.id;

-- name: extract_uploads :many
-- in: collaboration id, account id
-- row: at instant, first text, second text, third text, fourth text
-- row-type: ExtractRow
SELECT u.created_at AS at, u.filename AS first, CAST(NULL AS TEXT) AS second, CAST(NULL AS TEXT) AS third,
    CAST(NULL AS TEXT) AS fourth
FROM plan_upload u WHERE u.collaboration = :collaboration AND u.account = :account
UNION ALL
SELECT u.created_at, u.filename, CAST(NULL AS TEXT), CAST(NULL AS TEXT), CAST(NULL AS TEXT)
FROM people_upload u WHERE u.collaboration = :collaboration AND u.account = :account ORDER BY 1, 2;

-- name: extract_confirmations :many
-- in: collaboration id, person id
-- row: at instant, first text, second text, third text, fourth text
-- row-type: ExtractRow
SELECT p.said_at AS at, p.outcome AS first,
    (SELECT r.title FROM rule r WHERE r.collaboration = :collaboration AND r.element = p.element
        ORDER BY coalesce(r.valid_from, '') DESC LIMIT 1) AS second,
    p.said AS third, CAST(NULL AS TEXT) AS fourth
FROM confirmation_person p WHERE p.collaboration = :collaboration AND p.person = :person ORDER BY p.said_at, p.confirmation;

-- name: extract_jobs :many
-- in: account id
-- row: at instant, first text, second text, third text, fourth text
-- row-type: ExtractRow
SELECT j.created_at AS at, j.title AS first, j.state AS second, j.outcome AS third, CAST(NULL AS TEXT) AS fourth
FROM job j WHERE j.account = :account ORDER BY j.id;

-- name: extract_versions :many
-- in: collaboration id, account id
-- row: at instant, first text, second text, third text, fourth text
-- row-type: ExtractRow
SELECT v.created_at AS at, p.title AS first, CAST(v.number AS TEXT) AS second, v.adopted_on AS third, v.paragraph AS fourth
FROM plan_version v JOIN plan p ON p.collaboration = :collaboration AND p.id = v.plan
WHERE v.collaboration = :collaboration AND v.account = :account ORDER BY v.id;

-- name: extract_activities :many
-- in: collaboration id, folded text
-- row: at instant, first text, second text, third text, fourth text
-- row-type: ExtractRow
SELECT CAST(NULL AS INTEGER) AS at, p.title AS first, a.title AS second, a.responsible AS third,
    a.leader || ' ' || a.project_group AS fourth
FROM activity a JOIN plan p ON p.collaboration = :collaboration AND p.id = a.plan
WHERE a.collaboration = :collaboration
  AND instr(fold(a.title || ' ' || a.goal || ' ' || a.implementation || ' ' || a.responsible || ' ' || a.parties || ' '
      || a.leader || ' ' || a.project_group || ' ' || a.comment), :folded) > 0
ORDER BY a.id;

-- name: extract_chapters :many
-- in: collaboration id, folded text
-- row: at instant, first text, second text, third text, fourth text
-- row-type: ExtractRow
SELECT CAST(NULL AS INTEGER) AS at, p.title AS first, h.heading AS second, CAST(NULL AS TEXT) AS third,
    CAST(NULL AS TEXT) AS fourth
FROM chapter h JOIN plan p ON p.collaboration = :collaboration AND p.id = h.plan
WHERE h.collaboration = :collaboration AND instr(fold(h.heading || ' ' || h.body), :folded) > 0
ORDER BY h.id;

-- name: extract_frozen :many
-- in: collaboration id, folded text
-- row: at instant, first text, second text, third text, fourth text
-- row-type: ExtractRow
SELECT v.created_at AS at, p.title AS first, CAST(v.number AS TEXT) AS second, v.adopted_on AS third, v.paragraph AS fourth
FROM plan_version v JOIN plan p ON p.collaboration = :collaboration AND p.id = v.plan
WHERE v.collaboration = :collaboration AND instr(fold(v.content), :folded) > 0
ORDER BY v.id;

-- name: extract_changes_of :many
-- in: collaboration id, account id
-- row: at instant, first text, second text, third text, fourth text
-- row-type: ExtractRow
SELECT u.at, u.action AS first, u.field AS second, u.before AS third, u.after AS fourth
FROM audit u WHERE u.collaboration = :collaboration AND u.account = :account ORDER BY u.id;

-- name: extract_changes_about :many
-- in: collaboration id, person id, account id
-- spans: collaborations (changes of accounts belong to none)
-- row: at instant, first text, second text, third text, fourth text
-- row-type: ExtractRow
SELECT u.at, u.action AS first, u.field AS second, u.before AS third, u.after AS fourth
FROM audit u
WHERE (u.collaboration = :collaboration AND (u.subject = :person OR u.parent = :person))
   OR (u.collaboration IS NULL AND (u.subject = :account OR u.account = :account))
ORDER BY u.id;

-- What a draft is called is for its office alone, and for whoever wrote it.
-- name: extract_proposals :many
-- in: collaboration id, account id, own bool
-- row: at instant, first text, second text, third text, fourth text
-- row-type: ExtractRow
SELECT p.created_at AS at, r.title AS first, CASE WHEN p.number IS NOT NULL OR :own = 1 THEN p.title ELSE 'utkast' END AS second,
    CAST(NULL AS TEXT) AS third, CAST(NULL AS TEXT) AS fourth
FROM proposal p JOIN round r ON r.collaboration = :collaboration AND r.id = p.round
WHERE p.collaboration = :collaboration AND (p.account = :account OR p.submitted_by = :account) ORDER BY p.id;

-- name: extract_named_proposals :many
-- in: collaboration id, folded text
-- row: at instant, first text, second text, third text, fourth text
-- row-type: ExtractRow
SELECT p.submitted_at AS at, r.title AS first, p.title AS second, CAST(NULL AS TEXT) AS third, CAST(NULL AS TEXT) AS fourth
FROM proposal p JOIN round r ON r.collaboration = :collaboration AND r.id = p.round
WHERE p.collaboration = :collaboration AND p.number IS NOT NULL
  AND instr(fold(p.title || ' ' || p.need || ' ' || p.goal || ' ' || p.implementation || ' ' || p.responsible || ' ' || p.parties
      || ' ' || p.contact), :folded) > 0
ORDER BY p.id;

-- name: extract_discussions :many
-- in: collaboration id, account id
-- row: at instant, first text, second text, third text, fourth text
-- row-type: ExtractRow
SELECT d.at, p.title AS first, d.body AS second, CAST(NULL AS TEXT) AS third, CAST(NULL AS TEXT) AS fourth
FROM proposal_discussion d JOIN proposal p ON p.collaboration = :collaboration AND p.id = d.proposal
WHERE d.collaboration = :collaboration AND d.account = :account ORDER BY d.id;

-- name: extract_answers :many
-- in: collaboration id, person id, account id
-- row: at instant, first text, second text, third text, fourth text
-- row-type: ExtractRow
SELECT v.submitted_at AS at, r.title AS first, CAST(v.number AS TEXT) AS second, CAST(NULL AS TEXT) AS third,
    CAST(NULL AS TEXT) AS fourth
FROM answer_version v JOIN answer a ON a.collaboration = :collaboration AND a.id = v.answer
JOIN round r ON r.collaboration = :collaboration AND r.id = a.round
WHERE v.collaboration = :collaboration AND (v.account = :account OR v.confirmed_by = :person) ORDER BY v.id;

-- name: extract_registered :many
-- in: collaboration id, account id
-- row: at instant, first text, second text, third text, fourth text
-- row-type: ExtractRow
SELECT f.registered_at AS at, f.title AS first, f.register_number AS second, CAST(NULL AS TEXT) AS third,
    CAST(NULL AS TEXT) AS fourth
FROM frozen_document f WHERE f.collaboration = :collaboration AND f.account = :account ORDER BY f.id;

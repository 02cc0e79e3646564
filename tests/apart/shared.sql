-- What both databases have: collaborations and accounts belong to the installation.
INSERT INTO collaboration (id, name, title) VALUES (1, 'samverkan-1', 'Samverkan 1'), (2, 'samverkan-2', 'Samverkan 2');
INSERT INTO account (id, email, name, created_at) VALUES
    (1001, 'ett1@example.org', 'Ett 1', 1), (1002, 'tva1@example.org', 'Två 1', 2),
    (2001, 'ett2@example.org', 'Ett 2', 1), (2002, 'tva2@example.org', 'Två 2', 2);

// An installation as it was with the first six migrations, in a new file.
import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { ROOT } from '../http/site.mjs';

const OLD = `
import glob, hashlib, sqlite3, sys
root, path = sys.argv[1:]
db = sqlite3.connect(path)
db.execute('PRAGMA application_id = 1396788563')
for number, file in enumerate(sorted(glob.glob(root + 'migrations/*.sql'))[:6], 1):
    sql = open(file, encoding='utf-8').read()
    db.executescript(sql)
    db.execute('INSERT INTO schema_migration VALUES (?, ?, ?, 1618477200)', (number, file.split('/')[-1][5:-4], hashlib.sha256(sql.encode()).hexdigest()))
db.commit()
db.executescript(open(root + 'tests/fixtures/databases/0006.sql', encoding='utf-8').read())
db.commit()
`;

export function makeOld(file) {
  execFileSync('python3', ['-c', OLD, ROOT, file]);
  chmodSync(file, 0o600);
  return file;
}

// A database of its own, of SQLite, or of PostgreSQL in the cluster of TEST_DATABASE, with collaborations and accounts in it, served by the built program.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Server } from './server.mjs';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const PASSWORD = 'en lagom lång mening';

// An id as it stands in addresses and logs.
export const idText = (id) => Array.from({ length: 13 }, (_, i) => '0123456789abcdefghjkmnpqrstvwxyz'[Number((BigInt(id) >> BigInt(5 * (12 - i))) & 31n)]).join('');
const QUERY = 'import json, sqlite3, sys\nprint(json.dumps(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchall()))';
const DUMP = `
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall():
    for row in sorted(map(repr, db.execute(f'SELECT * FROM "{table}"'))):
        print(table, row)
`;
const CLUSTER = process.env.TEST_DATABASE;
const PG_QUERY = (sql) => `SELECT coalesce(json_agg(r), '[]') FROM (SELECT (SELECT json_agg(value) FROM json_each(row_to_json(t))) AS r FROM (${sql}) t) a`;
const PG_TABLES = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname";
const psql = (address, sql) => execFileSync('psql', ['--no-psqlrc', '--quiet', '--tuples-only', '--no-align', '--set=ON_ERROR_STOP=1', `--command=${sql}`, address],
  { encoding: 'utf8', maxBuffer: 1 << 28 });
const isAddress = (data) => data.startsWith('postgresql:');
const python = (...args) => execFileSync('python3', ['-c', ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });

// Every row of every table, one a line, that begins with the table's name.
export function dumpOf(data) {
  if (!isAddress(data)) return python(DUMP, data);
  const tables = psql(data, PG_TABLES).trim().split('\n');
  return psql(data, tables.map((table) => `SELECT '${table} ' || replace(t::text, E'\\n', '\\n') FROM "${table}" t`).join(' UNION ALL ') + ' ORDER BY 1');
}

// Truths are numbers in both.
export const rowsOf = (data, sql) =>
  JSON.parse(isAddress(data) ? psql(data, PG_QUERY(sql)) : python(QUERY, data, sql), (_, value) => (typeof value === 'boolean' ? Number(value) : value));

// Waits until what was asked of the workers is done (the demo's documents are frozen by them), so that dumps are comparable.
export async function jobsDone(data) {
  while (rowsOf(data, "SELECT count(*) FROM job WHERE state IN ('waiting', 'running') AND due_at <= CAST(strftime('%s', 'now') AS INTEGER)")[0][0] > 0)
    await new Promise((done) => { setTimeout(done, 200); });
}

// The tables whose rows are not the same in both dumps. Who is logged in changes with every request, so `session` does not count.
export function changedTables(before, after) {
  const [old, now] = [before, after].map((dump) => new Set(dump.split('\n')));
  const lines = [...[...old].filter((line) => !now.has(line)), ...[...now].filter((line) => !old.has(line))];
  return [...new Set(lines.map((line) => line.split(' ')[0]))].filter((table) => table !== 'session').sort();
}

export class Site {
  static async #withoutDatabase() {
    const site = new Site();
    site.folder = await mkdtemp(join(tmpdir(), 'samsyn-http-'));
    site.data = join(site.folder, 'samsyn.db');
    site.hasFile = !CLUSTER;
    if (CLUSTER) {
      site.database = `http_${process.pid}`;
      psql(CLUSTER, `CREATE DATABASE ${site.database} TEMPLATE template0`);
      site.data = CLUSTER.replace('/postgres?', `/${site.database}?`);
    }
    return site;
  }

  async #serve(program, options = []) {
    this.server = await Server.start(program, 'serve', '--data', this.data, '--listen', '127.0.0.1:0', ...options);
    return this;
  }

  // The demo, served.
  static async demo(program) {
    const site = await Site.#withoutDatabase();
    execFileSync(program, ['demo', '--data', site.data], { stdio: 'ignore' });
    return site.#serve(program);
  }

  // `accounts`: { email: [collaboration, role] }, all with PASSWORD. `serve`: more options for the server.
  static async start(program, { collaborations, accounts, serve = [] }) {
    const site = await Site.#withoutDatabase();
    const run = (args, input = '') => execFileSync(program, [...args, '--data', site.data], { input, stdio: ['pipe', 'ignore', 'inherit'] });
    run(['init']);
    for (const name of collaborations) run(['import', 'collaboration', `${ROOT}collaborations/${name}.conf`]);
    for (const [email, [collaboration, role]] of Object.entries(accounts))
      run(['user', 'add', '--name', 'Anna Exempel', '--collaboration', collaboration, '--role', role, email], `${PASSWORD}\n`);
    return site.#serve(program, serve);
  }

  rows(sql) {
    return rowsOf(this.data, sql);
  }

  // Changes rows behind the server's back.
  write(sql) {
    if (this.hasFile) execFileSync('python3', ['-c', 'import sqlite3, sys\nwith sqlite3.connect(sys.argv[1]) as db: db.execute(sys.argv[2])', this.data, sql]);
    else psql(this.data, sql);
  }

  // SQL for the bytes of a column as capital hexadecimal digits.
  hex(column) {
    return this.hasFile ? `hex(${column})` : `upper(encode(${column}, 'hex'))`;
  }

  dump() {
    return dumpOf(this.data);
  }

  // Gives what the server ended with.
  async stop() {
    const end = await this.server.stop();
    await rm(this.folder, { recursive: true });
    if (this.database) psql(CLUSTER, `DROP DATABASE ${this.database} WITH (FORCE)`);
    return end;
  }
}

// A step that logs in.
export const logIn = (as, email, collaboration) => ({
  step: `${as} logs in`, as, post: '/login', form: { email, password: PASSWORD, next: `/${collaboration}/plans` }, location: `/${collaboration}/plans` });

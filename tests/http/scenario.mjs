// Runs labelled steps against a server: each is a request and what the answer must be. One check a step.
//
//   await scenario(server, 'roll a plan forward', [
//     { step: 'the coordinator logs in', as: 'coordinator', post: '/login', form: { email, password }, status: 303 },
//     { step: 'opens the plans', as: 'coordinator', get: '/jonkoping/plans', status: 200, has: ['Planer'],
//       save: { plan: /\/plans\/([0-9a-z]{13})"/ } },
//     { step: 'adopts the plan', as: 'coordinator', post: '/jonkoping/plans/{plan}/adopt', form: { … }, location: '/jonkoping/plans/{plan}' },
//   ]);
//
// A step: `get`, `head` or `post` with an address, or `method` + `path`; `as` names a person (a jar of cookies);
// `form` (object, or pairs where a name repeats), `files` { field: { filename, type, content } }, or `body` + `type`;
// `headers` (null takes one away). Expected: `status` (200, or 303 with `location`), `has` and `lacks` (texts or patterns in the
// body), `header` { name: text, pattern or null }, `json` (a function that says whether it holds). `save` { name: pattern }
// keeps the first group from the body for `{name}` in later steps. `follow`: GET the Location as the next page.
import http from 'node:http';
import { check } from './tap.mjs';

const BOUNDARY = 'steps-of-a-scenario';

export class People {
  constructor() {
    this.jars = new Map();
  }

  jar(name = 'anybody') {
    if (!this.jars.has(name)) this.jars.set(name, new Map());
    return this.jars.get(name);
  }

  cookies(name) {
    return [...this.jar(name)].map(([key, value]) => `${key}=${value}`).join('; ');
  }

  keep(name, setCookies = []) {
    for (const cookie of setCookies) {
      const [, key, value] = /^([^=]+)=([^;]*)/.exec(cookie);
      if (/;\s*max-age=0(;|$)/i.test(cookie)) this.jar(name).delete(key);
      else this.jar(name).set(key, value);
    }
  }
}

function multipart(form, files) {
  const parts = form.map(([name, value]) => [`name="${name}"`, '', Buffer.from(String(value))]);
  for (const [field, file] of Object.entries(files))
    parts.push([`name="${field}"; filename="${file.filename}"`, `Content-Type: ${file.type ?? 'application/octet-stream'}\r\n`, Buffer.from(file.content)]);
  const pieces = parts.flatMap(([disposition, type, content]) => [
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; ${disposition}\r\n${type}\r\n`),
    content,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...pieces, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

export function bodyOf(step) {
  const form = Array.isArray(step.form) ? step.form : Object.entries(step.form ?? {});
  if (step.body !== undefined) return { type: step.type ?? 'text/plain', body: Buffer.from(step.body) };
  if (step.files) return { type: `multipart/form-data; boundary=${BOUNDARY}`, body: multipart(form, step.files) };
  return { type: 'application/x-www-form-urlencoded', body: Buffer.from(new URLSearchParams(form).toString()) };
}

function prepare(step, server, people) {
  const method = step.method ?? (step.post !== undefined ? 'POST' : step.head !== undefined ? 'HEAD' : 'GET');
  const headers = { host: `localhost:${server.port}` };
  const cookies = people.cookies(step.as);
  if (cookies) headers.cookie = cookies;
  let body;
  if (method === 'POST') {
    const content = bodyOf(step);
    body = content.body;
    Object.assign(headers, { 'content-type': content.type, 'content-length': body.length, origin: `http://localhost:${server.port}`, 'sec-fetch-site': 'same-origin' });
  }
  for (const [name, value] of Object.entries(step.headers ?? {}))
    if (value === null) delete headers[name.toLowerCase()];
    else headers[name.toLowerCase()] = value;
  return { method, path: step.path ?? step.post ?? step.head ?? step.get, headers, body };
}

export function send(server, { method, path, headers, body }) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port: server.port, agent: false, method, path, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, bytes: Buffer.concat(chunks), body: Buffer.concat(chunks).toString('utf8') }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

const matches = (text, wanted) => (wanted instanceof RegExp ? wanted.test(text) : text === wanted);
const contains = (text, wanted) => (wanted instanceof RegExp ? wanted.test(text) : text.includes(wanted));

function complaints(step, answer) {
  const found = [];
  const status = step.status ?? (step.location === undefined ? 200 : 303);
  if (answer.status !== status) found.push(`status ${answer.status}, expected ${status}`);
  if (step.location !== undefined && !matches(answer.headers.location ?? '', step.location)) found.push(`Location ${answer.headers.location}, expected ${step.location}`);
  for (const text of [step.has ?? []].flat()) if (!contains(answer.body, text)) found.push(`lacks ${text}`);
  for (const text of [step.lacks ?? []].flat()) if (contains(answer.body, text)) found.push(`has ${text}`);
  for (const [name, wanted] of Object.entries(step.header ?? {})) {
    const value = answer.headers[name.toLowerCase()];
    const right = wanted === null ? value === undefined : value !== undefined && matches(String(value), wanted);
    if (!right) found.push(`${name}: ${value}, expected ${wanted}`);
  }
  if (step.json && !step.json(JSON.parse(answer.body))) found.push(`json does not hold`);
  return found;
}

function fill(value, saved) {
  if (typeof value === 'string') return value.replace(/\{(\w+)\}/g, (all, name) => saved[name] ?? all);
  if (Array.isArray(value)) return value.map((item) => fill(item, saved));
  if (value && Object.getPrototypeOf(value) === Object.prototype) return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fill(item, saved)]));
  return value;
}

function save(step, answer, saved, found) {
  for (const [name, pattern] of Object.entries(step.save ?? {})) {
    const match = pattern.exec(answer.body) ?? pattern.exec(answer.headers.location ?? '');
    if (match) saved[name] = match[1];
    else found.push(`nothing to save as ${name} by ${pattern}`);
  }
}

// Runs the steps in order; gives what was saved. `people` and `saved` may be handed from one scenario to the next.
export async function scenario(server, title, steps, { people = new People(), saved = {} } = {}) {
  for (const written of steps) {
    const step = fill(written, saved);
    let found;
    let answer;
    try {
      answer = await send(server, prepare(step, server, people));
      people.keep(step.as, answer.headers['set-cookie']);
      if (step.follow) answer = await send(server, prepare({ as: step.as, get: answer.headers.location }, server, people));
      found = complaints(step, answer);
      save(written, answer, saved, found);
    } catch (error) {
      found = [error.message];
    }
    check(`${title}: ${step.step}`, found.length === 0, [...found, answer?.body?.slice(0, 2000) ?? ''].join('\n'));
  }
  return saved;
}

// The forms of the demo's pages: logs in as its people, follows their links, and gives what a browser would send.
import { send } from './scenario.mjs';

const NEVER = /^\/(login|logout)/; // which would end the session
const decoded = (text) => text.replace(/&#(x?)([0-9a-f]+);/gi, (_, hex, digits) => String.fromCodePoint(parseInt(digits, hex ? 16 : 10)))
  .replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&nbsp;', '\u00a0').replaceAll('&amp;', '&');

const attribute = (tag, name) => decoded(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
const wanted = (tag) => (/\srequired/.test(tag) ? typed(tag) : '');
const typed = (tag) => ({ email: 'prov@example.org', date: '2021-05-05', number: '2021' })[attribute(tag, 'type')] ?? 'Prov';

// The names and values of a form, given its inner HTML, as a browser sends them; what is required and empty gets something.
export function fieldsOf(form) {
  const fields = [];
  for (const [tag, , name, inner] of form.matchAll(/<(input|textarea|select|button)\b[^>]*?\sname="([^"]+)"[^>]*>(?:(?<=<(?:textarea|select)[^>]*>)([^]*?)<\/(?:textarea|select)>)?/g)) {
    const head = tag.slice(0, tag.indexOf('>') + 1);
    const kind = attribute(head, 'type');
    if (head.startsWith('<input') && (kind === 'file' || (/checkbox|radio/.test(kind) && !/\schecked/.test(head)))) continue;
    if (head.startsWith('<button') && fields.some(([other]) => other === name)) continue;
    if (head.startsWith('<select')) fields.push([name, attribute(/<option[^>]*\sselected[^>]*>/.exec(inner)?.[0] ?? /<option[^>]*>/.exec(inner)?.[0] ?? '', 'value')]);
    else if (head.startsWith('<textarea')) fields.push([name, decoded(inner ?? '') || wanted(head)]);
    else fields.push([name, attribute(head, 'value') || wanted(head)]);
  }
  return fields;
}

// An address without what is one's own.
export const kindOf = (path) => path.split('?')[0].replace(/[0-9a-hjkmnp-tv-z]{13}/g, ':id').replace(/^(\/\w+\/(?:people|rules\/[a-z-]+))\/(?!new)[^/]+/, '$1/:key');
export const formsOf = (page, path) => [...page.matchAll(/<form\b([^>]*)>([^]*?)<\/form>/g)].filter(([, head]) => /method="post"/.test(head))
  .map(([, head, inner]) => ({ page: path, action: attribute(head, 'action') || path, multipart: /multipart/.test(head), inner }))
  .map((form) => ({ ...form, kind: kindOf(form.action) }));

export class Visitor {
  constructor(server) {
    this.server = server;
    this.host = `localhost:${server.port}`;
  }

  get(path, cookie = '') {
    return send(this.server, { method: 'GET', path, headers: { host: this.host, cookie } });
  }

  post(path, cookie, fields, type) {
    const parts = fields.map(([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('');
    const body = type ? `${parts}--x--\r\n` : new URLSearchParams(fields).toString();
    return send(this.server, { method: 'POST', path, body, headers: { host: this.host, cookie, origin: `http://${this.host}`, 'content-length': Buffer.byteLength(body),
      'content-type': type ? 'multipart/form-data; boundary=x' : 'application/x-www-form-urlencoded' } });
  }

  // Gives the cookie of the demo's person.
  async logIn(place, title) {
    const page = (await this.get('/login')).body.split('<h2>').find((one) => one.startsWith(place)) ?? '';
    const account = [...page.matchAll(/value="(\w{13})"><b>[^<]*<\/b><span>([^<]*)/g)].find((one) => one[2] === title)?.[1];
    return (await this.post('/login/persona', '', [['account', account], ['next', '']])).headers['set-cookie'][0].split(';')[0];
  }

  // A plan that is revised, and a file that waits, so that their forms are there too; gives the plan's address.
  async prepare(cookie) {
    const plan = /href="(\/jonkoping\/plans\/\w{13})"/.exec((await this.get('/jonkoping/plans', cookie)).body)[1];
    const revised = await this.post(`${plan}/revise`, cookie, []);
    const waits = await this.post('/jonkoping/import', cookie, [['text', 'Verksamhetsplan 2021\nAktivitet\tMål\nProv av vatten\tRent vatten'], ['document', 'verksamhetsplan'], ['year', '2021']]);
    if (revised.status !== 303 || waits.status !== 303) throw new Error(`not prepared: ${revised.status}, ${waits.status}`);
    return plan;
  }

  // One form of each kind that pages have: { page, action, kind, multipart, inner }.
  async crawl(cookie, starts) {
    const kinds = new Map();
    const forms = new Map();
    const seen = new Set(starts);
    for (const queue = [...starts]; queue.length; ) {
      const path = queue.shift();
      const answer = await this.get(path, cookie);
      if (answer.status === 303 && !seen.has(answer.headers.location)) queue.push(answer.headers.location);
      if (answer.status !== 200 || !/^text\/html/.test(answer.headers['content-type'])) continue;
      for (const form of formsOf(answer.body, path)) if (!forms.has(form.kind) && !NEVER.test(form.action)) forms.set(form.kind, form);
      for (const [, link] of answer.body.matchAll(/\s(?:href|data-href|hx-get)="(\/[^"#]*)/g)) {
        const next = decoded(link);
        const kind = kindOf(next);
        if (seen.has(next) || /^\/assets|\.(csv|xlsx|json|pdf|docx|html)(\?|$)/.test(next) || (kinds.get(kind) ?? 0) >= 2) continue;
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
        seen.add(next);
        queue.push(next);
      }
    }
    return [...forms.values()];
  }
}

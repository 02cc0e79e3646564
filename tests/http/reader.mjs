// Somebody at a browser without JavaScript: opens pages, follows links and presses buttons by their words, and is told when one is not there.
import { fieldsOf, formsOf } from './forms.mjs';
import { bodyOf, send } from './scenario.mjs';
import { check } from './tap.mjs';

const plain = (html) => html.replace(/<svg[^]*?<\/svg>/g, '').replace(/<span class="unseen">[^]*?<\/span>/g, '').replace(/<[^>]*>/g, ' ').replaceAll('&amp;', '&').replaceAll('&nbsp;', ' ').replace(/\s+/g, ' ').trim();
const buttonsOf = (inner) => [...inner.matchAll(/<button\b([^>]*)>([^]*?)<\/button>/g)].map(([, head, words]) => ({ head, words: plain(words) }));
const attribute = (head, name) => new RegExp(`\\s${name}="([^"]*)"`).exec(head)?.[1];

const escaped = (text) => String(text).replaceAll('&', '&amp;').replaceAll('"', '&quot;');

// A field with that name; a list to choose from or a box to tick must offer the value too.
function hasField(inner, name, value) {
  const tags = [...inner.matchAll(/<(input|textarea|select)\b[^>]*>/g)].filter(([tag]) => attribute(tag, 'name') === name);
  const offered = (tag, at) => `${tag}${inner.slice(at, inner.indexOf('</select>', at))}`.includes(`value="${escaped(value)}"`);
  return tags.some((found) => (found[1] === 'select' ? offered('', found.index) : !/type="(checkbox|radio)"/.test(found[0]) || attribute(found[0], 'value') === escaped(value)));
}

export class Reader {
  /** `who`: { place, title } of a persona, or undefined for somebody with a link alone. */
  constructor(server, name) {
    Object.assign(this, { server, name, cookie: '', path: '/', body: '', host: `localhost:${server.port}` });
  }

  async ask(method, path, fields, files) {
    const { type, body } = fields ? bodyOf({ form: fields, files }) : {};
    const headers = { host: this.host, cookie: this.cookie, ...(body && { origin: `http://${this.host}`, 'content-type': type, 'content-length': body.length }) };
    const answer = await send(this.server, { method, path, body, headers });
    const given = answer.headers['set-cookie']?.[0].split(';')[0];
    if (given) this.cookie = given;
    if (answer.status === 303) return this.open(answer.headers.location);
    Object.assign(this, { path, status: answer.status, body: answer.body, text: plain(answer.body.replace(/<head>[^]*?<\/head>/, '')) });
    return this;
  }

  open(path) {
    return this.ask('GET', path.split('#')[0]);
  }

  async logIn(account, next) {
    await this.ask('POST', '/login/persona', [['account', account], ['next', next]]);
    return check(`${this.name} logs in`, this.path === next, this.path);
  }

  async follow(words) {
    const link = [...this.body.matchAll(/<a\b([^>]*)>([^]*?)<\/a>/g)].find(([, , inner]) => plain(inner).includes(words));
    if (!check(`${this.name} finds the link “${words}”`, link, `${this.path}\n${this.text.slice(0, 1500)}`)) return this;
    return this.open(attribute(link[1], 'href').replaceAll('&amp;', '&'));
  }

  /** Presses the first button with these words; `typed` goes into the fields of its form, where undefined takes a choice away. */
  async press(words, typed = {}, files = undefined) {
    for (const form of formsOf(this.body, this.path)) {
      const button = buttonsOf(form.inner).find((one) => one.words.includes(words));
      if (!button) continue;
      const fields = fieldsOf(form.inner.replace(/<button\b[^]*?<\/button>/g, '')).filter(([name]) => !(name in typed));
      const own = attribute(button.head, 'name');
      const added = Object.entries(typed).flatMap(([name, value]) => [value].flat().filter((one) => one !== undefined).map((one) => [name, one]));
      const missing = [...added, ...Object.entries(files ?? {})].filter(([name, value]) => !hasField(form.inner, name, value));
      check(`${this.name} presses “${words}”`, missing.length === 0, `no field for ${JSON.stringify(missing)} at ${this.path}`);
      return this.ask('POST', (attribute(button.head, 'formaction') ?? form.action).replaceAll('&amp;', '&'), [...fields, ...added, ...(own ? [[own, attribute(button.head, 'value') ?? '']] : [])], files);
    }
    check(`${this.name} finds the button “${words}”`, false, `${this.path}\n${this.text.slice(0, 1500)}`);
    return this;
  }

  /** As press(), with files: { field: { filename, content } }. */
  hand(words, files, typed = {}) {
    return this.press(words, typed, files);
  }

  sees(...texts) {
    for (const text of texts) check(`${this.name} sees “${text}”`, this.text.includes(text), `${this.status} ${this.path}\n${this.text.slice(0, 2500)}`);
    return this;
  }

  misses(...texts) {
    for (const text of texts) check(`${this.name} does not see “${text}”`, !this.body.includes(text), this.path);
    return this;
  }
}

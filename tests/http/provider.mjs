// A login provider (OpenID Connect) for tests, with keys of its own. What it answers can be made wrong: `claims` and `header` change the
// next ID tokens, `sign` makes them in another way, `behave` the answers themselves.
import { createHash, createHmac, generateKeyPairSync, randomBytes, sign as signed } from 'node:crypto';
import { createServer } from 'node:http';

const encode = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const rsa = (kid, size = 2048) => ({ kid, ...generateKeyPairSync('rsa', { modulusLength: size }) });

export const SECRET = 'hemligt + särskilt:tecken';

export class Provider {
  static async start() {
    const provider = new Provider();
    provider.key = rsa('ett');
    provider.published = [provider.key];
    provider.codes = new Map();
    provider.requests = [];
    provider.reset();
    provider.server = createServer((request, response) => provider.answer(request, response));
    await new Promise((done) => provider.server.listen(0, '127.0.0.1', done));
    provider.issuer = `http://127.0.0.1:${provider.server.address().port}`;
    return provider;
  }

  reset() {
    Object.assign(this, { claims: {}, header: {}, alg: 'RS256', subject: 'anna-1', email: 'anna@example.org', sign: undefined, behave: {}, metadata: {} });
  }

  rotate(kid) {
    this.key = rsa(kid);
    this.published = [this.key];
  }

  jwk(key, alg) {
    return { ...key.publicKey.export({ format: 'jwk' }), kid: key.kid, use: 'sig', ...(alg && { alg }) };
  }

  // What a person's browser does at the authorization endpoint: the address that it is sent back to.
  approve(location) {
    const asked = new URL(location).searchParams;
    const code = randomBytes(16).toString('base64url');
    this.asked = Object.fromEntries(asked);
    this.codes.set(code, { nonce: asked.get('nonce'), challenge: asked.get('code_challenge'), redirect: asked.get('redirect_uri') });
    return { code, state: asked.get('state') };
  }

  token(nonce) {
    const now = Math.floor(Date.now() / 1000);
    const header = encode({ alg: this.alg, kid: this.key.kid, ...this.header });
    const claims = { iss: this.issuer, aud: 'samsyn', sub: this.subject, email: this.email, nonce, iat: now, exp: now + 300, ...this.claims };
    const text = `${header}.${encode(claims)}`;
    return `${text}.${(this.sign ?? this.usual).call(this, text)}`;
  }

  usual(text) {
    const options = { RS256: {}, PS256: { padding: 6, saltLength: 32 }, ES256: { dsaEncoding: 'ieee-p1363' } }[this.alg];
    return signed('sha256', Buffer.from(text), { key: this.key.privateKey, ...options }).toString('base64url');
  }

  hmac(text) {
    return createHmac('sha256', this.key.publicKey.export({ type: 'spki', format: 'pem' })).update(text).digest('base64url');
  }

  exchange(form, authorization) {
    const code = this.codes.get(form.get('code'));
    this.codes.delete(form.get('code'));
    const basic = `Basic ${Buffer.from(`samsyn:${encodeURIComponent(SECRET)}`).toString('base64')}`;
    const verifier = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
    if (!code || authorization !== basic || verifier !== code.challenge || form.get('redirect_uri') !== code.redirect) return [400, { error: 'invalid_grant' }];
    return [200, { token_type: 'Bearer', access_token: 'x', id_token: this.token(code.nonce) }];
  }

  async answer(request, response) {
    const path = request.url.split('?')[0];
    const body = Buffer.concat(await request.toArray()).toString();
    this.requests.push(path);
    const behave = this.behave[path];
    if (behave) return behave(response);
    const [status, json] = {
      '/.well-known/openid-configuration': () => [200, { issuer: this.issuer, authorization_endpoint: `${this.issuer}/auth`, token_endpoint: `${this.issuer}/token`, jwks_uri: `${this.issuer}/jwks`, ...this.metadata }],
      '/jwks': () => [200, { keys: this.published.map((key) => this.jwk(key)) }],
      '/token': () => this.exchange(new URLSearchParams(body), request.headers.authorization),
    }[path]?.() ?? [404, {}];
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(json));
  }

  async stop() {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}

export const ellipticKey = (kid) => ({ kid, ...generateKeyPairSync('ec', { namedCurve: 'P-256' }) });
export const smallKey = (kid) => rsa(kid, 1024);

export const all = (selector, root = document) => [...root.querySelectorAll(selector)];

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else if (value !== false && value != null) made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children);
  return made;
}

/** One polite live region for the whole page. */
export function announce(sentence) {
  let region = document.getElementById('announce');
  if (!region) {
    region = element('div', { id: 'announce', class: 'unseen', role: 'status' });
    document.body.append(region);
  }
  region.textContent = '';
  requestAnimationFrame(() => { region.textContent = sentence; });
}

/** Text that was typed but not saved, kept until the tab is closed or one logs out. Storage may be full or forbidden. */
export const memory = {
  get(key) {
    try { return sessionStorage.getItem(`samsyn:${key}`); } catch { return null; }
  },
  set(key, value) {
    try { sessionStorage.setItem(`samsyn:${key}`, value); } catch { /* typing goes on all the same */ }
  },
  remove(key) {
    try { sessionStorage.removeItem(`samsyn:${key}`); } catch { /* nothing was kept */ }
  },
  clear() {
    try {
      Object.keys(sessionStorage).filter((key) => key.startsWith('samsyn:')).forEach((key) => sessionStorage.removeItem(key));
    } catch { /* nothing was kept */ }
  },
};

/** Posts a form as the page itself would and gives status, content and, when the change shows elsewhere, where. */
export async function post(url, fields) {
  const answer = await fetch(url, {
    method: 'POST',
    body: fields instanceof URLSearchParams ? fields : new URLSearchParams(fields),
    headers: { 'HX-Request': 'true' },
    credentials: 'same-origin',
    keepalive: true, // a save in flight survives that the page is left
  });
  const page = document.createElement('template');
  page.innerHTML = await answer.text();
  return { status: answer.status, redirected: answer.redirected, content: page.content, elsewhere: answer.headers.get('HX-Location') };
}

/** Opens a page anew, also when it is the one that is open. */
export function visit(url) {
  const there = new URL(url, location.href);
  const isOpen = there.pathname === location.pathname && there.search === location.search;
  location.assign(there);
  if (isOpen) location.reload();
}

export const isUndo = (event) => (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z';

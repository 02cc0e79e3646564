// Forms with data-autosave (an address): a control that has changed is posted alone, as name, was and value; one second after the
// last key, at once for what is chosen, and when the page is left. The answer's text is shown in [data-autosave-said]; elements
// in it with data-into take the place of what stands in the element with that id. 409 has data-now: what somebody else wrote.
import { all, element, post } from './dom.js';
import { text } from './texts.js';

const PAUSE = 1000;
const RETRY = 10000;
const saves = (control) => control.name && !['hidden', 'file', 'submit', 'button'].includes(control.type);
const isChosen = (control) => ['radio', 'checkbox', 'select-one'].includes(control.type);

function valueOf(form, name) {
  const control = form.elements[name];
  if (control instanceof RadioNodeList) return control.value;
  return control.type === 'checkbox' ? (control.checked ? control.value : '') : control.value;
}

const fieldOf = (form, name) => {
  const control = form.elements[name];
  return (control instanceof RadioNodeList ? control[0] : control).closest('.field') ?? form;
};

function say(form, sentence) {
  const said = form.querySelector('[data-autosave-said]') ?? document.querySelector('[data-autosave-said]');
  if (said) said.textContent = sentence;
}

function clear(form, name) {
  const field = fieldOf(form, name);
  field.classList.remove('has-error');
  all(':scope > .autosave-problem', field).forEach((one) => one.remove());
}

function complain(form, name, sentence, ...buttons) {
  const field = fieldOf(form, name);
  clear(form, name);
  field.classList.add('has-error');
  field.append(element('div', { class: 'autosave-problem', role: 'alert' },
    element('p', { class: 'field-error' }, sentence), element('div', { class: 'button-row' }, ...buttons)));
}

const button = (label, click) => element('button', { type: 'button', class: 'button button-small', click }, label);

function take(content) {
  all('[data-into]', content).forEach((one) => {
    const place = document.getElementById(one.dataset.into);
    one.remove();
    if (place) place.replaceChildren(...one.childNodes);
  });
}

function autosave(form) {
  const saved = new Map();
  const timers = new Map();
  const running = new Map();
  const cutOff = new Set(); // not saved since the server could not be reached: tried again
  let patience;
  const names = new Set([...form.elements].filter(saves).map((control) => control.name));
  names.forEach((name) => saved.set(name, valueOf(form, name)));

  function askWhich(name, sentence, theirs) {
    const mine = button(text('keepMine'), () => { saved.set(name, theirs); clear(form, name); save(name); });
    const other = button(text('takeTheirs'), () => {
      form.elements[name].value = theirs;
      saved.set(name, theirs);
      clear(form, name);
    });
    complain(form, name, sentence, mine, other);
  }

  function answered(name, value, { status, redirected, content }) {
    if (cutOff.delete(name)) retry();
    const reason = content.querySelector('[data-reason]');
    if (redirected || status === 401) return complain(form, name, text('loggedOut'), button(text('again'), () => save(name)));
    if (status === 200) {
      saved.set(name, value);
      clear(form, name);
      take(content);
      return say(form, content.textContent.trim());
    }
    const sentence = reason?.textContent ?? text('refused');
    say(form, '');
    if (status === 409 && reason?.dataset.now !== undefined) return askWhich(name, sentence, reason.dataset.now);
    return complain(form, name, sentence);
  }

  const retry = () => cutOff.forEach((name) => save(name));

  function waitForServer(name) {
    say(form, text('cutOff'));
    if (!cutOff.has(name)) complain(form, name, text('savedLater'), button(text('again'), () => save(name)));
    cutOff.add(name);
    clearTimeout(patience);
    patience = setTimeout(retry, RETRY);
  }

  async function send(name, value) {
    say(form, text('saving'));
    try {
      answered(name, value, await post(form.dataset.autosave, { name, was: saved.get(name), value }));
    } catch {
      waitForServer(name);
    }
    running.delete(name);
    if (saved.get(name) === value) await save(name);
  }

  /** Ends when what the control says is saved, or has been refused. */
  function save(name) {
    clearTimeout(timers.get(name));
    const value = valueOf(form, name);
    if (value === saved.get(name)) return Promise.resolve();
    if (!running.has(name)) running.set(name, send(name, value));
    return running.get(name);
  }

  const isSaved = () => running.size === 0 && [...names].every((name) => valueOf(form, name) === saved.get(name));

  form.addEventListener('input', ({ target }) => {
    if (!saves(target)) return;
    clearTimeout(timers.get(target.name));
    timers.set(target.name, setTimeout(() => save(target.name), isChosen(target) ? 0 : PAUSE));
  });
  form.addEventListener('change', ({ target }) => { if (saves(target)) save(target.name); });
  form.addEventListener('submit', async (event) => {
    if (isSaved()) return;
    event.preventDefault();
    await Promise.all([...names].map(save));
    if (isSaved()) form.requestSubmit(event.submitter);
  });
  addEventListener('online', retry);
  addEventListener('beforeunload', (event) => { if (cutOff.size > 0) event.preventDefault(); });
  addEventListener('pagehide', () => names.forEach(save));
}

all('form[data-autosave]').forEach(autosave);

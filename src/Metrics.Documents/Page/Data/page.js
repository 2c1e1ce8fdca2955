'use strict';
(() => {
  const keyName = 'metrics-key';
  const byId = id => document.getElementById(id);
  const packed = byId('views');
  const firstPeriod = byId('period')?.value; // of a file
  let views = null; // of a file: HTML by view

  // The state stands in the fragment, which is never sent.
  const state = () => new URLSearchParams(location.hash.slice(1));
  const go = change => {
    const next = state();
    for (const [name, value] of Object.entries(change)) next.set(name, value);
    location.hash = next;
  };

  // A key that comes with the address leaves it at once; it lives as long as the tab.
  const takeKey = () => {
    const now = state();
    if (!now.has('key')) return;
    sessionStorage.setItem(keyName, now.get('key'));
    now.delete('key');
    history.replaceState(null, '', '#' + now);
  };

  const say = () => {
    const language = state().get('lang') ?? (navigator.language.startsWith('zh') ? 'zh' : 'en');
    document.documentElement.lang = language;
    for (const link of document.querySelectorAll('.languages a')) link.toggleAttribute('aria-current', link.lang === language);
  };

  // Replaces parts of the page by those of the same id; what had the focus has it again.
  const put = html => {
    const focused = document.activeElement?.id;
    const parts = document.createElement('template');
    parts.innerHTML = html;
    for (const part of [...parts.content.children]) byId(part.id).replaceWith(part);
    const [period, district] = byId('view').dataset.view.split('/');
    byId('period').value = period;
    byId('district').value = district;
    if (focused) byId(focused)?.focus();
  };

  const unpack = async () => {
    const bytes = Uint8Array.from(atob(packed.textContent), c => c.charCodeAt(0));
    const text = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).text();
    const found = new Map();
    for (const line of text.trimEnd().split('\n')) {
      const [view, section] = JSON.parse(line);
      found.set(view, (found.get(view) ?? '') + section);
    }
    return found;
  };

  const ofFile = async (period, district) => {
    const view = `${period}/${district}`;
    if (view === byId('view').dataset.view) return;
    views ??= await unpack();
    if (views.has(view)) put(`<div id="view" data-view="${view}">${views.get(view)}</div>`);
  };

  const refuse = async answer => {
    if (answer.status === 401) sessionStorage.removeItem(keyName);
    const { detail, detail_zh } = await answer.json().catch(() => ({}));
    const text = document.createElement('p');
    text.className = 'mark';
    text.setAttribute('role', 'alert');
    text.textContent = detail ? `${detail_zh} ${detail}` : answer.status === 401 ? '密钥不正确。 The key is wrong.' : `${answer.status}`;
    document.querySelector('[role=alert]')?.remove();
    byId('main').prepend(text);
  };

  let asked = 0;
  const ofDoor = async (period, district) => {
    const key = sessionStorage.getItem(keyName);
    if (!key) return;
    const mine = ++asked;
    const question = new URLSearchParams();
    if (period) question.set('period', period);
    if (district) question.set('district', district);
    const address = `summaries/${state().get('publication') ?? 'current'}/page?${question}`;
    byId('main').setAttribute('aria-busy', 'true');
    const answer = await fetch(address, { headers: { 'x-functions-key': key }, cache: 'no-cache' });
    if (mine !== asked) return; // something else was picked meanwhile
    byId('main').removeAttribute('aria-busy');
    if (answer.ok) put(await answer.text());
    else await refuse(answer);
  };

  const load = () => {
    takeKey();
    say();
    const now = state();
    const [period, district] = [now.get('period'), now.get('district')];
    return packed ? (period || district) && ofFile(period ?? firstPeriod, district ?? '*') : ofDoor(period, district);
  };

  addEventListener('hashchange', load);
  addEventListener('change', async ({ target: { id, value } }) => {
    if (id !== 'period' && id !== 'district') return;
    const picked = { period: byId('period').value, district: byId('district').value };
    // A file holds the city in all periods and the districts in its first one: the other picker follows.
    if (packed && !(views ??= await unpack()).has(`${picked.period}/${picked.district}`)) {
      if (id === 'period') picked.district = '*';
      else picked.period = firstPeriod;
    }
    go(picked);
  });
  addEventListener('click', event => {
    const link = event.target.closest?.('a[href^="#"]');
    if (!link) return;
    event.preventDefault();
    const target = link.hash.slice(1);
    if (link.closest('.languages')) go({ lang: link.lang });
    else byId(target)?.scrollIntoView();
  });
  addEventListener('submit', event => {
    event.preventDefault();
    sessionStorage.setItem(keyName, byId('key').value);
    load();
  });
  load();
})();

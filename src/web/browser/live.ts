/** A page that shows how something goes: its numbers follow the server's events, its parts are asked for when they change. */

interface News {
  texts: Record<string, string>;
  bars: Record<string, { counts: number[]; says: string }>;
  structure: string;
  summary: string;
  isOver: boolean;
}

const STALE_MS = 5000;
const SAY_MS = 10_000;

const root = () => document.querySelector<HTMLElement>('[data-live-url]');
const named = (name: string) => document.querySelectorAll<HTMLElement>(`[${name}]`);

/** What is said to those who listen; it must outlive the parts of the page. */
const said = document.createElement('p');
said.className = 'sr';
said.setAttribute('role', 'status');

let lastHeard = performance.now();
let lastTime = '';
let lastSaid = Number.NEGATIVE_INFINITY;
let isAsking = false;

let source: EventSource | undefined;
let watch: ReturnType<typeof setInterval> | undefined;

function begin(): void {
  if (!root()) return;
  document.body.append(said);
  lastTime = root()?.dataset['liveTime'] ?? '';
  for (const link of named('data-live-hide')) link.hidden = true;
  listen();
  watch = setInterval(() => {
    const page = root();
    if (!page) return end();
    if (performance.now() - lastHeard <= STALE_MS) return;
    note((page.dataset['liveStale'] ?? '').replace('{time}', lastTime));
    // The browser tries again by itself, unless the answer was no stream: the server starts, or nobody is signed in.
    if (source?.readyState === EventSource.CLOSED) void askForStream();
  }, 1000);
  addEventListener('pagehide', end);
}

function listen(): void {
  source = new EventSource(root()?.dataset['liveUrl'] ?? '');
  source.addEventListener('news', (event: MessageEvent<string>) => {
    const news = JSON.parse(event.data) as News;
    heard();
    show(news);
    if (news.isOver) end();
  });
  source.addEventListener('still', heard);
  source.addEventListener('signed-out', signedOut);
}

function end(): void {
  clearInterval(watch);
  source?.close();
}

async function askForStream(): Promise<void> {
  if (isAsking) return;
  isAsking = true;
  try {
    const answer = await fetch(location.href, { method: 'HEAD' });
    if (answer.redirected) signedOut();
    else if (answer.ok) listen();
  } catch {
    // Still away.
  } finally {
    isAsking = false;
  }
}

function heard(): void {
  lastHeard = performance.now();
  note('');
}

function note(text: string): void {
  for (const place of named('data-live-note')) {
    if (place.textContent !== text) place.textContent = text;
    place.hidden = text === '';
  }
}

function show({ texts, bars, structure, summary }: News): void {
  lastTime = texts['time'] ?? '';
  for (const place of named('data-live')) {
    const text = texts[place.dataset['live'] ?? ''];
    if (text !== undefined && place.textContent !== text) place.textContent = text;
  }
  for (const bar of document.querySelectorAll<SVGElement>('[data-live-bar]')) {
    const told = bars[bar.dataset['liveBar'] ?? ''];
    if (told) draw(bar, told);
  }
  if (performance.now() - lastSaid >= SAY_MS) {
    lastSaid = performance.now();
    said.textContent = summary;
  }
  const page = root();
  if (page && page.dataset['liveStructure'] !== structure) void askAgain();
}

function draw(bar: SVGElement, { counts, says }: { counts: number[]; says: string }): void {
  const total = Math.max(
    1,
    counts.reduce((sum, count) => sum + count, 0),
  );
  let x = 0;
  for (const [index, part] of [...bar.querySelectorAll('rect')].entries()) {
    const width = ((counts[index] ?? 0) / total) * 1000;
    part.setAttribute('x', x.toFixed(1));
    part.setAttribute('width', width.toFixed(1));
    x += width;
  }
  bar.setAttribute('aria-label', says);
}

/** Somebody types, or has a menu open. */
const isBusy = () =>
  document.activeElement?.matches('main input, main select, main textarea') === true ||
  document.querySelector('main details.menu[open]') !== null;

/** The numbers of the menu, where nobody is in it. */
function showMenu(fresh: Document): void {
  const [now, then] = [document.querySelector('.side nav > ul'), fresh.querySelector('.side nav > ul')];
  if (now && then && !now.contains(document.activeElement)) now.replaceChildren(...then.childNodes);
}

/** The page as it is now takes the place of this one, unless somebody types in it; the focus stays where it was. */
async function askAgain(): Promise<void> {
  if (isAsking || isBusy()) return;
  isAsking = true;
  try {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
    if (!answer.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const [now, then] = [document.querySelector('main > div'), fresh.querySelector('main > div')];
    if (!now || !then) return;
    const focused = placeOf(document.activeElement, now);
    now.replaceChildren(...then.childNodes);
    showMenu(fresh);
    if (root()) for (const link of named('data-live-hide')) link.hidden = true;
    if (focused === undefined) return;
    const again = focused === '' ? null : document.querySelector<HTMLElement>(focused);
    (again ?? document.querySelector<HTMLElement>('main'))?.focus();
  } finally {
    isAsking = false;
  }
}

/** Finds the same control on the fresh page. Undefined: the focus is elsewhere. */
function placeOf(element: Element | null, within: Element): string | undefined {
  if (!element || !within.contains(element)) return undefined;
  if (element.id) return `#${CSS.escape(element.id)}`;
  const href = element.getAttribute('href');
  if (href) return `main a[href="${CSS.escape(href)}"]`;
  const action = element.closest('form')?.getAttribute('action');
  return action ? `main form[action="${CSS.escape(action)}"] button` : '';
}

function signedOut(): void {
  end();
  const page = root();
  for (const place of named('data-live-note')) {
    const link = document.createElement('a');
    link.href = `/admin/sign-in?next=${encodeURIComponent(location.pathname)}`;
    link.textContent = page?.dataset['liveSignIn'] ?? '';
    place.replaceChildren(`${page?.dataset['liveSignedOut'] ?? ''} `, link);
    place.hidden = false;
  }
}

begin();

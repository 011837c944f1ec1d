import { fieldsOf } from './draft.ts';
import { say, type Page } from './page.ts';

const PAUSE_MS = 250;

interface Shown {
  isExact: boolean;
  who: string;
  line: string;
  big: string;
  says: string;
  leftOut: { count: string; why: string }[];
  byDomain: { count: string; domain: string }[];
}

/** Counts again when another audience is chosen, and asks for the exact figure where the first one is not. */
export function startAudience(page: Page): void {
  const { form } = page;
  const panel = form.querySelector<HTMLElement>('details.who');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  async function count(isExact: boolean): Promise<void> {
    const mine = (asked += 1);
    const query = new URLSearchParams();
    for (const [name, value] of fieldsOf(form))
      if (name === 'rhythm' || name === 'segment' || name.startsWith('topic.')) query.append(name, value);
    if (isExact) query.set('exact', '1');
    const response = await fetch(`/admin/${page.slug}/sends/new/audience?${query.toString()}`, {
      redirect: 'manual',
      headers: { Accept: 'application/json' },
    });
    if (!response.ok || mine !== asked) return;
    const shown = (await response.json()) as Shown;
    show(page, shown);
    if (!shown.isExact) timer = setTimeout(() => void count(true).catch(() => {}), isExact ? 2000 : 0);
  }

  panel?.addEventListener('change', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void count(false).catch(() => {}), PAUSE_MS);
  });
  if (page.part('audience-count').dataset['exact'] === 'no') void count(true).catch(() => {});
}

function show(page: Page, { who, line, big, says, leftOut, byDomain }: Shown): void {
  say(page.part('audience-who'), who);
  say(page.part('audience-line'), line);
  say(page.part('audience-big'), big);
  say(page.part('audience-says'), says);
  const head = page.part('audience-left-out-head');
  say(head, (leftOut.length === 0 ? head.dataset['none'] : head.dataset['some']) ?? '');
  list(
    page.part('audience-left-out'),
    leftOut.map(({ count, why }) => [count, why]),
  );
  list(
    page.part('audience-domains'),
    byDomain.map(({ count, domain }) => [count, domain]),
  );
}

function list(element: HTMLElement, facts: string[][]): void {
  element.replaceChildren(
    ...facts.flatMap(([count = '', what = '']) => {
      const [term, text] = [document.createElement('dt'), document.createElement('dd')];
      term.textContent = count;
      text.textContent = what;
      return [term, text];
    }),
  );
}

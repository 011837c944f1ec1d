import { fill, type Page } from './page.ts';

const EACH_MS = 5_000;
/** Who has not typed for this long looks. */
const WRITING_MS = 30_000;

interface Other {
  name: string;
  isWriting: boolean;
}

/** Says that somebody is here, and who else is. @returns to be called when something is typed. */
export function startPresence(
  page: Page,
  { id, othersAreAt }: { id(): string | undefined; othersAreAt(version: number): void },
): () => void {
  let typedAt = -Infinity;

  async function tell(): Promise<void> {
    const letter = id();
    if (letter === undefined || document.visibilityState === 'hidden') return;
    const isWriting = performance.now() - typedAt < WRITING_MS;
    const response = await fetch(`/admin/${page.slug}/sends/${letter}/here`, {
      method: 'POST',
      body: new URLSearchParams({ writing: isWriting ? '1' : '' }),
      redirect: 'manual',
      headers: { Accept: 'application/json' },
    });
    if (!response.ok) return;
    const { others, version } = (await response.json()) as { others: Other[]; version: number };
    show(page, others);
    othersAreAt(version);
  }

  const again = () => void tell().catch(() => {});
  setInterval(again, EACH_MS);
  document.addEventListener('visibilitychange', again);
  return () => {
    const isNew = performance.now() - typedAt > WRITING_MS;
    typedAt = performance.now();
    if (isNew) again();
  };
}

function show(page: Page, others: Other[]): void {
  const { words } = page;
  const place = page.part('here');
  const says = others.map(({ name, isWriting }) => fill(words[isWriting ? 'isWriting' : 'isLooking'], name));
  if (place.dataset['says'] === says.join('\n')) return;
  place.dataset['says'] = says.join('\n');
  place.replaceChildren(
    ...others.map(({ name }, which) => {
      const other = document.createElement('span');
      other.className = 'row';
      const face = document.createElement('span');
      face.className = 'face';
      face.ariaHidden = 'true';
      face.textContent = initialsOf(name);
      const told = document.createElement('span');
      told.className = 'small soft word';
      told.textContent = says[which] ?? '';
      other.append(face, told);
      return other;
    }),
  );
}

const initialsOf = (name: string) =>
  name
    .split(/[\s.@-]+/)
    .slice(0, 2)
    .map((word) => String.fromCodePoint(word.codePointAt(0) ?? 32).toUpperCase())
    .join('');

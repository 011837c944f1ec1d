import { fill, say, type Page } from './page.ts';

/** How long the lines are, what stands in the inbox, and how many words the letter has. */
export function startCounters(page: Page, text: () => string): () => void {
  const { form, words } = page;
  const number = new Intl.NumberFormat(words['language'] === 'de' ? 'de-DE' : 'en-GB');
  const lines = ['subject', 'preheader'].map((name) => form.elements.namedItem(name) as HTMLTextAreaElement);
  const empty = page.part('inbox-subject').dataset['empty'] ?? '';

  function countLine(field: HTMLTextAreaElement): void {
    const counter = document.getElementById(`${field.name}-count`);
    const told = counter?.querySelector('span');
    if (!counter || !told) return;
    const { about = '50', most = '250' } = counter.dataset;
    const count = Array.from(field.value).length;
    const sentence = count > Number(most) ? 'tooMany' : count > Number(about) ? 'cutAt' : 'ofAbout';
    const limit = sentence === 'tooMany' ? most : about;
    say(told, fill(words[sentence], String(count)).replace('{about}', limit));
    counter.className = count > Number(about) ? 'mini is-warn' : 'mini faint';
    const shown = page.part(`inbox-${field.name}`);
    say(shown, field.value || (field.name === 'subject' ? empty : '\u00a0'));
  }

  function countWords(): void {
    const count = text().match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)?.length ?? 0;
    const sentence = count === 1 ? words['oneWord'] : words['twoWords']?.replace('2', number.format(count));
    say(page.part('count'), sentence ?? '');
  }

  for (const field of lines) {
    countLine(field);
    field.addEventListener('input', () => countLine(field));
    // One line: a line end leads on, and what is pasted becomes one.
    field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) event.preventDefault();
    });
  }
  countWords();
  return countWords;
}

/** What the composer's page offers to script. Whatever is missing in it is a fault of ours, so it throws. */

export type PageWords = Record<string, string> & { tools: Record<string, string> };

export interface Page {
  form: HTMLFormElement;
  /** Of the page, as the person reads them. */
  words: PageWords;
  slug: string;
  user: string;
  part(name: string): HTMLElement;
  banner(name: string): HTMLElement;
}

export function readPage(form: HTMLFormElement): Page {
  const find = (selector: string) => {
    const found = document.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`${selector} is missing`);
    return found;
  };
  return {
    form,
    words: JSON.parse(form.dataset['words'] ?? '{}') as PageWords,
    slug: form.dataset['slug'] ?? '',
    user: form.dataset['user'] ?? '',
    part: (name) => find(`[data-part="${name}"]`),
    banner: (name) => find(`[data-banner="${name}"]`),
  };
}

/** A sentence of the page with something put in. */
export const fill = (sentence: string | undefined, value: string) => (sentence ?? '').replace('{}', value);

/** Says something once: whoever listens is not told again what stands there already. */
export function say(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

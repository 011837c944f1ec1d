/** The words of the page; `{}` stands for what script puts in. */
type Words = Record<
  | 'uploading'
  | 'preparing'
  | 'ready'
  | 'next'
  | 'inserted'
  | 'noConnection'
  | 'signedOut'
  | 'tooLarge'
  | 'noPicture',
  string
>;

export interface Panel {
  words: Words;
  /** Of the button that opens the file dialog. */
  label: string;
  choose(): void;
  onFiles(handler: (files: File[]) => void): void;
  onInsert(handler: () => void): void;
  onLeave(handler: () => void): void;
  onAgain(handler: () => void): void;
  /** Asks what a picture shows, with the field empty and focused. */
  ask(): void;
  hide(): void;
  /** What was typed. */
  alt(): string;
  /** How it is going, for everybody. */
  say(text: string): void;
  /** Read aloud, also after the panel is gone. */
  sayDone(text: string): void;
  /** @param share 0 to 1. */
  progress(share: number): void;
  /** Why it does not work; empty: it does. */
  fault(text: string): void;
  hasFault(): boolean;
  waiting(count: number): void;
}

export const fill = (words: string, value: string): string => words.replace('{}', value);

/** What the page shows of pictures: buttons, the field for the words, and how the upload goes. */
export function openPanel(root: HTMLElement): Panel {
  const part = (name: string) => root.querySelector(`[data-picture="${name}"]`) as HTMLElement;
  const [panel, alt, chooser] = [
    part('panel'),
    part('alt') as HTMLInputElement,
    part('file') as HTMLInputElement,
  ];
  const words = JSON.parse(root.dataset['words'] ?? '{}') as Words;
  const choose = () => chooser.click();
  part('choose').addEventListener('click', choose);
  // The letter is none the other for it.
  for (const field of [alt, chooser])
    for (const kind of ['input', 'change']) field.addEventListener(kind, (event) => event.stopPropagation());
  const onKey = (key: string, handler: () => void) =>
    panel.addEventListener('keydown', (event) => {
      if (event.key !== key || (key === 'Enter' && event.target !== alt)) return;
      event.preventDefault();
      event.stopPropagation();
      handler();
    });
  return {
    words,
    label: part('choose').title,
    choose,
    onFiles: (handler) =>
      chooser.addEventListener('change', () => {
        handler([...(chooser.files ?? [])]);
        chooser.value = '';
      }),
    onInsert(handler) {
      part('insert').addEventListener('click', handler);
      onKey('Enter', handler);
    },
    onLeave(handler) {
      part('leave').addEventListener('click', handler);
      onKey('Escape', handler);
    },
    onAgain: (handler) => part('again').addEventListener('click', handler),
    ask() {
      alt.value = '';
      panel.hidden = false;
      alt.focus();
    },
    hide: () => void (panel.hidden = true),
    alt: () => alt.value,
    say: (text) => void (part('status').textContent = text),
    sayDone: (text) => void (part('said').textContent = text),
    progress: (share) => void ((part('bar') as HTMLProgressElement).value = share),
    fault(text) {
      part('fault-says').textContent = text;
      part('fault').hidden = text === '';
      part('again').hidden = text === '';
      part('insert').hidden = text !== '';
      if (text !== '') part('again').focus();
    },
    hasFault: () => !part('fault').hidden,
    waiting: (count) => void (part('rest').textContent = count > 0 ? fill(words.next, String(count)) : ''),
  };
}

import { isPressed } from './composer/keys.ts';
import { openSourceEditor, type Variable } from './template/source-editor.ts';
import { onViewLinks } from './view-links.ts';

const PAUSE_MS = 800;

interface Fault {
  message: string;
  line?: number;
}

/** A template: completion, faults at their lines, and the mail beside it once there is none. */
function start(form: HTMLFormElement): void {
  const { place = '', variables = '[]', words: given = '{}' } = form.dataset;
  const words = JSON.parse(given) as Record<string, string>;
  const area = form.elements.namedItem('source') as HTMLTextAreaElement;
  const editor = openSourceEditor(area, {
    label: words['label'] ?? '',
    variables: JSON.parse(variables) as Variable[],
  });
  const list = form.querySelector<HTMLElement>('[data-faults]');
  const status = form.querySelector<HTMLElement>('[data-says]');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;
  let drawn = 0;

  form.querySelector<HTMLElement>('[data-check]')?.setAttribute('hidden', '');
  const shown = [...document.querySelectorAll<HTMLElement>('[data-line]')];
  editor.markLines(shown.map((link) => Number(link.dataset['line'])));
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest<HTMLElement>('[data-line]');
    if (!link) return;
    event.preventDefault();
    editor.goTo(Number(link.dataset['line']));
  });
  document.addEventListener('keydown', (event) => {
    if (!isPressed(event, 'Mod-s')) return;
    event.preventDefault();
    form.requestSubmit();
  });
  editor.onChange(() => {
    clearTimeout(timer);
    timer = setTimeout(() => void check(), PAUSE_MS);
  });
  onViewLinks(form, (link) => {
    for (const one of link.parentElement?.querySelectorAll('[data-view]') ?? [])
      one.removeAttribute('aria-current');
    link.setAttribute('aria-current', 'true');
    draw();
  });

  async function check(): Promise<void> {
    const number = (asked += 1);
    tell(words['checking']);
    const answer = await fetch(`${place}/check`, {
      method: 'POST',
      body: fieldsOf(form),
      redirect: 'manual',
      headers: { Accept: 'application/json' },
    }).catch(() => undefined);
    if (number !== asked) return;
    if (!answer?.ok) return tell(words['notChecked']);
    const { faults } = (await answer.json()) as { faults: Fault[] };
    if (number !== asked) return;
    editor.markLines(faults.flatMap(({ line }) => (line === undefined ? [] : [line])));
    showFaults(faults);
    tell(faults.length === 0 ? words['good'] : words['lastGood']);
    if (faults.length === 0) draw();
  }

  function showFaults(faults: Fault[]): void {
    if (!list) return;
    list.hidden = faults.length === 0;
    const items = document.createElement('ul');
    for (const { message, line } of faults) {
      const item = document.createElement('li');
      item.textContent = message;
      if (line !== undefined) item.dataset['line'] = String(line);
      items.append(item);
    }
    list.replaceChildren(items);
  }

  function tell(says: string | undefined): void {
    if (status) status.textContent = says ?? '';
  }

  /** A new frame each time: no step is added to the browser's history. */
  function draw(): void {
    const old = document.querySelector<HTMLIFrameElement>('[data-frame]');
    if (!old) return;
    const frame = old.cloneNode() as HTMLIFrameElement;
    frame.removeAttribute('src');
    frame.name = `mail-${(drawn += 1)}`;
    frame.classList.toggle('frame-desktop', valueOf('width') === 'desktop');
    frame.classList.toggle('frame-phone', valueOf('width') !== 'desktop');
    old.replaceWith(frame);
    const post = document.createElement('form');
    post.method = 'post';
    post.action = `${place}/mail`;
    post.target = frame.name;
    post.hidden = true;
    for (const [name, value] of fieldsOf(form)) {
      const field = document.createElement('textarea');
      field.name = name;
      field.value = value;
      post.append(field);
    }
    document.body.append(post);
    post.submit();
    post.remove();
  }

  function valueOf(name: string): string {
    const field = form.elements.namedItem(name);
    return field instanceof HTMLInputElement ? field.value : '';
  }
}

function fieldsOf(form: HTMLFormElement): URLSearchParams {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.set(name, value);
  return fields;
}

const form = document.getElementById('template');
if (form instanceof HTMLFormElement) start(form);

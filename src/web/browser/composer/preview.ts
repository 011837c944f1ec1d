import { say, type Page } from './page.ts';

const PAUSE_MS = 400;

/**
 * Redraws the mail when somebody pauses. Each drawing is a frame of its own behind the one that is shown, so nothing flickers, and
 * no step is added to the browser's history. What cannot be shown leaves the last good one where it is, and is told.
 */
export function startPreview(page: Page, texts: () => Record<string, string>): { changed(): void } {
  const { words } = page;
  const view = page.part('view');
  const told = page.part('preview-says');
  let shown = view.querySelector('iframe') as HTMLIFrameElement;
  let look = 'light';
  let drawn = JSON.stringify({ ...texts(), look });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isDrawing = false;
  let drawings = 0;

  page.part('refresh').hidden = true;
  choice(page.part('widths'), ({ width }) => {
    shown.classList.toggle('frame-desktop', width === 'desktop');
  });
  choice(page.part('looks'), (chosen) => {
    look = chosen['look'] ?? 'light';
    draw();
  });

  function draw(): void {
    const now = JSON.stringify({ ...texts(), look });
    if (isDrawing || now === drawn) return;
    isDrawing = true;
    drawn = now;
    const frame = shown.cloneNode() as HTMLIFrameElement;
    frame.removeAttribute('src');
    frame.name = `preview-${(drawings += 1)}`;
    frame.classList.add('is-waiting');
    frame.tabIndex = -1;
    frame.setAttribute('aria-hidden', 'true');
    shown.after(frame);
    const done = () => {
      clearTimeout(late);
      isDrawing = false;
      draw();
    };
    const late = setTimeout(() => {
      frame.remove();
      done();
    }, 20_000);
    frame.addEventListener('load', () => {
      const content = documentOf(frame);
      if (content?.URL === 'about:blank') return;
      settle(frame, content);
      done();
    });
    post(frame.name);
  }

  function post(target: string): void {
    const form = document.createElement('form');
    form.method = 'post';
    form.target = target;
    form.action = `${location.pathname}/mail`;
    form.hidden = true;
    for (const [name, value] of Object.entries({ ...texts(), look })) {
      const field = document.createElement('textarea');
      field.name = name;
      field.value = value;
      form.append(field);
    }
    document.body.append(form);
    form.submit();
    form.remove();
  }

  function settle(frame: HTMLIFrameElement, content: Document | undefined): void {
    const faults = content?.documentElement.dataset['faults'];
    if (!content || faults !== undefined) {
      frame.remove();
      if (faults !== undefined) say(told, [words['cannotShow'], faults, words['lastGood']].join(' '));
      return;
    }
    say(told, '');
    const before = shown.contentWindow;
    frame.contentWindow?.scrollTo(0, before?.scrollY ?? 0);
    frame.classList.remove('is-waiting');
    frame.classList.toggle('frame-desktop', shown.classList.contains('frame-desktop'));
    frame.removeAttribute('aria-hidden');
    frame.removeAttribute('tabindex');
    shown.remove();
    shown = frame;
  }

  return {
    changed() {
      clearTimeout(timer);
      timer = setTimeout(draw, PAUSE_MS);
    },
  };
}

/** Buttons of which one is pressed. */
function choice(group: HTMLElement, choose: (chosen: DOMStringMap) => void): void {
  group.hidden = false;
  group.addEventListener('click', (event) => {
    const chosen = event.target instanceof Element && event.target.closest<HTMLElement>('[aria-pressed]');
    if (!chosen) return;
    for (const button of group.querySelectorAll('[aria-pressed]'))
      button.setAttribute('aria-pressed', String(button === chosen));
    choose(chosen.dataset);
  });
}

/** Undefined for a page that is not ours, such as that of an error. */
function documentOf(frame: HTMLIFrameElement): Document | undefined {
  try {
    return frame.contentDocument ?? undefined;
  } catch {
    return undefined;
  }
}

import type { BoxLook } from '../../public/box/box-answer.ts';
import { drawBox } from './box.ts';
import styles from './box.css';
import { h } from './dom.ts';
import { frameOf, onForbidden, titleOf } from './frame.ts';
import { talkTo } from './talk.ts';

/**
 * `<paperround-box data-publication="slug">`: the box in a shadow root. What stands between its tags is for pages without
 * script, and is seen as long as there is no box.
 * @param origin of the server that the script came from
 */
export function defineBox(origin: string): void {
  if (customElements.get('paperround-box')) return;
  customElements.define(
    'paperround-box',
    class extends HTMLElement {
      connectedCallback(): void {
        // Moved to another place on its page, it stays what it is.
        if (!this.shadowRoot) void fill(this, this.dataset['origin'] ?? origin);
      }
    },
  );
}

async function fill(host: HTMLElement, origin: string): Promise<void> {
  const { publication = '', title } = host.dataset;
  const home = `${origin}/${encodeURIComponent(publication)}`;
  const root = host.attachShadow({ mode: 'open' });
  const framed = () => root.replaceChildren(frameOf(home, title));
  const linked = () => {
    const hasWords = host.textContent.trim() !== '';
    root.replaceChildren(hasWords ? h('slot') : h('a', { href: home }, titleOf(title)));
  };
  root.append(h('slot'));
  // Too old a browser for the box.
  if (!('adoptedStyleSheets' in root)) return framed();
  adopt(root, styles);
  const isForbidden = onForbidden(origin, 'connect-src', framed);
  onForbidden(origin, 'frame-src', linked);
  const talk = talkTo(home);
  try {
    const box = await talk.box();
    if (!box) throw new Error(`Paperround: there is no publication at ${home}`);
    adopt(root, lookOf(box.look));
    root.replaceChildren(drawBox(box, talk));
    // On the desk somebody only looks what it is like.
    if (!('preview' in host.dataset)) whenSeen(host, () => talk.shown());
  } catch (error) {
    // That the page's policy forbids to ask is told by an event, before this or after it.
    if (isForbidden()) return;
    linked();
    reportError(error);
  }
}

function whenSeen(host: HTMLElement, act: () => void): void {
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    act();
  });
  observer.observe(host);
}

/** Made by script, so that no policy about styles forbids it. */
function adopt(root: ShadowRoot, text: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  root.adoptedStyleSheets.push(sheet);
}

const lookOf = ({ accent, onAccent, text, textDark, wash, washDark }: BoxLook) =>
  `:host{--own-accent:${accent};--own-on-accent:${onAccent};--own-text:${text};--own-text-dark:${textDark};--own-wash:${wash};--own-wash-dark:${washDark}}`;

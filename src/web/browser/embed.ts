/** The box under an article of any site: `<script src="https://…/embed.js" data-publication="slug" async></script>` */
import { defineBox } from './box/element.ts';

// A site that bundles its scripts may run this one without a tag of its own.
const script =
  document.currentScript ?? document.querySelector<HTMLScriptElement>('script[src*="/embed.js"]');
if (script instanceof HTMLScriptElement) {
  const { origin } = new URL(script.src);
  const { publication, title } = script.dataset;
  defineBox(origin);
  if (publication) {
    const box = document.createElement('paperround-box');
    Object.assign(box.dataset, { publication, origin, ...(title && { title }) });
    script.after(box);
  }
}

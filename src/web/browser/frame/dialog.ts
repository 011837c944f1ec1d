/** A dialog over the page. It is taken out again when it closes; the browser gives the focus back. */
export function openDialog(name: string): HTMLDialogElement {
  const dialog = document.createElement('dialog');
  dialog.className = 'palette-box';
  dialog.setAttribute('aria-label', name);
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  // A click beside it.
  dialog.addEventListener('click', (event) => {
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    const { clientX: x, clientY: y } = event;
    if (event.target === dialog && (x < left || x > right || y < top || y > bottom)) dialog.close();
  });
  // A field of search would first empty itself.
  dialog.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
    event.preventDefault();
    dialog.close();
  });
  dialog.showModal();
  return dialog;
}

/** A part of another page of ours; undefined when it cannot be had, for instance after the session. */
export async function partOf(url: URL, id: string, signal?: AbortSignal): Promise<HTMLElement | undefined> {
  const answer = await fetch(url, { signal: signal ?? null });
  if (!answer.ok || answer.redirected) return undefined;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  return page.getElementById(id) ?? undefined;
}

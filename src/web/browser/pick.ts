/** Readers who are picked in the list: how many, and all of a page at once. */

document.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLInputElement)) return;
  const form = target.closest<HTMLFormElement>('form[data-pick]');
  if (!form) return;
  if (target.dataset['pickAll'] !== undefined) for (const box of boxesOf(form)) box.checked = target.checked;
  sayPicked(form);
});

offerAll();
// The list is drawn anew while somebody types.
new MutationObserver(offerAll).observe(document.body, { childList: true, subtree: true });

const boxesOf = (form: HTMLFormElement) => form.querySelectorAll<HTMLInputElement>('input[name=ids]');

/** In the place of what says what the column is for. */
function offerAll(): void {
  const label = document.querySelector<HTMLElement>('form[data-pick] [data-pick-label]');
  if (!label) return;
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.dataset['pickAll'] = '';
  box.setAttribute('aria-label', label.dataset['pickLabel'] ?? '');
  label.replaceWith(box);
}

function sayPicked(form: HTMLFormElement): void {
  const line = form.querySelector<HTMLElement>('[data-picked]');
  const picked = [...boxesOf(form)].filter((box) => box.checked).length;
  if (line) line.textContent = (line.dataset['picked'] ?? '').replace('#', String(picked));
}

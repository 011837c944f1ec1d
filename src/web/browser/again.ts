/** The page that waits for a code: its button for a new mail counts down to the moment when one can go. */
import { countDown } from './box/count-down.ts';

const button = document.querySelector<HTMLElement>('[data-again-in]');
if (button) {
  const { againIn = '', againAfter } = button.dataset;
  countDown(button, againIn, Number(againAfter));
  button.closest('form')?.addEventListener('submit', (event) => {
    if (button.getAttribute('aria-disabled')) event.preventDefault();
  });
}

import { startPicks } from './composer/picks.ts';

/** Counts down on the page of a review, takes its two keys, and moves the articles of a digest in place. */

const face = document.querySelector<HTMLElement>('[data-clock]');
if (face) countDown(face);

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-keys]')) takeKeys(form);

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-review]')) startPicks(form);

/** In steps of ten seconds, in the last minute of one; said aloud at five minutes and at one. */
function countDown(clock: HTMLElement): void {
  const { left = '0', whole = '1', word = '' } = clock.dataset;
  const shown = clock.querySelector('[role=timer]');
  const unit = clock.querySelector('p > span');
  const ring = clock.querySelector('.ring-left');
  const voice = clock.querySelector('[role=status]');
  const end = performance.now() + Number(left) * 1000;
  let said = Infinity;
  if (!shown || Number(left) <= 0) return;
  if (unit) unit.textContent = word;
  const tick = () => {
    const seconds = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    const step = seconds > 60 ? Math.ceil(seconds / 10) * 10 : seconds;
    shown.textContent = `${Math.floor(step / 60)}:${String(step % 60).padStart(2, '0')}`;
    ring?.setAttribute('stroke-dasharray', `${((100 * step) / Number(whole)).toFixed(1)} 100`);
    for (const minutes of [5, 1])
      if (voice && seconds <= minutes * 60 && said > minutes && seconds > (minutes - 1) * 60) {
        said = minutes;
        voice.textContent = clock.getAttribute(`data-said-${minutes}`);
      }
    if (seconds > 0) return;
    clearInterval(timer);
    // Its time has come: the page says what became of it.
    setTimeout(() => location.reload(), 2000);
  };
  const timer = setInterval(tick, 1000);
  tick();
}

/** A key puts the focus on its button, so that nothing happens before Enter. */
function takeKeys(form: HTMLFormElement): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const button = form.querySelector<HTMLButtonElement>(`[data-key="${CSS.escape(event.key)}"]`);
    if (!button) return;
    event.preventDefault();
    button.focus();
  });
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;

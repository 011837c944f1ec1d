/** Counts down to the moment a send goes out, and looks how it stands then. */

const SECOND_MS = 1000;
/** A worker takes it within a second or two of its time. */
const LOOK_MS = 2500;
const MOST_LOOKS = 20;
const DAY_SECONDS = 86_400;

const due = document.querySelector<HTMLElement>('[data-due-in]');
const timer = document.querySelector<HTMLElement>('[data-seconds-left]');
if (due) {
  const secondsAtFirst = Number(due.dataset['dueIn']);
  const left = () => secondsAtFirst - performance.now() / SECOND_MS;
  const tick = () => {
    if (timer) timer.textContent = `${Math.max(0, Math.ceil(left()))} s`;
    if (left() > 0) setTimeout(tick, Math.min(SECOND_MS, Math.max(50, left() * SECOND_MS)));
    else lookAgain();
  };
  if (secondsAtFirst < DAY_SECONDS) tick();
}

/** A reload keeps what is under way in a form from being lost: nobody is interrupted who has opened one. */
function lookAgain(): void {
  const looks = Number(sessionStorage.getItem(location.pathname) ?? 0);
  const isBusy = document.querySelector('main details[open], main input:focus') !== null;
  if (looks >= MOST_LOOKS || isBusy) return;
  sessionStorage.setItem(location.pathname, String(looks + 1));
  setTimeout(() => location.replace(location.pathname), LOOK_MS);
}

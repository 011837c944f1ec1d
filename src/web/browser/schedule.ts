/** Says what a choice of time does while it is made, and looks again for what other people's servers answer. */

interface Effect {
  sentences: string[];
  button: string;
}

const LOOK_AGAIN_MS = 3000;
const MOST_LOOKS = 8;
const TYPING_MS = 250;

const form = document.querySelector<HTMLFormElement>('form[data-effect]');
if (form) {
  form.querySelector('[data-look]')?.remove();
  let asked = 0;
  let timer = 0;
  const ask = async () => {
    asked += 1;
    const mine = asked;
    const data = new FormData(form);
    const query = new URLSearchParams();
    for (const name of ['when', 'day', 'time', 'zone']) {
      const value = data.get(name);
      if (typeof value === 'string') query.set(name, value);
    }
    const answer = await fetch(`${form.dataset['effect']}?${query}`).catch(() => undefined);
    if (!answer?.ok || mine !== asked) return;
    show((await answer.json()) as Effect);
  };
  const show = ({ sentences, button }: Effect) => {
    // The style sheet shows the ones of the choice.
    for (const summary of form.querySelectorAll<HTMLElement>('.summary')) {
      if (getComputedStyle(summary).display === 'none') continue;
      summary.replaceChildren(
        ...sentences.map((sentence) => {
          const paragraph = document.createElement('p');
          paragraph.textContent = sentence;
          return paragraph;
        }),
      );
    }
    for (const label of form.querySelectorAll<HTMLElement>('.btn-main .effect'))
      if (getComputedStyle(label).display !== 'none') label.textContent = button;
  };
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), TYPING_MS);
  });
}

let looks = 0;
/** Only the list is drawn anew: what was chosen beside it stays. */
async function lookAgain(): Promise<void> {
  const findings = document.getElementById('findings');
  if (!findings?.dataset['unfinished'] || looks >= MOST_LOOKS) return;
  looks += 1;
  const answer = await fetch(location.pathname).catch(() => undefined);
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : undefined;
  const fresh = page?.getElementById('findings');
  const isInUse = findings.contains(document.activeElement) && document.activeElement !== document.body;
  if (fresh && !isInUse) findings.replaceWith(document.importNode(fresh, true));
  setTimeout(() => void lookAgain(), LOOK_AGAIN_MS);
}
setTimeout(() => void lookAgain(), LOOK_AGAIN_MS);

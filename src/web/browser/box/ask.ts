import type { BoxAnswer, BoxRhythm } from '../../public/box/box-answer.ts';
import { fault, h, link, svg } from './dom.ts';
import { slipHint } from './slip-hint.ts';
import type { Typed } from './talk.ts';

export interface AskProps {
  typed: Typed;
  /** Above the form; without one, the publication's own. */
  heading?: string;
  lead?: Node[];
  /** Of the address that was typed. */
  emailFault?: string | undefined;
  /** Of everything else. */
  otherFault?: string | undefined;
}

/**
 * The first sight of the box.
 * @param send is given what stands in the form, and shows what comes of it; it calls `calculates` when that takes some seconds
 */
export function askForm(
  box: BoxAnswer,
  ask: AskProps,
  send: (typed: Typed, calculates: () => void) => Promise<void>,
): HTMLElement {
  const { words } = box;
  const { email, field, isKept } = emailField(box, ask);
  const submit = h('button', { type: 'submit', class: 'btn' }, words.subscribe);
  const works = h('div', { 'aria-live': 'polite' });
  const form = h(
    'form',
    { novalidate: true, submit: (event) => void onSubmit(event) },
    field,
    rhythmTiles(box, ask.typed.rhythm),
    topicChoice(box, ask.typed.topics),
    h(
      'p',
      { class: 'trap', 'aria-hidden': 'true' },
      h('label', { for: 'trap' }, words.leaveEmpty),
      h('input', { id: 'trap', name: 'trap', tabindex: '-1', autocomplete: 'off' }),
    ),
    ask.otherFault && fault('fault', ask.otherFault),
    works,
    submit,
    consent(box),
  );
  return form;

  async function onSubmit(event: Event): Promise<void> {
    event.preventDefault();
    if (submit.getAttribute('aria-disabled')) return;
    submit.setAttribute('aria-disabled', 'true');
    submit.textContent = words.oneMoment;
    const given = new FormData(form);
    const text = (name: string) => {
      const value = given.get(name);
      return typeof value === 'string' ? value : '';
    };
    const typed = {
      email: email.value,
      isKept: isKept(),
      trap: text('trap'),
      rhythm: text('rhythm'),
      topics: given.getAll('topics').filter((slug) => typeof slug === 'string'),
    };
    await send(typed, () => {
      works.className = 'notice';
      works.append(h('p', {}, words.calculates));
    });
  }
}

function emailField({ words }: BoxAnswer, { typed, emailFault }: AskProps) {
  const email = h('input', {
    class: 'input',
    id: 'email',
    name: 'email',
    type: 'email',
    inputmode: 'email',
    autocomplete: 'email',
    required: true,
    maxlength: '600',
    dir: 'ltr',
    placeholder: 'you@example.org',
    'aria-invalid': emailFault && 'true',
    'aria-describedby': emailFault ? 'email-fault consent' : 'consent',
  });
  email.value = typed.email;
  const { hint, isKept } = slipHint(email, words, typed.isKept ? typed.email : undefined);
  const label = h('label', { for: 'email' }, words.email);
  const field = h(
    'div',
    { class: 'field' },
    label,
    email,
    emailFault ? fault('email-fault', emailFault) : undefined,
    hint,
  );
  return { email, field, isKept };
}

function rhythmTiles({ rhythms, words }: BoxAnswer, chosen: string): HTMLElement {
  const tile = ({ rhythm, label, means, dots }: BoxRhythm) =>
    h(
      'label',
      { class: 'tile' },
      h('input', {
        type: 'radio',
        name: 'rhythm',
        value: rhythm,
        checked: rhythm === chosen ? true : undefined,
      }),
      h('span', {}, h('b', {}, label), ' ', h('span', { class: 'means' }, means)),
      dots.length > 0 &&
        svg(
          'svg',
          { class: 'week', viewBox: '0 0 62 34', 'aria-hidden': 'true' },
          ...dots.map(([x, y, r]) => svg('circle', { cx: `${x}`, cy: `${y}`, r: `${r}` })),
        ),
    );
  return h(
    'fieldset',
    { class: 'rhythm' },
    h('legend', {}, words.howOften),
    h('div', { class: 'tiles' }, ...rhythms.map(tile)),
  );
}

/** Closed at first: nobody has to choose. */
function topicChoice({ topics, words }: BoxAnswer, ticked: string[]): HTMLElement | undefined {
  if (topics.length === 0) return undefined;
  const boxes = topics.map(({ slug, name }) =>
    h(
      'label',
      { class: 'tick' },
      h('input', {
        type: 'checkbox',
        name: 'topics',
        value: slug,
        checked: ticked.includes(slug) ? true : undefined,
      }),
      name,
    ),
  );
  return h(
    'details',
    { open: ticked.length > 0 ? true : undefined },
    h('summary', {}, words.onlySome),
    h('p', { class: 'small' }, words.tickNone),
    h('div', { class: 'ticks', role: 'group', 'aria-label': words.onlySome }, ...boxes),
  );
}

const consent = ({ consent: parts }: BoxAnswer) =>
  h(
    'p',
    { class: 'small', id: 'consent' },
    ...parts.map(({ text, url }) => (url === undefined ? text : link({ label: text, url }))),
  );

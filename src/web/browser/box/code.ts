import { likelyDomain } from '../../../platform/mail/domain-typo.ts';
import type { BoxAnswer, CodeSays, SignUpAnswer } from '../../public/box/box-answer.ts';
import { countDown } from './count-down.ts';
import { button, fault, h, link, said, svg } from './dom.ts';

interface CodeProps {
  signUp: SignUpAnswer;
  /** The reader has said that the address is right. */
  isKept: boolean;
  /** Wrong codes so far; only this page counts them, or they would tell what others do. */
  wrong: number;
  /** Since the mail was asked for. */
  waitedSeconds: number;
  /** What was typed, and what is wrong with it. */
  code: string;
  codeFault?: string | undefined;
}

interface CodeActions {
  confirm(code: string): Promise<void>;
  again(): Promise<void>;
  /** Back to the form, with an address to begin with. */
  back(address: string): void;
}

/** After a sign-up: waits for the six digits. */
export function codeParts(
  { words, againAfterSeconds }: BoxAnswer,
  props: CodeProps,
  actions: CodeActions,
): Node[] {
  const { mailSite } = props.signUp;
  const isSpent = props.wrong > words.wrong.length;
  return [
    props.isKept ? undefined : slip(words, props.signUp, actions),
    isSpent
      ? h('div', {}, fault('code-fault', words.spent), again(words.newCode, ''))
      : codeForm(words, props, actions),
    isSpent ? undefined : h('p', {}, words.orButton),
    mailSite && h('div', { class: 'btns' }, link(mailSite, 'btn quiet')),
    h(
      'div',
      {},
      h(
        'details',
        {},
        h('summary', {}, words.noMail),
        ...words.ifNoMail.map((text) => h('p', { class: 'small' }, text)),
      ),
      h(
        'div',
        { class: 'btns' },
        isSpent ? undefined : again(words.sendAgain, 'bare'),
        button(words.another, 'bare', () => actions.back('')),
      ),
    ),
  ].filter((part) => part !== undefined);

  function again(label: string, looks: string): HTMLElement {
    const resend = button(label, looks, () => once(resend, words.oneMoment, () => actions.again()));
    if (looks === 'bare') countDown(resend, words.sendAgainIn, againAfterSeconds - props.waitedSeconds);
    return resend;
  }
}

function codeForm(words: BoxAnswer['words'], { code, codeFault }: CodeProps, actions: CodeActions) {
  const input = h('input', {
    class: 'input code',
    id: 'code',
    name: 'code',
    inputmode: 'numeric',
    autocomplete: 'one-time-code',
    maxlength: '20',
    required: true,
    dir: 'ltr',
    'aria-invalid': codeFault && 'true',
    'aria-describedby': codeFault && 'code-fault',
  });
  input.value = code;
  const submit = h('button', { type: 'submit', class: 'btn' }, words.confirm);
  return h(
    'form',
    {
      novalidate: true,
      submit: (event) => {
        event.preventDefault();
        once(submit, words.oneMoment, () => actions.confirm(input.value));
      },
    },
    h(
      'div',
      { class: 'field' },
      h('label', { for: 'code' }, words.code),
      h('div', { class: 'code-row' }, input, submit),
      codeFault ? fault('code-fault', codeFault) : undefined,
    ),
  );
}

/** A second press while the first is under way does nothing; the focus stays. */
function once(pressed: HTMLElement, meanwhile: string, act: () => Promise<void>): void {
  if (pressed.getAttribute('aria-disabled')) return;
  pressed.setAttribute('aria-disabled', 'true');
  pressed.textContent = meanwhile;
  void act();
}

/** Somebody who pressed Enter never left the field, so they were not asked there. */
function slip(words: BoxAnswer['words'], { address }: SignUpAnswer, { back }: CodeActions) {
  const at = address.lastIndexOf('@') + 1;
  const meant = likelyDomain(address.slice(at));
  if (meant === undefined) return undefined;
  const mended = address.slice(0, at) + meant;
  return h(
    'div',
    { class: 'notice' },
    h('p', {}, ...said({ text: words.didYouMean, values: { address: mended } })),
    button(words.changeIt, 'bare', () => back(mended)),
  );
}

/** The code was right. @param choose sends another rhythm. @param leave keeps what there is */
export function doneParts(
  { lines, facts = [], change, undo, leave: leaveIt, choices }: CodeSays,
  { oneMoment }: BoxAnswer['words'],
  actions: { choose(to: { url: string; rhythm: string }): Promise<void>; leave(): void },
): Node[] {
  const chooser = (to: { label: string; url: string; rhythm: string }, looks: string) => {
    const made = button(to.label, looks, () => once(made, oneMoment, () => actions.choose(to)));
    return made;
  };
  return [
    ...lines.map((line) => h('p', {}, ...said(line))),
    ...(facts.length > 0 ? [factList(facts)] : []),
    h(
      'div',
      { class: 'btns' },
      change && chooser(change, ''),
      undo && chooser(undo, 'quiet'),
      leaveIt ? button(leaveIt, 'quiet', () => actions.leave()) : link(choices, undo ? '' : 'btn quiet'),
    ),
  ];
}

const factList = (facts: [what: string, value: string][]) =>
  h(
    'dl',
    { class: 'facts' },
    ...facts.flatMap(([what, value]) => [h('dt', {}, what), h('dd', {}, h('bdi', {}, value))]),
  );

/** Before a heading that says that all is well. */
export const tick = () =>
  svg(
    'svg',
    { class: 'tick-mark', viewBox: '0 0 32 32', 'aria-hidden': 'true' },
    svg('circle', { cx: '16', cy: '16', r: '16' }),
    svg('path', { d: 'm9.5 16.5 4.5 4.5 8.5-9.5' }),
  );

import type { BoxAnswer, CodeSays, SignUpAnswer } from '../../public/box/box-answer.ts';
import { askForm, type AskProps } from './ask.ts';
import { codeParts, doneParts, tick } from './code.ts';
import { button, fault, h, said } from './dom.ts';
import { watchForBounce } from './came-back.ts';
import type { Refused, Talk, Typed } from './talk.ts';

/** Draws one box and leads through it: the form, the code, the end. Each step replaces the one before and takes the focus. */
export function drawBox(box: BoxAnswer, talk: Talk): HTMLElement {
  const { words, language, direction } = box;
  const inside = h('div', { class: 'box-in' });
  const section = h(
    'section',
    { class: 'box', lang: language, dir: direction, 'aria-labelledby': 'title' },
    inside,
  );
  /** When the last mail was asked for. */
  let askedAt = 0;
  let stopWatching = () => {};
  let last: Typed = { email: '', rhythm: box.defaultRhythm, topics: [], isKept: false, trap: '' };
  ask({ typed: last });
  return section;

  /** @param focus where it goes: to the field that is at fault, to the heading, or, when nobody asked, away from nothing else */
  function show(heading: string, parts: Node[], focus: 'fault' | 'heading' | 'if-here' = 'heading'): void {
    stopWatching();
    const isFirst = !inside.hasChildNodes();
    const isHere = section.contains((section.getRootNode() as ShadowRoot).activeElement);
    const title = h('h2', { id: 'title', tabindex: '-1' }, heading);
    inside.replaceChildren(title, ...parts);
    if (isFirst || (focus === 'if-here' && !isHere)) return;
    const wanting = focus === 'fault' && inside.querySelector<HTMLElement>('[aria-invalid]');
    (wanting || title).focus();
  }

  function ask(props: AskProps): void {
    const { heading = box.heading, lead = said({ text: box.lead }) } = props;
    const focus = props.heading ? 'if-here' : props.emailFault ? 'fault' : 'heading';
    show(heading, [h('p', { class: 'say' }, ...lead), askForm(box, props, signUpAs)], focus);
  }

  async function signUpAs(typed: Typed, calculates = () => {}): Promise<void> {
    last = typed;
    const answer = await talk.signUp(typed, box, calculates);
    askedAt = performance.now();
    if ('ticket' in answer) askCode(answer);
    else
      refused(answer, ({ detail, isEmail }) =>
        ask({ typed, ...(isEmail ? { emailFault: detail } : { otherFault: detail }) }),
      );
  }

  function askCode(signUp: SignUpAnswer, wrong = 0, code = '', codeFault?: string): void {
    const look = { text: words.look, values: { name: words.name, address: signUp.address } };
    const waitedSeconds = Math.floor((performance.now() - askedAt) / 1000);
    const props = { signUp, isKept: last.isKept, waitedSeconds, wrong, code, codeFault };
    const parts = codeParts(box, props, {
      confirm: (typed) => confirm(signUp, wrong, typed),
      again: () => signUpAs(last),
      back: (email) => ask({ typed: { ...last, email, isKept: false } }),
    });
    const later = signUp.mail === 'later' ? [h('p', { class: 'notice' }, words.comesLater)] : [];
    show(
      words.checkInbox,
      [h('p', { class: 'say' }, ...said(look)), ...later, ...parts],
      codeFault ? 'fault' : 'heading',
    );
    stopWatching = watchForBounce(
      () => talk.cameBack(signUp),
      () => bounced(signUp),
    );
  }

  async function confirm(signUp: SignUpAnswer, wrong: number, code: string): Promise<void> {
    if (code.match(/\p{Nd}/gu)?.length !== 6) return askCode(signUp, wrong, code, words.sixDigits);
    const answer = await talk.confirm(signUp, code);
    if ('says' in answer) done(answer.says);
    else if (answer.status === 422) askCode(signUp, wrong + 1, code, words.wrong[wrong]);
    else refused(answer, ({ detail }) => askCode(signUp, wrong, code, detail));
  }

  /** Too many from this network is a page of its own; what is broken on our side is told where the reader is. */
  function refused(why: Refused, stay: (why: Refused) => void): void {
    if (why.status !== 429) return stay(why.status === 422 ? why : { ...why, detail: words.unreachable });
    show(words.oneMoment, [
      h('p', { role: 'alert' }, why.detail),
      h(
        'div',
        { class: 'btns' },
        button(words.backToForm, 'quiet', () => ask({ typed: last })),
      ),
    ]);
  }

  function bounced({ address }: SignUpAnswer): void {
    const values = { address, domain: address.slice(address.lastIndexOf('@') + 1) };
    ask({
      typed: { ...last, email: address },
      heading: words.bounced,
      lead: said({ text: words.bouncedWhy, values }),
      emailFault: words.checkAddress,
    });
  }

  function done(says: CodeSays, otherFault?: string): void {
    const parts = doneParts(says, words, {
      choose: async (to) => {
        const answer = await talk.change(to);
        if ('says' in answer) done(answer.says);
        else refused(answer, ({ detail }) => done(says, detail));
      },
      leave: () => {
        const { change: _change, leave: _leave, ...rest } = says;
        done({ ...rest, lines: says.lines.slice(0, 1) });
      },
    });
    show(says.heading, otherFault ? [fault('fault', otherFault), ...parts] : parts);
    inside.querySelector('h2')?.before(tick());
  }
}

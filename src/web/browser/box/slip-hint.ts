import { likelyDomain } from '../../../platform/mail/domain-typo.ts';
import type { BoxWords } from '../../public/box/box-answer.ts';
import { button, h, said } from './dom.ts';

type SlipWords = Pick<BoxWords, 'didYouMean' | 'changeIt' | 'keepIt'>;

/**
 * Asks below a field for an address whether its domain was meant, when it is left (ADR-06). Never in the way.
 * @param kept what the reader has already said is right
 */
export function slipHint(email: HTMLInputElement, words: SlipWords, kept?: string) {
  const hint = h('div', { role: 'status' });
  const isKept = () => kept === email.value;
  function ask(): void {
    const meant = isKept() ? undefined : mendedAddress(email.value);
    hint.className = meant ? 'notice' : '';
    hint.replaceChildren();
    if (meant === undefined) return;
    const settle = (address: string) => {
      kept = address;
      email.value = address;
      ask();
      email.focus();
    };
    hint.append(
      h('p', {}, ...said({ text: words.didYouMean, values: { address: meant } })),
      h(
        'div',
        { class: 'btns' },
        button(words.changeIt, 'bare', () => settle(meant)),
        button(words.keepIt, 'bare', () => settle(email.value)),
      ),
    );
  }
  email.addEventListener('blur', ask);
  return { hint, isKept };
}

/** The address that was probably meant. */
function mendedAddress(address: string): string | undefined {
  const [, local, domain = ''] = /^\s*(.+)@([^@\s]+)\s*$/.exec(address) ?? [];
  const meant = likelyDomain(domain.toLowerCase());
  return meant && `${local}@${meant}`;
}

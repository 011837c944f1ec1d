/** The sign-up box on a page of ours, or in a frame: hints at a mistyped address. Without script the next page asks. */
import { slipHint } from './box/slip-hint.ts';

const form = document.querySelector<HTMLFormElement>('form.sign-up');
const email = form?.querySelector<HTMLInputElement>('input[type=email]');
if (form && email) {
  const { didYouMean = '', changeIt = '', keepIt = '' } = form.dataset;
  const { hint } = slipHint(email, { didYouMean, changeIt, keepIt });
  email.closest('.field')?.append(hint);
}

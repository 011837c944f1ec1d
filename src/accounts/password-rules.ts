import type { FieldError } from '../platform/errors.ts';

export const PASSWORD_MINIMUM = 10;
export const PASSWORD_MAXIMUM = 128;

/** Why `password` may not be chosen by `email`'s owner; undefined when it may (SEC-01). */
export async function passwordFault(password: string, email: string): Promise<FieldError | undefined> {
  const fault = (message: string) => ({ field: 'password', message });
  const { length } = Array.from(password);
  if (length === 0) return fault('The password is missing.');
  if (length < PASSWORD_MINIMUM)
    return fault(`The password must have ${PASSWORD_MINIMUM} characters or more.`);
  if (length > PASSWORD_MAXIMUM)
    return fault(`The password must have ${PASSWORD_MAXIMUM} characters or fewer.`);
  const folded = password.toLowerCase();
  if (new Set(folded).size < 5)
    return fault('The password repeats the same few characters. Choose a more varied one.');
  const [mailbox = ''] = email.toLowerCase().split('@');
  if (folded === email.toLowerCase() || coreOf(folded) === mailbox)
    return fault('The password is too close to the email address.');
  if (await isCommon(folded)) {
    return fault('This password is common, and attackers try common passwords first. Choose another one.');
  }
  return undefined;
}

/** Common words with digits and signs around them are as easily guessed as the words. */
async function isCommon(folded: string): Promise<boolean> {
  const common = await commonPasswords();
  return common.has(folded) || common.has(coreOf(folded));
}

const coreOf = (text: string) => text.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');

let loaded: Promise<Set<string>> | undefined;

/** 49,000 entries, loaded when the first password is chosen: a running server seldom needs them. */
function commonPasswords(): Promise<Set<string>> {
  loaded ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common'].map(String)),
  );
  return loaded;
}

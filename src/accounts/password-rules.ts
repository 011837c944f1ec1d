import type { FieldError } from '../platform/errors.ts';
import type { FieldFault } from '../platform/field-faults.ts';

export const PASSWORD_MINIMUM = 10;
export const PASSWORD_MAXIMUM = 128;

/** Why `password` may not be chosen by `email`'s owner; undefined when it may (SEC-01). */
export async function passwordFault(password: string, email: string): Promise<FieldError | undefined> {
  const refuse = (message: string, fault: FieldFault): FieldError => ({ field: 'password', message, fault });
  const { length } = Array.from(password);
  if (length === 0) return refuse('The password is missing.', { code: 'missing', params: {} });
  if (length < PASSWORD_MINIMUM)
    return refuse(`The password must have ${PASSWORD_MINIMUM} characters or more.`, {
      code: 'too-short',
      params: { least: PASSWORD_MINIMUM },
    });
  if (length > PASSWORD_MAXIMUM)
    return refuse(`The password must have ${PASSWORD_MAXIMUM} characters or fewer.`, {
      code: 'too-long',
      params: { most: PASSWORD_MAXIMUM },
    });
  const folded = password.toLowerCase();
  if (new Set(folded).size < 5)
    return refuse('The password repeats the same few characters. Choose a more varied one.', {
      code: 'repeated-password',
      params: {},
    });
  const [mailbox = ''] = email.toLowerCase().split('@');
  if (folded === email.toLowerCase() || coreOf(folded) === mailbox)
    return refuse('The password is too close to the email address.', {
      code: 'password-like-address',
      params: {},
    });
  if (await isCommon(folded)) {
    return refuse('This password is common, and attackers try common passwords first. Choose another one.', {
      code: 'common-password',
      params: {},
    });
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

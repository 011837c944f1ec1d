import { InvalidInput, type FieldError } from '../../platform/errors.ts';
import { fieldFaultSays, type Desk } from '../../words/index.ts';

/** The same faults as the person reads them. */
export function inWordsOf({ language }: Desk, { errors }: InvalidInput): InvalidInput {
  return new InvalidInput(
    errors.map(({ fault, ...error }) => ({
      ...error,
      message: fieldFaultSays({ ...error, fault }, language),
    })),
  );
}

const NAMES_ITSELF = new Set(['letter-text', 'template-text']);

/**
 * The faults where they do not stand below their fields. English sentences and those about a letter name the field themselves.
 * @param labels of the fields.
 */
export function faultLines(
  { language }: Desk,
  { errors }: InvalidInput,
  labels: Partial<Record<string, string>>,
): string[] {
  const namesItself = ({ fault }: FieldError) => language === 'en' || !fault || NAMES_ITSELF.has(fault.code);
  return errors.map((error) => {
    const says = fieldFaultSays(error, language);
    const label = labels[error.field];
    return namesItself(error) || label === undefined ? says : `${label}: ${says}`;
  });
}

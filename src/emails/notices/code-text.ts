import { wrap } from '../frame/text-part.ts';

/** `482915` as `482 915`, which people read and type with fewer mistakes. */
export const spaced = (code: string): string => code.replace(/(?=\d{3}$)/, ' ');

/** A code in the text part, apart from the words around it. */
export const codeText = (label: string, code: string): string => `${wrap(label)}\n\n    ${spaced(code)}`;

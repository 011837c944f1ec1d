/** Words of a mail server as a sentence: with a full stop, unless they end in one. */
export const sentence = (words: string) => (/[.!?]$/.test(words) ? words : `${words}.`);

const en = new Intl.NumberFormat('en-GB');
const de = new Intl.NumberFormat('de-DE');

/** Such as “1 reader” and “47,894 readers”. */
export const countEn = (count: number, one: string, other: string) =>
  `${en.format(count)} ${count === 1 ? one : other}`;

/** Such as “1 Person” and “47.894 Personen”. */
export const countDe = (count: number, one: string, other: string) =>
  `${de.format(count)} ${count === 1 ? one : other}`;

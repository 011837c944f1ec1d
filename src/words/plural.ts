/** Ways to say something with a number in it, by the plural form that the language asks for; `#` is the number. */
type Forms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** Chooses by the language's own rules: English has two forms, Japanese one, Arabic six. */
export function pluralIn(language: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (count, forms) =>
    (forms[rules.select(count)] ?? forms.other).replaceAll('#', () => numbers.format(count));
}

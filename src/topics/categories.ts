const folded = (text: string) => text.trim().toLowerCase();

/** Each category once, as topics compare them; the name of a topic always counts and need not be among them. */
export function withoutRepeats(categories: string[], name: string): string[] {
  const seen = new Set([folded(name)]);
  return categories.filter((category) => {
    const key = folded(category);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

export const isAmong = (category: string, categories: string[]): boolean =>
  categories.some((one) => folded(one) === folded(category));

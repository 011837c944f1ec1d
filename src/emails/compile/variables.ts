/** Something that a template can print or ask for. */
export interface Variable {
  /** `mail.title`; what is in a list has the name of the list with `[]`: `mail.related[].title`. */
  name: string;
  type: 'text' | 'number' | 'list' | 'group';
}

/** All variables of a model, in its order. Of a list, what any of its members has. */
export function variablesIn(model: object): Variable[] {
  const found = new Map<string, Variable>();
  walk(model, '', found);
  return [...found.values()];
}

function walk(value: object, prefix: string, found: Map<string, Variable>): void {
  for (const [key, inner] of Object.entries(value)) {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (!found.has(name)) found.set(name, { name, type: typeOf(inner) });
    for (const one of Array.isArray(inner) ? inner : []) {
      if (typeof one === 'object' && one !== null) walk(one, `${name}[]`, found);
    }
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) walk(inner, name, found);
  }
}

function typeOf(value: unknown): Variable['type'] {
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'object' && value !== null) return 'group';
  return typeof value === 'number' ? 'number' : 'text';
}

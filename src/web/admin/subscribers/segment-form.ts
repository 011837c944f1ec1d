import {
  kindOf,
  MOST_RULES,
  opsOf,
  ruleField,
  RULE_FIELDS,
  type Op,
  type Rule,
  type RuleField,
  type Rules,
} from '../../../segments/index.ts';
import { rulesOf, type FilterFields } from '../../reader-filter.ts';

/** What the form of a segment holds, right or not. */
export interface SegmentForm {
  name: string;
  match: Rules['match'];
  rules: Rule[];
}

const fieldOf = (text: string | undefined): RuleField =>
  RULE_FIELDS.find((field) => field === text) ?? 'status';

/** A way that the field has; what was meant for another field is none. */
function opOf(field: RuleField, text: string | undefined): Op {
  const [first = 'is', ...others] = opsOf(field);
  return others.find((op) => op === text) ?? first;
}

/** What was sent; a value that another kind of rule was given is taken away. */
export function readSegmentForm(sent: Record<string, string>): SegmentForm {
  const places = Array.from({ length: MOST_RULES }, (_none, place) => place);
  const rules = places
    .filter((place) => sent[`field.${place}`] !== undefined)
    .map((place): Rule => {
      const field = fieldOf(sent[`field.${place}`]);
      const op = opOf(field, sent[`op.${place}`]);
      const isSame = sent[`kind.${place}`] === kindOf(field, op);
      return { field, op, value: isSame ? (sent[`value.${place}`] ?? '').slice(0, 300) : '' };
    });
  return { name: (sent['name'] ?? '').slice(0, 200), match: sent['match'] === 'any' ? 'any' : 'all', rules };
}

/** A segment that has not been saved, of what a list shows. */
export function segmentOfFilter({ q, segment: _segment, ...filters }: FilterFields): SegmentForm {
  const rules = rulesOf(filters);
  if (q) rules.unshift({ field: 'address', op: 'contains', value: q });
  return { name: '', match: 'all', rules: rules.length > 0 ? rules : [NEW_RULE] };
}

const NEW_RULE: Rule = { field: 'status', op: 'is', value: 'active' };

/** The rules that can be counted, and where each stands in the form. */
export function rightRules({ match, rules }: SegmentForm): { rules: Rules; places: number[] } {
  const right = rules.map((rule, place) => ({ place, rule: ruleField.safeParse(rule).data }));
  const found = right.flatMap(({ place, rule }) => (rule ? [{ place, rule }] : []));
  return {
    rules: { match, rules: found.map(({ rule }) => rule) },
    places: found.map(({ place }) => place),
  };
}

/** The form after a button other than Save: `add`, `take-out.3`, or one that only counts. */
export function afterStep(form: SegmentForm, step: string): SegmentForm {
  if (step === 'add' && form.rules.length < MOST_RULES) return { ...form, rules: [...form.rules, NEW_RULE] };
  const out = /^take-out\.(\d+)$/.exec(step)?.[1];
  return out === undefined
    ? form
    : { ...form, rules: form.rules.filter((_rule, place) => place !== Number(out)) };
}

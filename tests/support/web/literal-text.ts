import { parseSync, Visitor, type Expression, type JSXAttribute } from 'oxc-parser';

/** Attributes and props that people read. */
const READ = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'heading',
  'help',
  'hint',
  'label',
  'lede',
  'placeholder',
  'says',
  'text',
  'title',
]);

/** What people would read of a component that stands in the source itself, and not in a file of words. */
export function literalText(file: string, source: string): string[] {
  const found: string[] = [];
  const note = (text: string) => void (/\p{L}/u.test(text) && found.push(text.trim()));
  new Visitor({
    JSXText: ({ value }) => note(value),
    JSXAttribute: (attribute) => {
      if (READ.has(nameOf(attribute))) literals(attribute.value).forEach(note);
    },
    JSXElement: ({ children }) => children.forEach((child) => noteChild(child)),
    JSXFragment: ({ children }) => children.forEach((child) => noteChild(child)),
    Property: ({ key, value }) => {
      if (key.type === 'Identifier' && READ.has(key.name)) literals(value).forEach(note);
    },
  }).visit(parseSync(file, source).program);
  return found;

  function noteChild(child: Node): void {
    if (child.type === 'JSXExpressionContainer') literals(child).forEach(note);
  }
}

type Node = Expression | NonNullable<JSXAttribute['value']> | { type: string };

const nameOf = ({ name }: JSXAttribute) => (name.type === 'JSXIdentifier' ? name.name : '');

/** The texts that an expression can become, as far as they stand in it. */
function literals(node: Node | null): string[] {
  if (node === null) return [];
  if (is(node, 'JSXExpressionContainer')) return literals(node.expression);
  if (is(node, 'Literal')) return typeof node.value === 'string' ? [node.value] : [];
  if (is(node, 'TemplateLiteral')) return [node.quasis.map(({ value }) => value.cooked ?? '').join('')];
  if (is(node, 'ConditionalExpression')) return [...literals(node.consequent), ...literals(node.alternate)];
  if (is(node, 'LogicalExpression')) return [...literals(node.left), ...literals(node.right)];
  return [];
}

interface Kinds {
  JSXExpressionContainer: { expression: Node };
  Literal: { value: unknown };
  TemplateLiteral: { quasis: { value: { cooked: string | null } }[] };
  ConditionalExpression: { consequent: Node; alternate: Node };
  LogicalExpression: { left: Node; right: Node };
}

const is = <Kind extends keyof Kinds>(node: Node, kind: Kind): node is Node & Kinds[Kind] =>
  node.type === kind;

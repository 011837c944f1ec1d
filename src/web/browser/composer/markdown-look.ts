import { RangeSetBuilder } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';

const mark = (name: string) => Decoration.mark({ class: `md-${name}` });

/** Whole lines first, then what may stand within one; a glance, not a parser: the preview shows what it really is. */
const LINES: [RegExp, Decoration][] = [
  [/^#{1,6} .*$/, mark('heading')],
  [/^> .*$/, mark('quote')],
];
const WITHIN =
  /(\*\*[^*\n]+\*\*)|(\*[^*\n]+\*|_[^_\n]+_)|(!?\[[^\]\n]*\]\([^)\n]*\))|(\{\{[^}\n]*\}\})|(`[^`\n]+`)/g;
const KINDS = ['bold', 'italic', 'link', 'name', 'code'].map(mark);

function decorated(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to;) {
      const line = view.state.doc.lineAt(at);
      decorateLine(builder, line.text, line.from);
      at = line.to + 1;
    }
  }
  return builder.finish();
}

function decorateLine(builder: RangeSetBuilder<Decoration>, text: string, from: number): void {
  const whole = LINES.find(([pattern]) => pattern.test(text));
  if (whole) {
    builder.add(from, from + text.length, whole[1]);
    return;
  }
  for (const match of text.matchAll(WITHIN)) {
    const kind = KINDS[match.slice(1).findIndex((group) => group !== undefined)];
    const start = from + match.index;
    if (kind) builder.add(start, start + match[0].length, kind);
  }
}

const plugin = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = decorated(view);
    }
    update(update: ViewUpdate): void {
      if (update.docChanged || update.viewportChanged) this.decorations = decorated(update.view);
    }
  },
  { decorations: (value) => value.decorations },
);

const theme = EditorView.theme({
  '&': { color: 'var(--ink)', fontSize: '1rem' },
  '&.cm-focused': { outline: '3px solid var(--focus)', outlineOffset: '2px', borderRadius: '4px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.65' },
  '.cm-content': { padding: '0.75rem 0.4rem', minHeight: '24rem', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0' },
  '.cm-placeholder': { color: 'var(--faint)' },
  '.md-heading, .md-bold': { fontWeight: '700' },
  '.md-italic': { fontStyle: 'italic' },
  '.md-quote': { color: 'var(--soft)' },
  '.md-link, .md-name': { color: 'var(--accent)' },
  '.md-code': { color: 'var(--soft)' },
});

/** How Markdown looks while it is written. */
export const markdownLook = [plugin, theme];

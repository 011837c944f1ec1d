import {
  autocompletion,
  completionKeymap,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { history, historyKeymap } from '@codemirror/commands';
import { EditorState, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  EditorView,
  keymap,
  lineNumbers,
  MatchDecorator,
  ViewPlugin,
  type DecorationSet,
  type ViewUpdate,
} from '@codemirror/view';

/** Name and type. */
export type Variable = [name: string, type: string];

export interface SourceEditor {
  onChange(handler: () => void): void;
  /** Marks lines, from 1 on. */
  markLines(lines: number[]): void;
  goTo(line: number): void;
}

/**
 * Takes the place of the text area, which keeps the text for the form; in a shadow root, where CodeMirror's styles are adopted
 * style sheets. Tab leaves it.
 */
export function openSourceEditor(
  area: HTMLTextAreaElement,
  { label, variables }: { label: string; variables: Variable[] },
): SourceEditor {
  const host = document.createElement('div');
  host.className = 'source-host';
  area.after(host);
  // From outside, a key in a shadow root looks as if nobody were typing: single keys would be shortcuts of the page.
  host.addEventListener('keydown', (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
  });
  const root = host.attachShadow({ mode: 'open' });
  const changed: (() => void)[] = [];
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: area.value,
      extensions: [
        history(),
        lineNumbers(),
        keymap.of([...completionKeymap, ...historyKeymap]),
        autocompletion({ override: [(context) => complete(context, variables)], icons: false }),
        EditorView.contentAttributes.of({
          'aria-label': label,
          'aria-multiline': 'true',
          spellcheck: 'false',
          autocapitalize: 'off',
          // It scrolls, so the keyboard must get there.
          tabindex: '0',
        }),
        faultLines,
        colors,
        theme,
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          area.value = update.state.doc.toString();
          for (const handler of changed) handler();
        }),
      ],
    }),
  });
  area.hidden = true;
  // Its label names the editor now.
  document.querySelector(`label[for="${area.id}"]`)?.remove();
  const lineAt = (line: number) => view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
  return {
    onChange: (handler) => changed.push(handler),
    markLines: (lines) => view.dispatch({ effects: setFaults.of(lines.map((line) => lineAt(line).from)) }),
    goTo(line) {
      view.dispatch({ selection: { anchor: lineAt(line).from }, scrollIntoView: true });
      view.focus();
    },
  };
}

const TAGS =
  'if unless else elsif endif endunless for endfor capture endcapture assign render layout block endblock';
const tags: Completion[] = TAGS.split(' ').map((tag) => ({ label: tag, type: 'keyword' }));

/** Within `{{ … }}` and `{% … %}`: what can be printed, and in tags how they begin. */
function complete(context: CompletionContext, variables: Variable[]): CompletionResult | null {
  const before = context.state.sliceDoc(Math.max(0, context.pos - 2_000), context.pos);
  const opened = Math.max(before.lastIndexOf('{{'), before.lastIndexOf('{%'));
  if (opened < 0 || /[}%]\}/.test(before.slice(opened))) return null;
  const word = context.matchBefore(/[\w.]*/);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  const isTag = /^\{%-?\s*\w*$/.test(before.slice(opened));
  return {
    from: word.from,
    options: isTag ? tags : optionsFor(context.state.doc.toString(), variables),
    validFor: /^[\w.]*$/,
  };
}

/** What is in a list goes by the name that a loop or `render` gives it. */
function optionsFor(source: string, variables: Variable[]): Completion[] {
  const loops = [...source.matchAll(/\{%-?\s*for\s+(\w+)\s+in\s+([\w.]+)/g)].map(
    ([, name = '', list = '']) => [name, `${list}[].`] as const,
  );
  return variables.flatMap(([name, type]) => {
    if (!name.includes('[]')) return [{ label: name, detail: type }];
    return loops
      .filter(([, list]) => name.startsWith(list) && !name.slice(list.length).includes('[]'))
      .map(([item, list]) => ({ label: `${item}.${name.slice(list.length)}`, detail: type }));
  });
}

const setFaults = StateEffect.define<number[]>();
const faultLine = Decoration.line({ class: 'is-fault' });
const faultLines = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { changes, effects }) {
    const set = effects.find((effect) => effect.is(setFaults));
    if (!set) return marks.map(changes);
    const places = [...new Set(set.value)].toSorted((one, other) => one - other);
    return Decoration.set(places.map((place) => faultLine.range(place)));
  },
  provide: (field) => EditorView.decorations.from(field),
});

const liquid = Decoration.mark({ class: 'is-liquid' });
const element = Decoration.mark({ class: 'is-element' });
const matcher = new MatchDecorator({
  regexp: /\{%[^]*?%\}|\{\{[^]*?\}\}|<\/?[a-z][\w-]*/g,
  decoration: ([found]) => (found.startsWith('{') ? liquid : element),
});
const colors = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = matcher.createDeco(view);
    }
    update(update: ViewUpdate): void {
      this.decorations = matcher.updateDeco(update, this.decorations);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

const theme = EditorView.theme({
  '&': { height: '36rem', color: 'var(--ink)', backgroundColor: 'var(--sheet)', fontSize: '0.875rem' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-gutters': { color: 'var(--soft)', backgroundColor: 'var(--ground)', border: 'none' },
  '.is-liquid': { color: 'var(--good)' },
  '.is-element': { color: 'var(--accent)', fontWeight: '600' },
  '.is-fault': { backgroundColor: 'var(--bad-wash)', boxShadow: 'inset 4px 0 0 var(--bad-fill)' },
  '.cm-tooltip': {
    color: 'var(--ink)',
    backgroundColor: 'var(--raised)',
    border: '1px solid var(--line)',
    borderRadius: 'var(--round)',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { color: 'var(--ink)', background: 'var(--accent-wash)' },
  '.cm-completionDetail': { color: 'var(--soft)', fontStyle: 'normal' },
});

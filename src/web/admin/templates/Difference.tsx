import type { ComponentChildren } from 'preact';
import type { LineDifference } from '../../../templates/index.ts';
import { Icon } from '../components/Icon.tsx';
import { useDesk } from '../use-desk.ts';

interface Props {
  action: string;
  /** The version in use. */
  version: number;
  isDefault: boolean;
  lines: LineDifference[];
}

/** Lines around a change that are shown with it. */
const AROUND = 3;

/** What changed from a version to the one in use, line by line, and the way back. */
export function Difference({ action, version, isDefault, lines }: Props) {
  const say = useDesk().words.templates;
  const isSame = lines.every(({ kind }) => kind === 'same');
  return (
    <div class="stack">
      {isSame ? <p>{say.noDifference}</p> : <Lines lines={lines} />}
      {!isSame && (
        <form class="row" method="post" action={action}>
          <input type="hidden" name="version" value={version} />
          <button class="btn btn-main" aria-describedby="restore-means">
            <Icon name="history" />
            {isDefault ? say.reset : say.restore}
          </button>
          <span class="small soft" id="restore-means">
            {say.restoreMeans}
          </span>
        </form>
      )}
    </div>
  );
}

function Lines({ lines }: Pick<Props, 'lines'>) {
  const say = useDesk().words.templates;
  const near = lines.map((_line, place) =>
    lines.slice(Math.max(0, place - AROUND), place + AROUND + 1).some(({ kind }) => kind !== 'same'),
  );
  const marks = { same: ' ', in: '+', out: '−' };
  const names = { in: say.added, out: say.removed };
  const shown: ComponentChildren[] = [];
  let skipped = 0;
  for (const [place, { kind, line, text }] of lines.entries()) {
    if (!near[place]) {
      skipped += 1;
      if (near[place + 1] !== false || place === lines.length - 1) {
        shown.push(
          <div key={place} class="code-skip small soft">
            {say.skipped(skipped)}
          </div>,
        );
        skipped = 0;
      }
      continue;
    }
    const Element = kind === 'in' ? 'ins' : kind === 'out' ? 'del' : 'span';
    shown.push(
      <div key={place} class={`code-l${kind === 'same' ? '' : ` is-${kind}`}`}>
        <span class="code-n">
          {line} <span aria-hidden="true">{marks[kind]}</span>
          {kind !== 'same' && <span class="sr"> {names[kind]}</span>}
        </span>
        <code>
          <Element>{text}</Element>
        </code>
      </div>,
    );
  }
  return (
    <div class="code" role="group" tabIndex={0} aria-label={say.compareLede}>
      {shown}
    </div>
  );
}

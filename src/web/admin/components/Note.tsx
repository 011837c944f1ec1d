import type { ComponentChildren } from 'preact';
import type { Said, Undo } from '../notices.ts';
import { useDesk } from '../use-desk.ts';
import { Icon, type IconName } from './Icon.tsx';

type Kind = 'info' | 'good' | 'warn' | 'bad' | 'live';

const ICONS: Record<Kind, IconName> = {
  info: 'info-circle',
  good: 'circle-check',
  warn: 'alert-triangle',
  bad: 'alert-circle',
  live: 'info-circle',
};
/** Bad news interrupts whoever listens; good news waits for a pause. */
const ROLES: Partial<Record<Kind, 'alert' | 'status'>> = { bad: 'alert', good: 'status' };

/** What somebody should know; it stays until the page changes. */
export function Note({
  kind = 'info',
  id,
  children,
}: {
  kind?: Kind;
  id?: string;
  children: ComponentChildren;
}) {
  return (
    <div id={id} class={kind === 'info' ? 'note' : `note note-${kind}`} role={ROLES[kind]}>
      <Icon name={ICONS[kind]} />
      <div>{children}</div>
    </div>
  );
}

/** What has just happened, with its way back. */
export function SaidLine({ said }: { said: Said | undefined }) {
  if (!said) return null;
  if (said.undo) return <UndoLine undo={said.undo}>{said.says}</UndoLine>;
  return (
    <div class="said">
      <Note kind="good">{said.says}</Note>
    </div>
  );
}

/** @param children what happened, and until when it can be taken back. */
function UndoLine({ undo, children }: { undo: Undo; children: ComponentChildren }) {
  const { words } = useDesk();
  return (
    <div class="undo" role="status">
      <span>{children}</span>
      <form method="post" action={undo.to}>
        {Object.entries(undo.fields ?? {}).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <button class="btn btn-small">
          <Icon name="arrow-back-up" />
          {words.frame.undo}
        </button>
      </form>
    </div>
  );
}

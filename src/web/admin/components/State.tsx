import type { StatesWords } from '../../../words/index.ts';
import { useDesk } from '../use-desk.ts';
import { Icon, type IconName } from './Icon.tsx';

/** Each state with its glyph and its tint: never the colour alone. */
const LOOKS: Record<keyof StatesWords, { icon: IconName; tint?: 'good' | 'live' | 'warn' | 'bad' }> = {
  draft: { icon: 'pencil' },
  scheduled: { icon: 'clock' },
  held: { icon: 'hand-stop', tint: 'warn' },
  preparing: { icon: 'loader-2', tint: 'live' },
  sending: { icon: 'send', tint: 'live' },
  paused: { icon: 'player-pause', tint: 'warn' },
  sent: { icon: 'check', tint: 'good' },
  cancelled: { icon: 'x' },
  review: { icon: 'eye', tint: 'warn' },
  warning: { icon: 'alert-triangle', tint: 'warn' },
  fine: { icon: 'check', tint: 'good' },
  unread: { icon: 'clock' },
  active: { icon: 'check', tint: 'good' },
  failing: { icon: 'alert-circle', tint: 'bad' },
  gone: { icon: 'alert-circle', tint: 'bad' },
  off: { icon: 'player-pause' },
  accepted: { icon: 'check', tint: 'good' },
  deferred: { icon: 'clock', tint: 'warn' },
  rejected: { icon: 'x', tint: 'bad' },
  expired: { icon: 'history', tint: 'bad' },
  unknown: { icon: 'info-circle', tint: 'warn' },
  skipped: { icon: 'circle-minus' },
  queued: { icon: 'clock' },
  new: { icon: 'plus' },
  baseline: { icon: 'history' },
  future: { icon: 'clock' },
  'too-old': { icon: 'history' },
  duplicate: { icon: 'copy' },
  dismissed: { icon: 'x' },
};

/** The glyph of a state; a word goes with it. */
export const stateIcon = (of: keyof StatesWords): IconName => LOOKS[of].icon;

/** How something stands: glyph, word and tint. @param says, icon in place of the usual ones. */
export function State({ of, says, icon }: { of: keyof StatesWords; says?: string; icon?: IconName }) {
  const { words } = useDesk();
  const look = LOOKS[of];
  return (
    <span class={look.tint ? `state state-${look.tint}` : 'state'}>
      <Icon name={icon ?? look.icon} />
      {says ?? words.states[of]}
    </span>
  );
}

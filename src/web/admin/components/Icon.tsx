import { ICONS } from './icons.ts';

export type IconName = keyof typeof ICONS;

/** An outline beside a word; whoever listens hears the word only. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      {ICONS[name].map((d) => (
        <path key={d} d={d} />
      ))}
    </svg>
  );
}

import { Icon } from '../components/Icon.tsx';
import { useDesk } from '../use-desk.ts';

interface Props {
  name: 'subject' | 'preheader';
  label: string;
  value: string;
  /** How many characters most inboxes show. */
  about: number;
  placeholder?: string;
  /** What a new letter begins with. */
  isFirst?: boolean;
}

/** As many as go out. */
const MOST = 250;

/** One line that grows; how long it is stands beside it, as a warning where inboxes cut it, and never in the way. */
export function LineField({ name, label, value, about, placeholder, isFirst }: Props) {
  const { composer } = useDesk().words;
  const count = Array.from(value).length;
  const says =
    count > MOST
      ? composer.tooMany(count, MOST)
      : count > about
        ? composer.cutAt(count, about)
        : composer.ofAbout(count, about);
  return (
    <div class="line-field">
      <label for={name}>{label}</label>
      <textarea
        class="one"
        rows={1}
        id={name}
        name={name}
        aria-describedby={`${name}-count`}
        placeholder={placeholder}
        autofocus={isFirst}
      >
        {`\n${value}`}
      </textarea>
      <span
        class={count > about ? 'mini is-warn' : 'mini faint'}
        id={`${name}-count`}
        data-about={about}
        data-most={MOST}
      >
        {count > about && <Icon name="alert-triangle" />}
        <span>{says}</span>
      </span>
    </div>
  );
}

import { Icon, type IconName } from '../components/Icon.tsx';
import { useDesk } from '../use-desk.ts';
import type { MailView } from './look-values.ts';

interface Props {
  view: MailView;
  /** Mails that can be looked at. */
  mails: readonly MailView['mail'][];
  /** The page with another view. */
  to(view: MailView): string;
  /** Where the mail is. */
  src: string;
  /** Of the frame, for forms that are answered there. */
  name?: string;
  title?: string;
}

/** A mail as it would be, with choices of which, how wide and in which colours. Links, so that it works without script. */
export function MailFrame({ view, mails, to, src, name: frameName, title }: Props) {
  const { look } = useDesk().words;
  const switchOf = <Name extends keyof MailView>(
    name: Name,
    label: string,
    choices: [MailView[Name], string, IconName?][],
  ) => (
    <div class="switch" role="group" aria-label={label}>
      {choices.map(([value, word, icon]) => (
        <a
          key={value}
          href={to({ ...view, [name]: value })}
          aria-current={value === view[name] ? 'true' : undefined}
          data-view={`${name}=${value}`}
        >
          {icon && <Icon name={icon} />}
          {word}
        </a>
      ))}
    </div>
  );
  return (
    <div class="compose-view look-view">
      <div class="row row-between">
        {mails.length > 1 &&
          switchOf(
            'mail',
            look.which,
            mails.map((mail) => [mail, look.mails[mail]]),
          )}
        {switchOf('width', look.width, [
          ['phone', look.phone, 'device-mobile'],
          ['desktop', look.desktop, 'device-desktop'],
        ])}
        {switchOf('look', look.colours, [
          ['light', look.light, 'sun-high'],
          ['dark', look.dark, 'moon'],
        ])}
      </div>
      <iframe
        class={`frame frame-tall${view.width === 'desktop' ? ' frame-desktop' : ' frame-phone'}`}
        name={frameName}
        title={title ?? look.frameTitle}
        src={src}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        data-frame
      ></iframe>
    </div>
  );
}

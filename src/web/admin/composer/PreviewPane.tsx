import { Icon } from '../components/Icon.tsx';
import { useDesk } from '../use-desk.ts';
import type { DraftShown } from './draft-form.ts';

interface Props {
  draft: DraftShown;
  publicationName: string;
  /** Where the mail of what is stored is shown, and that of a text that is posted there. */
  mail: string;
}

/** Our own pages may look into the frame, to keep its place when it is redrawn; nothing in it can run. */
export const FRAME_SANDBOX = 'allow-same-origin allow-popups allow-popups-to-escape-sandbox';

/** How the letter stands in the inbox, and as a mail. */
export function PreviewPane({ draft, publicationName, mail }: Props) {
  const { composer } = useDesk().words;
  return (
    <div class="compose-view" data-part="view">
      <div class="row row-between">
        <h2 class="sr">{composer.howItLooks}</h2>
        <div class="switch" role="group" aria-label={composer.previewAs} data-part="widths" hidden>
          <button type="button" data-width="phone" aria-pressed="true">
            <Icon name="device-mobile" />
            {composer.phone}
          </button>
          <button type="button" data-width="desktop" aria-pressed="false">
            <Icon name="device-desktop" />
            {composer.desktop}
          </button>
        </div>
        <div class="switch" role="group" aria-label={composer.colours} data-part="looks" hidden>
          <button type="button" data-look="light" aria-pressed="true" aria-label={composer.light}>
            <Icon name="sun-high" />
          </button>
          <button type="button" data-look="dark" aria-pressed="false" aria-label={composer.dark}>
            <Icon name="moon" />
          </button>
        </div>
        <button class="btn btn-small" name="intent" value="save" data-part="refresh">
          <Icon name="refresh" />
          {composer.refreshPreview}
        </button>
      </div>
      <div class="inbox" role="group" aria-label={composer.inInbox}>
        <span class="mark" aria-hidden="true">
          {String.fromCodePoint(publicationName.codePointAt(0) ?? 32).toUpperCase()}
        </span>
        <div>
          <b>{publicationName}</b>
          <b class="subject" data-part="inbox-subject" data-empty={composer.noSubject}>
            {draft.subject || composer.noSubject}
          </b>
          <span class="pre" data-part="inbox-preheader">
            {draft.preheader || ' '}
          </span>
        </div>
      </div>
      <p class="small warn" role="status" data-part="preview-says"></p>
      <iframe
        class="frame frame-phone"
        title={composer.frameTitle}
        src={mail}
        sandbox={FRAME_SANDBOX}
        data-mail={mail}
      ></iframe>
    </div>
  );
}

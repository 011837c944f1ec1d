import type { ComponentChildren } from 'preact';
import type { LatestSend } from '../../../reports/index.ts';
import { CANCELLABLE, PAUSABLE } from '../../../sends/index.ts';

/** What an editor can do about a send. Whatever cannot be taken back asks once more, without any script. */
export function SendControls({ slug, send }: { slug: string; send: LatestSend }) {
  const { id, status, failed, unknown } = send;
  const about = send.subject || `Send ${id}`;
  const path = `/admin/${slug}/sends/${id}`;
  const isIncomplete = status === 'sent' && failed + unknown > 0;
  const isCancellable = CANCELLABLE.includes(status);
  if (!isCancellable && !isIncomplete) return null;
  return (
    <div class="row">
      {PAUSABLE.includes(status) && <Act action={`${path}/pause`} verb="Pause" about={about} />}
      {status === 'paused' && <Act action={`${path}/resume`} verb="Resume" about={about} look="btn-main" />}
      {status === 'held' && <Act action={`${path}/release`} verb="Send" about={about} look="btn-main" />}
      {isIncomplete && (
        <AskFirst
          verb="Send again"
          about={about}
          says="Paperround tries once more for readers it did not reach, unless they left or their address does not exist. Nobody whose server accepted the message gets it twice. Readers whose message is in doubt may."
        >
          <Act action={`${path}/resend`} verb="Send again" about={about} look="btn-main" />
        </AskFirst>
      )}
      {isCancellable && (
        <AskFirst
          verb="Cancel"
          about={about}
          says={
            status === 'draft'
              ? 'Nobody will get it. You cannot undo this.'
              : 'Readers who have not got it yet will never get it. You cannot undo this.'
          }
        >
          <Act action={`${path}/cancel`} verb="Cancel for good" about={about} look="btn-bad" />
        </AskFirst>
      )}
    </div>
  );
}

interface ActProps {
  action: string;
  verb: string;
  about: string;
  look?: string;
}

function Act({ action, verb, about, look = '' }: ActProps) {
  return (
    <form method="post" action={action}>
      <button class={`btn btn-small ${look}`} aria-label={`${verb}: ${about}`}>
        {verb}
      </button>
    </form>
  );
}

interface AskFirstProps {
  verb: string;
  about: string;
  says: string;
  children: ComponentChildren;
}

function AskFirst({ verb, about, says, children }: AskFirstProps) {
  return (
    <details>
      <summary class="btn btn-small" aria-label={`${verb}: ${about}, asks first`}>
        {verb}…
      </summary>
      <p>{says}</p>
      {children}
    </details>
  );
}

import { withoutOwnMarks } from '../../emails/index.ts';
import { FaultyLetter } from '../../letters/index.ts';
import type { App } from '../../platform/app.ts';
import { AppError, InvalidInput } from '../../platform/errors.ts';
import { TooHard } from '../../platform/processes/child-lanes.ts';
import type { Publication } from '../../publications/index.ts';
import type { Send, SendContent, SendKinds } from '../../sends/index.ts';
import { finding, type Finding } from '../finding.ts';

/** The mail of a send as it would be now, or why there is none. @param place where that is mended. */
export async function makeMail(
  app: App,
  kinds: SendKinds,
  send: Send,
  publication: Publication,
  place: string,
): Promise<{ content: SendContent } | { findings: Finding[] }> {
  try {
    const content = await kinds[send.kind].preview(app, send, publication);
    return {
      content: { ...content, html: withoutOwnMarks(content.html), text: withoutOwnMarks(content.text) },
    };
  } catch (error) {
    if (error instanceof FaultyLetter)
      return { findings: error.faults.map((fault) => faultFinding(fault, place)) };
    if (error instanceof TooHard) return { findings: [finding({ code: 'too-hard', params: {} }, place)] };
    if (error instanceof InvalidInput)
      return {
        findings: error.errors.map(({ message }) =>
          finding({ code: 'not-made', params: { error: message } }, place),
        ),
      };
    if (!(error instanceof AppError)) throw error;
    // Where there is nothing to say, a digest is not sent: that is no fault.
    if (error.code === 'digest-has-nothing') return { findings: [] };
    if (error.code === 'article-withdrawn')
      return { findings: [finding({ code: 'article-gone', params: {} }, place)] };
    return { findings: [finding({ code: 'not-made', params: { error: error.message } }, place)] };
  }
}

function faultFinding(fault: FaultyLetter['faults'][number], place: string): Finding {
  if (fault.kind === 'no-subject') return finding({ code: 'subject-missing', params: {} }, 'subject');
  return finding({ code: 'text-faulty', params: { fault } }, placeOf(fault, place));
}

function placeOf(fault: FaultyLetter['faults'][number], place: string): string {
  if (fault.kind === 'no-articles') return 'picks';
  if (fault.kind === 'line-too-long') return fault.field;
  if (fault.kind !== 'placeholder') return place;
  if (fault.field !== 'markdown') return fault.field;
  return fault.line > 0 ? `${place}:${fault.line}` : place;
}

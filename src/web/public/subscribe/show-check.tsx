import type { Request, Response } from 'express';
import type { Publication } from '../../../publications/index.ts';
import type { ReaderSpeech } from '../../../words/index.ts';
import { sendPage } from '../../html.ts';
import { CheckPage } from './CheckPage.tsx';
import { allowFraming } from './show-box.tsx';

/** What a form of ours or of another site has; the trap is empty, or nobody would be here. */
const KEPT = [
  'email',
  'name',
  'rhythm',
  'preset',
  'topics',
  'also',
  'timeZone',
  'language',
  'stamp',
  'ticket',
  'frame',
];

/** The page that asks for the check, with everything that was typed (403). */
export function showCheck(
  request: Request,
  response: Response,
  of: { publication: Publication; speech: ReaderSpeech; isFrame: boolean; source: string },
): void {
  const { source, ...shown } = of;
  if (shown.isFrame) allowFraming(response);
  response.setHeader('X-Robots-Tag', 'noindex');
  const body = (request.body ?? {}) as Record<string, unknown>;
  const fields = KEPT.flatMap((name) =>
    [body[name]]
      .flat()
      .filter((value) => typeof value === 'string' && value !== '')
      .map((value): [string, string] => [name, String(value)]),
  );
  sendPage(response, <CheckPage {...shown} fields={[...fields, ['source', source]]} />, 403);
}

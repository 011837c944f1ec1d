import { compileDigestEmail, tellFaults, type CompileLimits, type EmailParts } from '../../emails/index.ts';
import type { App } from '../../platform/app.ts';
import type { Publication } from '../../publications/index.ts';
import { FaultyLetter, unfinishedFaults } from '../faulty-letter.ts';
import type { LetterTexts } from '../letter.ts';
import { withTemplates } from '../../templates/index.ts';
import { digestArticles, type DigestArticles } from './digest-articles.ts';
import { readDigest } from './digest-text.ts';

/** The email of a digest as the publication and its articles are now. @throws FaultyLetter, TooHard */
export async function compileDigest(
  app: App,
  publication: Publication,
  digest: LetterTexts,
  limits: CompileLimits = {},
): Promise<{ email: EmailParts; found: DigestArticles }> {
  const unfinished = unfinishedFaults(digest);
  if (unfinished.length > 0) throw new FaultyLetter(unfinished, 'introduction');
  const { introduction, picks } = readDigest(digest.markdown);
  const found = await digestArticles(app.db, publication.id, picks);
  const subject = digest.subject.trim();
  const preheader = digest.preheader.trim();
  const input = { subject, preheader, introduction, pieces: found.pieces };
  const compiled = await withTemplates(app, publication, 'digest', (brand) =>
    compileDigestEmail({ ...input, brand }, limits),
  );
  if ('email' in compiled) return { email: compiled.email, found };
  throw new FaultyLetter(tellFaults(compiled.fault), 'introduction');
}

import { explain } from '../../../src/explain/index.ts';
import type { Answer } from '../../../src/words/index.ts';
import type { Book, Model } from './model.ts';
import type { Program } from './program.ts';

/** Readers and articles that are asked about at the end of a story. */
const SAMPLE = 60;

/**
 * Whether `explain` says what the model knows of readers and articles: what brought them, or why nothing did, or what will.
 * @param of.refused mails of sends that were stopped.
 */
export async function checkAnswers(
  program: Program,
  model: Model,
  { refused, random }: { refused: { reader: number; articles: number[] }[]; random: () => number },
): Promise<string[]> {
  const pairs = model.pairs();
  const faults: string[] = [];
  for (let asked = 0; asked < SAMPLE && pairs.length > 0; asked += 1) {
    const [pair] = pairs.splice(Math.floor(random() * pairs.length), 1);
    if (!pair) continue;
    const { reader, article } = pair;
    const isRefused = refused.some((mail) => mail.reader === reader && mail.articles.includes(article));
    const expected = answersFor({ ...model.bookOf(reader, article), isRefused });
    if (!expected) continue;
    const { publication, email, articleId } = await program.askFor(reader, article);
    const { fate } = await explain(program.app, publication, { email, article: articleId, send: undefined });
    const told = fate ? nameOf(fate) : 'nothing';
    if (!expected.includes(told))
      faults.push(
        `reader ${reader}: explain says ${told} of article ${article}, rather than ${expected.join(' or ')}`,
      );
  }
  return faults;
}

const nameOf = ({ code, holds }: Answer) => (code === 'brought' && !holds ? 'not-brought' : code);

/** `nothing`: they never confirmed. */
const GONE = ['nothing', 'confirmed', 'not-unsubscribed', 'not-bounced', 'not-complained', 'not-suppressed'];

/** What may be said; undefined where the rules leave it open. */
function answersFor({
  fate,
  open,
  isActive,
  isFollowed,
  isWithdrawn,
  hasFailed,
  isRefused,
}: Book & { isRefused: boolean }): string[] | undefined {
  if (open?.isOptional) return undefined;
  if (open) return isFollowed ? ['already-due'] : ['follows'];
  if (isRefused) return isActive ? ['not-brought', 'joined-before'] : GONE;
  if (fate?.startsWith('was brought')) return ['brought'];
  if (isWithdrawn) return isActive ? ['article-may-go'] : ['article-may-go', 'nothing'];
  // Where the mail that counted it was stopped, that is what is told.
  if (fate === 'counted in N more') return ['shown', 'not-brought'];
  if (fate === 'left' || fate === 'bounced' || fate === 'was no reader')
    return isActive ? ['joined-before'] : GONE;
  if (fate !== 'does not follow') return undefined;
  // Whoever left and came back since is told of that; whose mail failed before, of the mail.
  const told = ['follows', 'same-as-decided', 'joined-before', ...(hasFailed ? ['not-brought'] : [])];
  return isActive ? told : GONE;
}

import type { SignedIn } from '../../../accounts/index.ts';
import type { App } from '../../../platform/app.ts';
import { EVERYBODY, readDigest, writePicks } from '../../../letters/index.ts';
import { listTopics, type Publication } from '../../../publications/index.ts';
import { findSegment, listSegments } from '../../../segments/index.ts';
import type { Send } from '../../../sends/index.ts';
import type { Desk } from '../../../words/index.ts';
import { Note } from '../components/Note.tsx';
import type { View } from '../view.ts';
import { audienceShown, type AudienceShown } from './audience-shown.ts';
import { Composer } from './Composer.tsx';
import { Conflict } from './Conflict.tsx';
import { NOTHING, shownBase, shownOf, type DraftForm, type DraftShown } from './draft-form.ts';
import { othersIn, type LoadedDraft } from './load-draft.ts';
import { loadPeople } from './people.ts';
import { articlesToAdd, shownPicks } from './picks.ts';
import type { PicksShown } from './PicksPanel.tsx';
import type { Saved } from './save-draft.ts';

/** What every page of the composer knows. */
export interface Writing {
  app: App;
  publication: Publication;
  user: SignedIn;
  desk: Desk;
}

export const placeOf = ({ publication }: Pick<Writing, 'publication'>, id: number | 'new') =>
  `/admin/${publication.slug}/sends/${id}`;

/** What the fields of a draft are called where a fault is about one. */
export const fieldLabels = ({ words: { composer, digest } }: Desk) => ({
  ...composer.fields,
  introduction: digest.introduction,
  articleIds: digest.articles,
  picks: digest.articles,
  'audience.topics': composer.topics,
  'audience.segment': composer.segment,
});

/** @param typed what was sent, where it was refused; with what is wrong with it. */
export async function newView(
  writing: Writing,
  form: string,
  typed?: { shown: DraftShown; errors: string[] },
  of: Picking = LETTER,
): Promise<View> {
  const { app, publication, user, desk } = writing;
  const { composer } = desk.words;
  const draft = typed?.shown ?? { ...NOTHING, audience: { ...EVERYBODY, segment: of.segment ?? null } };
  return {
    ...frameOf(of.isDigest ? desk.words.digest.newDigest : composer.newLetter),
    content: (
      <Composer
        slug={publication.slug}
        publicationName={publication.name}
        id={undefined}
        status="draft"
        form={form}
        version={0}
        draft={draft}
        base={NOTHING}
        savedAt={undefined}
        topics={await listTopics(app.db, publication.id)}
        segments={await listSegments(app.db, publication.id)}
        counted={await countOf(writing, draft)}
        digest={await digestOf(writing, draft, of)}
        others={[]}
        userId={user.userId}
        errors={typed?.errors ?? []}
      />
    ),
  };
}

/** @param typed as of `newView`; it keeps the version and the base that it was written on. */
export async function editView(
  writing: Writing,
  { send, version, writtenAt, shown, topics }: LoadedDraft,
  typed?: { form: DraftForm; errors: string[] },
  find = '',
): Promise<View> {
  const { app, publication, user, desk } = writing;
  const { composer } = desk.words;
  const me = { userId: user.userId, isWriting: false };
  const draft = typed ? shownOf(typed.form, shown) : shown;
  const { others } = await othersIn(app, publication, send.id, me);
  return {
    ...frameOf(composer.title(shown.subject || composer.noSubject)),
    content: (
      <Composer
        slug={publication.slug}
        publicationName={publication.name}
        id={send.id}
        status={send.status}
        form=""
        version={typed?.form.version ?? version}
        draft={draft}
        base={typed && shownBase(typed.form, shown)}
        savedAt={typed ? undefined : desk.timeWithSeconds(writtenAt, publication.timeZone)}
        topics={topics}
        segments={await listSegments(app.db, publication.id)}
        counted={await countOf(writing, draft)}
        digest={await digestOf(writing, draft, { isDigest: HAS_PICKS[send.kind], find })}
        others={others}
        userId={user.userId}
        errors={typed?.errors ?? []}
      />
    ),
  };
}

/** What a page shows of articles. */
interface Picking {
  isDigest: boolean;
  /** What is looked for. */
  find: string;
  /** Whom a new one is for. */
  segment?: number | undefined;
}

const LETTER: Picking = { isDigest: false, find: '' };

const HAS_PICKS: Record<Send['kind'], boolean> = {
  article: false,
  letter: false,
  correction: false,
  digest: true,
};

async function digestOf(
  { app, publication }: Writing,
  { markdown }: DraftShown,
  { isDigest, find }: Picking,
): Promise<PicksShown | undefined> {
  if (!isDigest) return undefined;
  const { picks } = readDigest(markdown);
  return {
    lines: picks.length === 0 ? '' : `${writePicks(picks)}\n`,
    picks: await shownPicks(app, publication, picks),
    find,
    toAdd: await articlesToAdd(app, publication, find, picks),
  };
}

/** Topics and segments that were typed into the form by hand are none of ours. */
async function countOf(writing: Writing, { audience }: DraftShown): Promise<AudienceShown> {
  const { app, publication } = writing;
  const known = await listTopics(app.db, publication.id);
  const topics = audience.topics.filter((slug) => known.some((topic) => topic.slug === slug));
  const { segment: asked } = audience;
  const segment = asked === null ? undefined : await findSegment(app.db, publication.id, asked);
  return audienceShown(writing, { ...audience, topics, segment: segment?.id ?? null });
}

const frameOf = (title: string) => ({
  title,
  heading: null,
  current: 'sends' as const,
  layout: 'rail' as const,
  scripts: ['composer'],
  hasFrame: true,
});

/** Two people changed the same place: both texts, and the ways to go on. */
export async function conflictView(
  writing: Writing,
  id: number,
  form: DraftForm,
  { current, overlaps, version }: Extract<Saved, { is: 'overlapping' }>,
): Promise<View> {
  const { composer } = writing.desk.words;
  const people = await loadPeople(writing.app);
  const name = people.actor(current.writtenBy) ?? composer.nobody;
  const { subject, preheader, markdown, topics, rhythm, segment } = current;
  const theirs = { subject, preheader, markdown, audience: { topics, rhythm, segment } };
  return {
    title: composer.changedByOther(name),
    current: 'sends',
    status: 409,
    content: (
      <Conflict
        action={`${placeOf(writing, id)}/edit`}
        name={name}
        version={version}
        mine={shownOf(form, theirs)}
        theirs={theirs}
        base={shownBase(form, theirs)}
        overlaps={overlaps}
      />
    ),
  };
}

/** Somebody scheduled it, or it went out. */
export function noDraftView(writing: Writing, id: number, status: string, areWordsKept: boolean): View {
  const { composer } = writing.desk.words;
  const place = placeOf(writing, id);
  return {
    title: composer.notADraft(status),
    current: 'sends',
    status: areWordsKept ? 409 : 200,
    content: (
      <div class="stack">
        {areWordsKept && (
          <Note kind="warn">
            <p>{composer.wordsKept}</p>
          </Note>
        )}
        <p class="row">
          <a class="btn" href={place}>
            {composer.openLetter}
          </a>
          <a class="btn" href={`${place}/versions`}>
            {composer.versions}
          </a>
        </p>
      </div>
    ),
  };
}

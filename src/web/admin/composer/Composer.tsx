import { readDigest } from '../../../letters/index.ts';
import type { Topic } from '../../../publications/index.ts';
import { Face } from '../components/PersonMenu.tsx';
import type { Segment } from '../../../segments/index.ts';
import type { Send } from '../../../sends/index.ts';
import { Icon } from '../components/Icon.tsx';
import { Note } from '../components/Note.tsx';
import { State } from '../components/State.tsx';
import { PicturePanel, picturesData } from '../sends/pictures/PicturePanel.tsx';
import { useDesk } from '../use-desk.ts';
import type { AudienceShown } from './audience-shown.ts';
import { AudiencePanel } from './AudiencePanel.tsx';
import type { DraftShown } from './draft-form.ts';
import { LineField } from './LineField.tsx';
import { PicksPanel, type PicksShown } from './PicksPanel.tsx';
import { PreviewPane } from './PreviewPane.tsx';
import { SIGN_IN_AGAIN } from './SignedOut.tsx';
import { scriptWords } from './script-words.ts';
import { TextTools } from './TextTools.tsx';

export interface ComposerProps {
  slug: string;
  publicationName: string;
  /** Undefined for a letter that is not stored yet. */
  id: number | undefined;
  /** Draft, or held. */
  status: Send['status'];
  /** Names the form that makes it. */
  form: string;
  /** 0 before there is one. */
  version: number;
  draft: DraftShown;
  /** What the page began with, where that is not what it shows. */
  base?: DraftShown | undefined;
  savedAt: string | undefined;
  topics: Topic[];
  segments: Pick<Segment, 'id' | 'name'>[];
  counted: AudienceShown;
  /** Undefined for a letter. */
  digest: PicksShown | undefined;
  /** Others who have it open. */
  others: { name: string; isWriting: boolean }[];
  userId: number;
  errors: string[];
}

const placesOf = (slug: string, id: number | undefined) => ({
  edit: `/admin/${slug}/sends/${id ?? 'new'}${id === undefined ? '' : '/edit'}`,
  mail: `/admin/${slug}/sends/${id === undefined ? 'new/mail' : `${id}/edit/mail`}`,
});

/** Write, and see it as readers will. One plain form; `browser/composer.ts` saves it and redraws the preview by itself. */
export function Composer(props: ComposerProps) {
  const { slug, id, draft, version, errors, digest } = props;
  const desk = useDesk();
  const { words } = desk;
  const { composer } = words;
  const places = placesOf(slug, id);
  return (
    <>
      <ComposeHead {...props} />
      <Banners />
      {errors.length > 0 && (
        <Note kind="bad">
          {errors.map((message) => (
            <p key={message}>{message}</p>
          ))}
        </Note>
      )}
      <form
        id="draft"
        class="compose"
        method="post"
        action={places.edit}
        autocomplete="off"
        data-slug={slug}
        data-id={id}
        data-user={props.userId}
        data-words={scriptWords(desk)}
      >
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="form" value={props.form} />
        <input type="hidden" name="base" value={JSON.stringify(props.base ?? draft)} />
        <div class="compose-text" data-part="pictures" {...picturesData(slug, desk)}>
          <AudiencePanel audience={draft.audience} {...props} />
          <LineField
            name="subject"
            label={composer.subject}
            value={draft.subject}
            about={50}
            isFirst={id === undefined}
          />
          <LineField
            name="preheader"
            label={composer.preheader}
            value={draft.preheader}
            about={90}
            placeholder={digest ? words.digest.preheaderEmpty : composer.preheaderEmpty}
          />
          <TextTools />
          <PicturePanel slug={slug} />
          <label class="sr" for="body">
            {digest ? words.digest.introduction : composer.text}
          </label>
          <textarea
            id="body"
            name="body"
            class="writing"
            rows={digest ? 6 : 22}
            spellcheck
            placeholder={composer.writeHere}
            aria-describedby="body-hint"
          >
            {`\n${digest ? readDigest(draft.markdown).introduction : draft.markdown}`}
          </textarea>
          <p class="small faint writing-foot">
            <span id="body-hint">
              {composer.markdownHint} <kbd>/</kbd> {composer.markdownHintSlash}
            </span>
            <noscript>
              <button class="btn btn-small" name="intent" value="picture">
                {desk.words.pictures.title}
              </button>
            </noscript>
            <span data-part="count"></span>
          </p>
          {digest && <PicksPanel slug={slug} digest={digest} />}
        </div>
        <PreviewPane draft={draft} publicationName={props.publicationName} mail={places.mail} />
      </form>
    </>
  );
}

function ComposeHead({ slug, id, status, savedAt, others, digest }: ComposerProps) {
  const { words } = useDesk();
  const { composer } = words;
  return (
    <div class="compose-head">
      <div class="row">
        <a
          class="btn btn-small btn-icon btn-plain"
          href={`/admin/${slug}/sends`}
          aria-label={composer.backToSends}
        >
          <Icon name="chevron-left" />
        </a>
        <h1>{digest ? words.digest.digest : composer.letter}</h1>
        <State of={status} />
        <span class="small soft" role="status" data-part="saved">
          {savedAt === undefined ? composer.notSavedYet : composer.savedAt(savedAt)}
        </span>
        <span class="row here" data-part="here" role="status">
          {others.map((other) => (
            <Other key={other.name} {...other} />
          ))}
        </span>
        {id === undefined && (
          <a class="small" href={`/admin/${slug}/sends/new${digest ? '' : '?kind=digest'}`}>
            {digest ? words.digest.orLetter : words.digest.orDigest}
          </a>
        )}
      </div>
      <div class="row">
        {id !== undefined && (
          <a class="btn btn-small btn-plain" href={`/admin/${slug}/sends/${id}/versions`}>
            <Icon name="history" />
            <span class="word">{composer.versions}</span>
          </a>
        )}
        <button class="btn btn-small" form="draft" name="intent" value="preview">
          <Icon name="eye" />
          <span class="word">{composer.preview}</span>
        </button>
        <button class="btn btn-small" form="draft" name="intent" value="test">
          <Icon name="mail-forward" />
          <span class="word">{composer.sendTest}</span>
        </button>
        <button class="btn btn-small" form="draft" name="intent" value="save" data-part="save">
          {composer.save}
        </button>
        <button class="btn btn-small btn-main" form="draft" name="intent" value="check">
          {composer.checkAndSchedule}
        </button>
      </div>
    </div>
  );
}

/** Somebody else who has the draft open. Script fills in a copy of it. */
function Other({ name, isWriting }: { name: string; isWriting: boolean }) {
  const { composer } = useDesk().words;
  return (
    <span class="row">
      <Face name={name} />
      <span class="small soft word">{isWriting ? composer.isWriting(name) : composer.isLooking(name)}</span>
    </span>
  );
}

/** What script shows when it has to: signed out, two texts, words that were left in this browser. */
function Banners() {
  const { words } = useDesk();
  const { composer } = words;
  return (
    <>
      <div class="note note-bad" role="alert" data-banner="signed-out" hidden>
        <Icon name="alert-circle" />
        <div>
          <p>{composer.signedOut}</p>
          <p class="small">{composer.signInHint}</p>
          <p>
            <a class="btn btn-small" target="_blank" rel="noopener" href={SIGN_IN_AGAIN}>
              {composer.signInAgain}
            </a>
          </p>
        </div>
      </div>
      <div class="note note-warn" role="alert" data-banner="conflict" hidden>
        <Icon name="git-merge" />
        <div>
          <p>
            <b data-part="conflict-says"></b>
          </p>
          <p class="small">{composer.nothingOverwritten}</p>
          <p class="row">
            <button class="btn btn-small" form="draft" name="intent" value="save">
              {composer.compareBoth}
            </button>
            <button class="btn btn-small" type="button" data-take="both">
              {composer.takeBoth}
            </button>
            <button class="btn btn-small" type="button" data-take="mine">
              {composer.keepMine}
            </button>
            <button class="btn btn-small" type="button" data-take="theirs"></button>
          </p>
        </div>
      </div>
      <div class="note" role="status" data-banner="kept-here" hidden>
        <Icon name="history" />
        <div>
          <p data-part="kept-says"></p>
          <p class="row">
            <button class="btn btn-small" type="button" data-part="put-back">
              {composer.putBack}
            </button>
            <button class="btn btn-small btn-plain" type="button" data-part="discard">
              {composer.discard}
            </button>
          </p>
        </div>
      </div>
      <div class="note note-bad" role="alert" data-banner="refused" hidden>
        <Icon name="alert-circle" />
        <div>
          <p data-part="refused-says"></p>
        </div>
      </div>
    </>
  );
}

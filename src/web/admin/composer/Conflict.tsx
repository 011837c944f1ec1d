import { differenceOf, type FieldOverlap } from '../../../letters/index.ts';
import { Icon } from '../components/Icon.tsx';
import { Note } from '../components/Note.tsx';
import { Section } from '../components/Section.tsx';
import { useDesk } from '../use-desk.ts';
import { Differences } from './Differences.tsx';
import { hiddenFields, type DraftShown } from './draft-form.ts';

interface Props {
  action: string;
  /** Who wrote the other text. */
  name: string;
  /** Of the other text. */
  version: number;
  mine: DraftShown;
  theirs: DraftShown;
  base: DraftShown | undefined;
  overlaps: FieldOverlap[];
}

/** Two texts of one draft, side by side; one form with a button for each way to go on. */
export function Conflict({ action, name, version, mine, theirs, base, overlaps }: Props) {
  const { composer } = useDesk().words;
  const hidden = {
    ...hiddenFields(mine),
    version: String(version),
    ...(base && { base: JSON.stringify(base) }),
  };
  return (
    <form class="stack" method="post" action={action}>
      {Object.entries(hidden).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      <Note kind="warn">
        <p>{composer.nothingOverwritten}</p>
      </Note>
      <div class="row">
        <button class="btn btn-main" name="take" value="both" aria-describedby="both-means">
          <Icon name="git-merge" />
          {composer.takeBoth}
        </button>
        <button class="btn" name="take" value="mine">
          {composer.keepMine}
        </button>
        <button class="btn" name="take" value="theirs">
          {composer.takeTheirs(name)}
        </button>
      </div>
      <p class="small soft" id="both-means">
        {composer.takeBothMeans}
      </p>
      <p>{composer.togetherAlready}</p>
      {overlaps.map((overlap, place) => (
        <Section key={place} title={composer.fields[overlap.field]}>
          <SideBySide name={name} {...overlap} />
        </Section>
      ))}
      <Section title={composer.wholeTexts} id="whole">
        <SideBySide name={name} base={base?.markdown ?? ''} mine={mine.markdown} theirs={theirs.markdown} />
      </Section>
    </form>
  );
}

interface TextsProps extends Pick<FieldOverlap, 'base' | 'mine' | 'theirs'> {
  name: string;
}

/** What each of them made of what both began with. */
function SideBySide({ name, base, mine, theirs }: TextsProps) {
  const { composer } = useDesk().words;
  return (
    <div class="two-texts">
      <div>
        <h3>{composer.yours}</h3>
        <div class="a-text">
          <Differences pieces={differenceOf(base, mine)} />
        </div>
      </div>
      <div>
        <h3>{composer.theirs(name)}</h3>
        <div class="a-text">
          <Differences pieces={differenceOf(base, theirs)} />
        </div>
      </div>
    </div>
  );
}

import type { LetterVersion, Difference } from '../../../letters/index.ts';
import { Icon } from '../components/Icon.tsx';
import { Empty, Section } from '../components/Section.tsx';
import { useDesk } from '../use-desk.ts';
import { Differences } from './Differences.tsx';
import type { People } from './people.ts';

interface ListProps {
  /** Address of this list. */
  place: string;
  versions: LetterVersion[];
  people: People;
  timeZone: string;
}

/** What a letter said before, newest first. */
export function VersionList({ place, versions, people, timeZone }: ListProps) {
  const { words, shortMoment } = useDesk();
  const { composer } = words;
  if (versions.length === 0)
    return (
      <Section title={composer.versions}>
        <Empty title={composer.noVersions}>
          <p>{composer.noVersionsMeans}</p>
        </Empty>
      </Section>
    );
  return (
    <ul class="rows">
      {versions.map((version) => (
        <li key={version.id} class="item">
          <div>
            <a class="theirs" href={`${place}/${version.id}`}>
              {version.subject || composer.noSubject}
            </a>
            <div class="meta">
              <span>
                {composer.versionBy(
                  people.actor(version.writtenBy) ?? composer.nobody,
                  shortMoment(version.writtenAt, timeZone),
                )}
              </span>
              <span>{composer.why[version.why]}</span>
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}

interface PageProps {
  place: string;
  version: LetterVersion & { changes: Record<'subject' | 'preheader' | 'markdown', Difference[]> };
  /** The version of the draft that the page compares with; undefined when it cannot be changed any more. */
  now: number | undefined;
}

/** One version, what has changed since, and its way back. */
export function VersionPage({ place, version, now }: PageProps) {
  const { composer } = useDesk().words;
  return (
    <div class="stack">
      {now !== undefined && (
        <form class="row" method="post" action={`${place}/${version.id}/restore`}>
          <input type="hidden" name="version" value={now} />
          <button class="btn btn-main" aria-describedby="restore-means">
            <Icon name="history" />
            {composer.restore}
          </button>
          <span class="small soft" id="restore-means">
            {composer.restoreMeans}
          </span>
        </form>
      )}
      <p>
        {composer.differenceLede} <del>{composer.takenOut}</del> <ins>{composer.putIn}</ins>
      </p>
      {(['subject', 'preheader', 'markdown'] as const).map((field) => (
        <Section key={field} title={composer.fields[field]}>
          {version.changes[field].every(({ kind }) => kind === 'same') && (
            <p class="small soft">{composer.sameText}</p>
          )}
          <div class="a-text">
            <Differences pieces={version.changes[field]} />
          </div>
        </Section>
      ))}
    </div>
  );
}

import type { ArchiveState } from '../../../sends/index.ts';
import { Section } from '../components/Section.tsx';
import { useDesk } from '../use-desk.ts';

/** Where a send stands towards the archive of its publication. */
export interface ArchiveShown extends ArchiveState {
  /** Its public page. */
  url: string;
  maySend: boolean;
}

/** Whether everybody can read a mail, and the button that changes it. */
export function InArchive({ path, archive }: { path: string; archive: ArchiveShown | undefined }) {
  const { inArchive: say } = useDesk().words.sends;
  if (!archive?.isKept) return null;
  const { isPublic, inArchive, url, maySend } = archive;
  const isShown = inArchive ?? isPublic;
  return (
    <Section title={say.title} id="archive">
      <p>{isPublic ? <a href={url}>{say.isPublic}</a> : isShown ? say.withdrawn : say.isNot}</p>
      {maySend && (
        <form method="post" action={`${path}/${isShown ? 'hide-from-archive' : 'show-in-archive'}`}>
          <button class="btn btn-small">{isShown ? say.hide : say.show}</button>
        </form>
      )}
    </Section>
  );
}

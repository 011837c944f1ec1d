import type { EditionView } from '../../../planning/index.ts';
import type { Publication } from '../../../publications/index.ts';
import type { ReviewView } from '../../../reviews/index.ts';
import type { FormState } from '../components/Field.tsx';

/** What every part of the page knows. */
export interface ReviewPageProps {
  review: ReviewView;
  publication: Publication;
  form: FormState;
  /** Of a digest that is made by itself and can still be changed. */
  edition: EditionView | undefined;
  /** Undefined behind the link of a mail, where nobody may see the desk's pictures. */
  slug: string | undefined;
  /** Who looks, as in the audit log. */
  actor: string;
  /** Where the mail is shown. */
  mailPath: string;
  /** Single keys work for this person. */
  hasShortcuts: boolean;
  /** Why the person's answer changed nothing. */
  undone: unknown;
}

import { useDesk } from '../use-desk.ts';
import type { FormState } from './Field.tsx';

/** The field that a feed is chosen by. */
export const FOUND = 'foundFeed';

/**
 * Feeds that a web page points to, in place of the address that was typed: the first is chosen.
 * @param field where the page's address was typed.
 */
export function FoundFeeds({ form, field }: { form: FormState; field: string }) {
  const { form: words } = useDesk().words.feeds;
  const found = form.errors.find((error) => error.field === field)?.suggestions ?? [];
  if (found.length === 0) return null;
  return (
    <fieldset>
      <legend>{found.length === 1 ? words.found : words.foundSome(found.length)}</legend>
      {found.map((url, place) => (
        <label key={url} class="choice">
          <input type="radio" name={FOUND} value={url} checked={place === 0} />
          <span class="break">{url}</span>
        </label>
      ))}
      <label class="choice">
        <input type="radio" name={FOUND} value="" />
        <span>{words.otherAddress}</span>
      </label>
    </fieldset>
  );
}

/** What was chosen, or else what was typed; a site may be named without https://. */
export function addressIn(typed: string, found: string | undefined): string {
  const text = (found || typed).trim();
  return text === '' || /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
}

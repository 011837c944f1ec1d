import type { Visit } from '../door.ts';
import { useDesk } from '../use-desk.ts';
import type { View } from '../view.ts';

/** In a tab of its own, which leads nowhere but back to the one with the words. */
export const SIGN_IN_AGAIN = '/admin/sign-in?next=/admin/signed-in';

/**
 * The session ended while somebody wrote: their words come back to them, and can be sent again once they are signed in. The page
 * shows nobody anything that they did not send themselves.
 */
export function signedOutPage({ desk, values }: Visit): View {
  const { composer } = desk.words;
  return {
    title: composer.signedOutTitle,
    layout: 'wide',
    status: 401,
    content: <KeptWords values={values} />,
  };
}

function KeptWords({ values }: { values: Record<string, string> }) {
  const { composer } = useDesk().words;
  const { body = '', ...others } = values;
  return (
    <form class="stack" method="post">
      {Object.entries(others).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p>{composer.signedOutLede}</p>
      <p>{composer.signedOutSteps}</p>
      <div class="row">
        <a class="btn btn-main" href={SIGN_IN_AGAIN} target="_blank" rel="noopener">
          {composer.signInAgain}
        </a>
        <button class="btn">{composer.save}</button>
      </div>
      <div class="field">
        <label for="body">{composer.text}</label>
        <textarea id="body" name="body" class="writing" rows={16}>
          {`\n${body}`}
        </textarea>
      </div>
    </form>
  );
}

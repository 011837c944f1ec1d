import { explain, type Explanation } from '../../../explain/index.ts';
import { parseTypedAddress } from '../../../platform/mail/typed-address.ts';
import { answerSays } from '../../../words/index.ts';
import { idText, ofPublication } from '../admin-route.ts';
import { Icon } from '../components/Icon.tsx';
import { Section } from '../components/Section.tsx';
import { useDesk } from '../use-desk.ts';
import { SendCrumbs, sendPath } from './send-places.tsx';

/** Why a reader got a send, or did not: the answer as a sentence, then each reason. */
export const explainRoutes = [
  ofPublication.page({
    path: '/explain',
    role: 'viewer',
    async view({ app, desk, publication, query }) {
      const send = idText.safeParse(query['send']).data;
      if (send === undefined) return { to: `/admin/${publication.slug}/sends` };
      const typed = typeof query['email'] === 'string' ? query['email'].slice(0, 600) : '';
      const address = parseTypedAddress(typed);
      const answer =
        address && (await explain(app, publication, { email: address.key, send, article: undefined }));
      const { words } = desk;
      return {
        title: words.sends.whyTitle,
        current: 'sends',
        layout: 'narrow',
        crumbs: <SendCrumbs slug={publication.slug} desk={desk} here={words.sends.untitled(send)} />,
        content: (
          <Why
            slug={publication.slug}
            send={send}
            typed={address?.key ?? typed}
            answer={answer || undefined}
          />
        ),
      };
    },
  }),
];

interface Props {
  slug: string;
  send: number;
  typed: string;
  answer: Explanation | undefined;
}

function Why({ slug, send, typed, answer }: Props) {
  const { words, language } = useDesk();
  return (
    <>
      <form class="row block-s" method="get" action={`/admin/${slug}/explain`}>
        <input type="hidden" name="send" value={String(send)} />
        <label class="sr" for="email">
          {words.sends.reader}
        </label>
        <input id="email" name="email" class="medium" type="search" value={typed} maxLength={320} required />
        <button class="btn">{words.sends.ask}</button>
        <a href={sendPath(slug, send)}>{words.sends.backToSend}</a>
      </form>
      {answer === undefined ? (
        <p class="soft">{words.sends.whyNoSend}</p>
      ) : (
        <>
          <p>
            <b>{words.sends.verdicts[answer.verdict]}</b>{' '}
            {answer.send && <span class="soft">{words.sends.whyFor(typed, answer.send.subject)}</span>}
          </p>
          {answer.messages.map(({ sendId, lastReply }) =>
            lastReply === null ? null : <p key={sendId}>{words.sends.serverSaid(lastReply)}</p>,
          )}
          <Section title={words.sends.theReasons}>
            <ul class="rows finds">
              {/* What keeps the mail away comes first. */}
              {answer.because
                .toSorted((one, other) => Number(one.holds) - Number(other.holds))
                .map((reason) => (
                  <li key={`${reason.code} ${answerSays(reason, language)}`}>
                    <span class={reason.holds ? 'is-good' : 'is-bad'}>
                      <Icon name={reason.holds ? 'check' : 'x'} />
                      <span class="sr">{reason.holds ? words.sends.yes : words.sends.no}</span>
                    </span>
                    <div>{answerSays(reason, language)}</div>
                  </li>
                ))}
            </ul>
          </Section>
        </>
      )}
    </>
  );
}

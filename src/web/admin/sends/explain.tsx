import { explain, type Explanation } from '../../../explain/index.ts';
import { parseTypedAddress } from '../../../platform/mail/typed-address.ts';
import type { Desk } from '../../../words/index.ts';
import { idText, ofPublication } from '../admin-route.ts';
import { ExplainedAnswer } from './ExplainedAnswer.tsx';
import { useDesk } from '../use-desk.ts';
import { SendCrumbs, sendPath } from './send-places.tsx';

/** Why a reader got a send or an article, or did not: the answer as a sentence, then each reason. */
export const explainRoutes = [
  ofPublication.page({
    path: '/explain',
    role: 'viewer',
    async view({ app, desk, publication, query }) {
      const { slug } = publication;
      const send = idText.safeParse(query['send']).data;
      const article = send === undefined ? idText.safeParse(query['article']).data : undefined;
      const about = aboutOf(slug, desk.words, { send, article });
      if (!about) return { to: `/admin/${slug}/sends` };
      const typed = typeof query['email'] === 'string' ? query['email'].slice(0, 600) : '';
      const address = parseTypedAddress(typed);
      const asked =
        about.name === 'send'
          ? { send: about.id, article: undefined }
          : { article: about.id, send: undefined };
      const answer = address && (await explain(app, publication, { email: address.key, ...asked }));
      const { words } = desk;
      return {
        title: about.name === 'send' ? words.sends.whyTitle : words.sends.whyArticleTitle,
        current: about.name === 'send' ? 'sends' : 'articles',
        layout: 'narrow',
        crumbs:
          about.name === 'send' ? (
            <SendCrumbs slug={slug} desk={desk} here={words.sends.untitled(about.id)} />
          ) : (
            <a href={`/admin/${slug}/articles`}>{words.articles.title}</a>
          ),
        content: <Why slug={slug} about={about} typed={address?.key ?? typed} answer={answer || undefined} />,
      };
    },
  }),
];

/** What is asked about, and where its page is. */
interface About {
  name: 'send' | 'article';
  id: number;
  path: string;
  back: string;
}

function aboutOf(
  slug: string,
  { sends }: Desk['words'],
  { send, article }: { send: number | undefined; article: number | undefined },
): About | undefined {
  if (send !== undefined)
    return { name: 'send', id: send, path: sendPath(slug, send), back: sends.backToSend };
  if (article === undefined) return undefined;
  return {
    name: 'article',
    id: article,
    path: `/admin/${slug}/articles/${article}`,
    back: sends.backToArticle,
  };
}

interface Props {
  slug: string;
  about: About;
  typed: string;
  answer: Explanation | undefined;
}

function Why({ slug, about, typed, answer }: Props) {
  const { words } = useDesk();
  return (
    <>
      <form class="row block-s" method="get" action={`/admin/${slug}/explain`}>
        <input type="hidden" name={about.name} value={String(about.id)} />
        <label class="sr" for="email">
          {words.sends.reader}
        </label>
        <input id="email" name="email" class="medium" type="search" value={typed} maxLength={320} required />
        <button class="btn">{words.sends.ask}</button>
        <a href={about.path}>{about.back}</a>
      </form>
      {answer === undefined ? (
        <p class="soft">{about.name === 'send' ? words.sends.whyNoSend : words.sends.whyNoArticle}</p>
      ) : (
        <ExplainedAnswer answer={answer} typed={typed} />
      )}
    </>
  );
}

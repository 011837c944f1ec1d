import { says } from '../../../words/index.ts';
import { Icon } from '../components/Icon.tsx';
import { Note } from '../components/Note.tsx';
import { Section } from '../components/Section.tsx';
import { State } from '../components/State.tsx';
import { useDesk } from '../use-desk.ts';
import { Actions, FateLine, Thumb, type RowProps } from './ArticleRows.tsx';
import type { LoadedArticle } from './load-article.ts';
import { momentIn } from './tell-fate.ts';

type Props = RowProps & LoadedArticle & { hasPictures: boolean };

/** One article: what becomes of it, its mail, what the feed says, and why. */
export function Article(props: Props) {
  const { base, row, fate, timeZone, mayAct, article } = props;
  const { words, language } = useDesk();
  const { one } = words.articles;
  const here = `${base}/${row.id}`;
  const isOpen = !row.send?.isPrepared && fate.is !== 'dismissed' && fate.is !== 'same-as';
  return (
    <>
      <div class="art art-one block-s">
        <span />
        <div class="row art-what">
          <Thumb base={base} row={row} />
          <div class="art-about">
            <State of={row.verdict} />
            <FateLine fate={fate} timeZone={timeZone} />
          </div>
        </div>
        {mayAct && <Actions {...props} />}
      </div>
      {article.reason && <Note kind="warn">{says(article.reason, language)}</Note>}
      {row.send?.reason && <Note kind="warn">{says(row.send.reason, language)}</Note>}
      <div class="cols block">
        <div>
          <Mail {...props} />
          <Section title={one.text} id="text">
            {article.html || article.summary ? (
              <details class="more">
                <summary>{one.textShow}</summary>
                <iframe
                  class="mail-frame"
                  title={one.textFrame}
                  src={`${here}/text`}
                  sandbox="allow-popups allow-popups-to-escape-sandbox"
                  referrerpolicy="no-referrer"
                ></iframe>
              </details>
            ) : (
              <p class="soft">{one.noText}</p>
            )}
          </Section>
        </div>
        <aside class="stack stack-l" aria-label={one.story}>
          <Story {...props} />
          {mayAct && isOpen && (
            <p>
              <a class="btn" href={`${here}/edit`}>
                <Icon name="pencil" />
                {words.articles.editShort}
              </a>
            </p>
          )}
        </aside>
      </div>
    </>
  );
}

function Mail({ base, row, hasPictures }: Props) {
  const { words } = useDesk();
  const { one } = words.articles;
  const here = `${base}/${row.id}`;
  return (
    <Section
      title={one.mail}
      id="mail"
      aside={
        <a class="btn btn-small" href={hasPictures ? here : `${here}?pictures#mail`}>
          {hasPictures ? one.withoutPictures : one.withPictures}
        </a>
      }
    >
      <p class="small soft">{hasPictures ? one.picturesHint : one.mailHint}</p>
      <iframe
        class="mail-frame"
        title={one.mailFrame}
        src={`${here}/mail${hasPictures ? '?pictures' : ''}`}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        referrerpolicy="no-referrer"
      ></iframe>
    </Section>
  );
}

function Story({ base, row, article, topics, corrections, timeZone }: Props) {
  const desk = useDesk();
  const { words } = desk;
  const { one } = words.articles;
  const at = (moment: Date) => momentIn(desk, moment, timeZone);
  const { duplicateOf } = row;
  return (
    <section>
      <div class="sec-head">
        <h2>{one.story}</h2>
      </div>
      <ul class="rows small">
        <li>
          {row.feedId === null ? (
            words.articles.pushed
          ) : (
            <a href={`${base.replace(/articles$/, 'feeds')}/${row.feedId}`}>
              {words.feeds.feed(row.feedTitle ?? '')}
            </a>
          )}
        </li>
        {article.publishedAt && <li>{one.published(at(article.publishedAt))}</li>}
        <li>{one.seen(at(article.firstSeenAt))}</li>
        {article.editedAt && <li>{one.changed(at(article.editedAt))}</li>}
        {row.isChangedForMail && article.mailEditedAt && (
          <li>{one.editedForMail(at(article.mailEditedAt))}</li>
        )}
        {corrections.map((one) => (
          <li key={one.sendId}>
            <a href={`${base.replace(/articles$/, 'sends')}/${one.sendId}`}>
              {words.articles.one.corrected(at(one.at))}
            </a>
          </li>
        ))}
        <li>
          {topics.length === 0 ? one.noTopic : `${one.topics}: ${desk.list(topics.map(({ name }) => name))}`}
        </li>
        {duplicateOf && (
          <li>
            {one.sameAs}: <a href={`${base}/${duplicateOf.id}`}>{duplicateOf.title}</a>
          </li>
        )}
        <li>
          <a href={`${base.replace(/articles$/, 'explain')}?article=${row.id}`}>
            {words.sends.whyArticleTitle}
          </a>
        </li>
        {row.url !== null && (
          <li>
            <a href={row.url} rel="noreferrer">
              {words.articles.openSite}
            </a>
          </li>
        )}
      </ul>
    </section>
  );
}

import { lookOf, publicCopy } from '../../../emails/index.ts';
import type { Publication } from '../../../publications/index.ts';
import type { ArchivedLine, ArchivedMail } from '../../../sends/index.ts';
import type { ReaderSpeech } from '../../../words/index.ts';
import { mailPage } from '../mail-page.ts';
import { archiveDates } from './dates.ts';

interface Archived {
  publication: Publication;
  speech: ReaderSpeech;
  mail: ArchivedMail;
  neighbours: { earlier?: ArchivedLine; later?: ArchivedLine };
  publicUrl: string;
}

/** The mail as everybody may see it, between a bar and the way to its neighbours. */
export function archivedPage(of: Archived): string {
  const { publication, speech, mail, neighbours, publicUrl } = of;
  const { slug } = publication;
  const say = speech.words.archive;
  const html = publicCopy(mail.html, {
    brand: publication,
    sentAt: mail.sentAt,
    signUpUrl: `${publicUrl}/${slug}`,
    archiveUrl: `${publicUrl}/${slug}/archive`,
  });
  const { earlier, later } = neighbours;
  return mailPage({
    html,
    look: lookOf(publication.accentColor),
    head: <Head {...of} />,
    before: (
      <header class="pr-bar" lang={speech.language}>
        <p>{say.mailOf(archiveDates(publication, speech).full(mail.sentAt))}</p>
        <nav aria-label={say.title}>
          <a href={`/${slug}/archive`}>{say.title}</a>
          <a href={`/${slug}`}>{say.getIt}</a>
        </nav>
      </header>
    ),
    after:
      earlier || later ? (
        <nav class="pr-bar" aria-label={say.neighbours} lang={speech.language}>
          {earlier ? (
            <a href={`/${slug}/archive/${earlier.sendId}`} rel="prev">
              {say.earlierMail(earlier.subject)}
            </a>
          ) : null}
          {later ? (
            <a href={`/${slug}/archive/${later.sendId}`} rel="next">
              {say.laterMail(later.subject)}
            </a>
          ) : null}
        </nav>
      ) : undefined,
  });
}

/** What search engines and previews of links read. Where the mail is an article's, the article itself is the original. */
function Head({ publication, mail, publicUrl }: Archived) {
  const { slug, name, archiveIndexed, language, logoUrl } = publication;
  const { subject, summary, sentAt, articleUrl, imageUrl } = mail;
  const url = `${publicUrl}/${slug}/archive/${mail.sendId}`;
  const image = imageUrl ?? logoUrl;
  return (
    <>
      {archiveIndexed ? null : <meta name="robots" content="noindex" />}
      <link rel="canonical" href={articleUrl ?? url} />
      <link rel="alternate" type="application/atom+xml" href={`${publicUrl}/${slug}/archive.xml`} />
      <meta name="description" content={summary} />
      <meta property="og:type" content="article" />
      <meta property="og:title" content={subject} />
      <meta property="og:description" content={summary} />
      <meta property="og:url" content={url} />
      <meta property="og:site_name" content={name} />
      <meta property="og:locale" content={language.replace('-', '_')} />
      {image ? <meta property="og:image" content={image} /> : null}
      <meta property="article:published_time" content={sentAt.toISOString()} />
      <meta name="twitter:card" content={imageUrl ? 'summary_large_image' : 'summary'} />
      <meta name="twitter:title" content={subject} />
      <meta name="twitter:description" content={summary} />
      {image ? <meta name="twitter:image" content={image} /> : null}
    </>
  );
}

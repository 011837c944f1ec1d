import { z } from 'zod';
import { getArticle, type Article } from '../../../articles/index.ts';
import { InvalidInput, NotFound } from '../../../platform/errors.ts';
import { editArticle } from '../../../planning/index.ts';
import { idText, ofPublication } from '../admin-route.ts';
import { Field, FormFaults, type FormState } from '../components/Field.tsx';
import { PictureForm } from '../sends/pictures/PictureForm.tsx';
import { takeInPicture } from '../sends/pictures/take-in-picture.ts';
import { useDesk } from '../use-desk.ts';

const params = z.object({ id: idText });

/** Empty is as the feed has it. The use case says what is wrong with the rest. */
const fields = z.object({
  title: z.string().default(''),
  standfirst: z.string().default(''),
  picture: z.enum(['own', 'none', 'other']).catch('own'),
  imageUrl: z.string().default(''),
  story: z.string().default(''),
  do: z.string().optional(),
});

const ownOr = (text: string) => (text.trim() === '' ? null : text);

/** Title, standfirst and picture of an article for its mail. */
export const mailFormRoutes = [
  ...ofPublication.formPage({
    path: '/articles/:id/edit',
    role: 'editor',
    params,
    fields,
    async start({ app, publication, params: { id } }) {
      const article = await articleOf(app, publication, id);
      return { ...typedAs(article), title: article.mailTitle ?? article.title };
    },
    async view({ app, publication, params: { id }, desk }, form) {
      const article = await articleOf(app, publication, id);
      const { articles } = desk.words;
      const base = `/admin/${publication.slug}/articles`;
      return {
        title: articles.form.title,
        current: 'articles',
        layout: 'narrow',
        lede: articles.form.lede,
        crumbs: (
          <>
            <a href={base}>{articles.title}</a>
            <span aria-hidden="true">/</span>
            <a href={`${base}/${id}`}>{(article.mailTitle ?? article.title).slice(0, 80)}</a>
          </>
        ),
        content: <MailForm form={form} article={article} here={`${base}/${id}`} />,
      };
    },
    async act({ app, publication, params: { id }, fields: typed }) {
      const to = `/admin/${publication.slug}/articles/${id}`;
      const before = await articleOf(app, publication, id);
      const isReset = typed.do === 'reset';
      const picture = { own: null, none: '', other: typed.imageUrl.trim() }[typed.picture];
      if (typed.picture === 'other' && picture === '' && !isReset)
        throw new InvalidInput([
          {
            field: 'imageUrl',
            message: 'The picture is missing.',
            fault: { code: 'missing', params: {} },
          },
        ]);
      await editArticle(
        app,
        publication.id,
        id,
        isReset
          ? { title: null, standfirst: null, imageUrl: null }
          : {
              title: ownOr(typed.title),
              standfirst: ownOr(typed.standfirst),
              imageUrl: picture,
              story: ownOr(typed.story),
            },
      );
      return {
        to,
        notice: isReset ? 'article-reset' : 'article-edited',
        undo: { to: `${to}/edit`, fields: typedAs(before) },
      };
    },
  }),
];

/** A picture of one's own for the mail: it is scaled and kept here. */
export const mailPictureRoutes = ofPublication.formPage({
  path: '/articles/:id/upload',
  role: 'editor',
  params,
  fields: z.object({}),
  start: () => ({}),
  async view({ app, publication, params: { id }, desk }, form) {
    const article = await articleOf(app, publication, id);
    const back = `/admin/${publication.slug}/articles/${id}/edit`;
    return {
      title: desk.words.articles.form.upload,
      current: 'articles',
      layout: 'narrow',
      crumbs: <a href={back}>{(article.mailTitle ?? article.title).slice(0, 80)}</a>,
      content: <PictureForm form={form} back={back} hasAlt={false} />,
    };
  },
  async act({ app, desk, publication, params: { id }, upload }) {
    const before = await articleOf(app, publication, id);
    const { url } = await takeInPicture(app, desk, publication, upload);
    await editArticle(app, publication.id, id, { imageUrl: url });
    const to = `/admin/${publication.slug}/articles/${id}`;
    return { to, notice: 'article-edited', undo: { to: `${to}/edit`, fields: typedAs(before) } };
  },
});

/** The form as it was, for the way back. */
const typedAs = ({ mailTitle, mailStandfirst, mailImageUrl, story }: Article) => ({
  title: mailTitle ?? '',
  standfirst: mailStandfirst ?? '',
  picture: mailImageUrl === null ? 'own' : mailImageUrl === '' ? 'none' : 'other',
  imageUrl: mailImageUrl ?? '',
  story: story ?? '',
});

async function articleOf(
  { db }: Parameters<typeof editArticle>[0],
  publication: { id: number },
  id: number,
): Promise<Article> {
  const article = await getArticle(db, id);
  if (article.publicationId !== publication.id) throw new NotFound(`The article ${id}`);
  return article;
}

function MailForm({ form, article, here }: { form: FormState; article: Article; here: string }) {
  const { words } = useDesk();
  const text = words.articles.form;
  const labels = {
    title: text.headline,
    standfirst: text.standfirst,
    imageUrl: text.pictureUrl,
    story: text.story,
  };
  return (
    <>
      <FormFaults form={form} labels={labels} />
      <form method="post" action={`${here}/edit`} class="stack">
        <Field form={form} name="title" label={text.headline} hint={text.headlineHint(article.title)} />
        <Field form={form} name="standfirst" label={text.standfirst} rows={3} hint={text.standfirstHint} />
        <fieldset>
          <legend>{text.picture}</legend>
          <Choice
            form={form}
            value="own"
            name={text.pictureOwn}
            means={article.imageUrl === null ? text.pictureOwnNone : undefined}
          />
          <Choice form={form} value="none" name={text.pictureNone} />
          <Choice form={form} value="other" name={text.pictureOther} />
        </fieldset>
        <Field form={form} name="imageUrl" label={text.pictureUrl} type="url" placeholder="https://" />
        <p>
          <a href={`${here}/upload`}>{text.upload}</a>
        </p>
        <Field form={form} name="story" label={text.story} hint={text.storyHint} />
        <div class="form-foot">
          <button class="btn btn-main">{text.save}</button>
          <button class="btn" name="do" value="reset">
            {text.reset}
          </button>
          <a class="btn btn-plain" href={here}>
            {text.cancel}
          </a>
        </div>
      </form>
    </>
  );
}

function Choice({
  form,
  value,
  name,
  means,
}: {
  form: FormState;
  value: string;
  name: string;
  means?: string | undefined;
}) {
  return (
    <label class="choice">
      <input type="radio" name="picture" value={value} checked={form.values['picture'] === value} />
      <span>
        <b>{name}</b>
        {means && <span class="hint">{means}</span>}
      </span>
    </label>
  );
}

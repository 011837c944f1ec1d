import { articleModel } from '../article/article-model.ts';
import { variablesIn, type Variable } from '../compile/variables.ts';
import { correctionModel } from '../correction/correction-email.ts';
import { ownParts } from '../digest/digest-email.ts';
import { pressParts } from '../digest/set-digest-press.ts';
import { specimenModel } from '../digest/set-press.ts';
import { letterModel } from '../letter/letter-email.ts';
import type { Brand, MailTemplate } from '../model.ts';
import { BARE_ARTICLE, FULL_ARTICLE, SAMPLE_LETTER, SAMPLE_OFFER } from './samples.ts';

/** What the template of each mail can print, from models with everything in them. */
export function templateVariables({ brand: given }: { brand: Brand }): Record<MailTemplate, Variable[]> {
  const brand = { ...given, privacyUrl: given.privacyUrl ?? given.siteUrl };
  const { model: article } = articleModel({
    brand,
    article: FULL_ARTICLE,
    body: 'full',
    related: [{ ...FULL_ARTICLE, url: 'https://gazette.example/2' }],
    follow: SAMPLE_OFFER,
    keepAsItWas: 'daily',
  });
  const letter = letterModel({ brand, ...SAMPLE_LETTER });
  const correction = correctionModel({ brand, article: FULL_ARTICLE, note: SAMPLE_LETTER.markdown });
  const articles = [FULL_ARTICLE, BARE_ARTICLE].map((one, id) => ({ id, article: one }));
  const own = ownParts({
    brand,
    ...SAMPLE_LETTER,
    introduction: SAMPLE_LETTER.markdown,
    pieces: articles.map(({ article: one }) => ({ article: one })),
  });
  const planned = pressParts({
    brand,
    language: brand.language,
    shape: 'daily',
    day: new Date(0),
    introduction: SAMPLE_LETTER.markdown,
    articles,
    corrections: [{ id: 2, article: FULL_ARTICLE, note: SAMPLE_LETTER.markdown }],
  });
  const digests = [own, planned].flatMap((parts) => ('fault' in parts ? [] : [specimenModel(parts)]));
  return {
    article: of(article),
    digest: of(...digests),
    letter: of(...('fault' in letter ? [] : [letter.model])),
    correction: of(...('fault' in correction ? [] : [correction.model])),
  };
}

/** Marks are for the program, and words of other mails for those. */
const NOT_FOR_TEMPLATES = /\.marks\b|^mail\.say\.(?:code|reminder|ownData|address)\b/;

function of(...models: object[]): Variable[] {
  const found = new Map<string, Variable>();
  for (const mail of models) {
    for (const one of variablesIn({ mail })) if (!NOT_FOR_TEMPLATES.test(one.name)) found.set(one.name, one);
  }
  return [...found.values()];
}

import { oneLine, type CompileLimits, type EmailParts } from '../emails/index.ts';
import type { App } from '../platform/app.ts';
import type { Db } from '../platform/database.ts';
import type { Publication } from '../publications/index.ts';
import type { Reason } from '../words/index.ts';
import type { Archived } from './archive/archive-mail.ts';
import type { ContentArticle, NewContent, Send, SendContent, SendKindName } from './send.ts';

/** Whatever differs between the kinds of sends; what can be a value in a row is one instead. */
export interface SendKind {
  /** The last look at a send that is due, and what it is made of by now. @throws TooHard */
  prepare(app: App, send: Send, publication: Publication, limits: CompileLimits): Promise<Preparation>;
  /** What it would be if it were prepared now. @throws Conflict, InvalidInput, TooHard */
  preview(app: App, send: Send, publication: Publication): Promise<SendContent>;
}

/** The table of kinds; the wiring gives it to whoever prepares or tests sends. */
export type SendKinds = Record<SendKindName, SendKind>;

export interface Variant {
  content: SendContent;
  /** What of it is an article. */
  articles?: ContentArticle[];
  /** That everybody may read it; one of them at most. */
  archived?: Archived;
  /** Who of the audience gets it: a predicate about subscriber `s`. Left out: everybody. */
  who?: string;
}

export type Preparation =
  | {
      is: 'ready';
      /** One for everybody, or several; a reader gets the first that is for them. */
      variants: [Variant, ...Variant[]];
      /** Null: those that were chosen for it. */
      topicIds: number[] | null;
      /** Locks what the content was made of; false when that has changed meanwhile: then it is prepared anew. */
      lockSource?(db: Db): Promise<boolean>;
      /** After the audience was frozen, in the same transaction. */
      settle?(db: Db): Promise<void>;
      /** What it goes out without. */
      warnings?: Reason[];
    }
  /** What its readers get is known only when they are frozen. */
  | {
      is: 'composed';
      /** In the transaction of the freeze. `changed`: what it was made of is no longer so; `empty`: there is nothing for anybody. */
      compose(db: Db): Promise<Composition | 'changed' | 'empty'>;
      warnings?: Reason[];
    }
  /** Not yet due after all. */
  | { is: 'early'; seconds: number }
  /** What it is about may not be sent any more; should that change, it goes on. */
  | { is: 'withdrawn'; reason: Reason }
  /** Its editor has to change it first. */
  | { is: 'unfit'; reason: Reason };

export interface Composition {
  /** The send is called by the first. They are made one after the other, and stored before the next. */
  contents: Iterable<NewContent>;
  /** Query for who gets which of them: `id`, `content_id`, each reader once. */
  audience(contentIds: number[]): { sql: string; bindings: Record<string, unknown> };
  /** Which of the contents may be read by everybody, by its place. */
  archived?: Archived & { place: number };
  /** Of each reader's content there are few readers. */
  hasManyContents?: boolean;
  /** After the audience was frozen, in the same transaction. */
  settle?(db: Db): Promise<void>;
}

export function contentOf(publication: Publication, compiled: EmailParts): SendContent {
  const { slug, name, fromName, fromAddress, replyTo, inboundDomain, archive } = publication;
  const { subject, html, text } = compiled;
  const sender = { slug, name, fromName, fromAddress, replyTo, inboundDomain, archive };
  return { subject, html, text, sender };
}

/** With the subject that a person chose for it, if one did. */
export function asChosen({ chosenSubject }: Pick<Send, 'chosenSubject'>, content: SendContent): SendContent {
  return chosenSubject === null ? content : { ...content, subject: oneLine(chosenSubject) };
}

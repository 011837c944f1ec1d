import { oneLine, type CompileLimits, type EmailParts } from '../emails/index.ts';
import type { App } from '../platform/app.ts';
import type { Db } from '../platform/database.ts';
import type { Publication } from '../publications/index.ts';
import type { Reason } from '../words/index.ts';
import type { Send, SendContent, SendKindName } from './send.ts';

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
      /** What it goes out without. */
      warning?: Reason;
    }
  /** Not yet due after all. */
  | { is: 'early'; seconds: number }
  /** What it is about may not be sent any more; should that change, it goes on. */
  | { is: 'withdrawn'; reason: Reason }
  /** Its editor has to change it first. */
  | { is: 'unfit'; reason: Reason };

export function contentOf(publication: Publication, compiled: EmailParts): SendContent {
  const { slug, name, siteUrl, fromName, fromAddress, replyTo } = publication;
  const { subject, html, text } = compiled;
  return { subject, html, text, sender: { slug, name, siteUrl, fromName, fromAddress, replyTo } };
}

/** With the subject that a person chose for it, if one did. */
export function asChosen({ chosenSubject }: Pick<Send, 'chosenSubject'>, content: SendContent): SendContent {
  return chosenSubject === null ? content : { ...content, subject: oneLine(chosenSubject) };
}

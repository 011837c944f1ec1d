import { randomUUID } from 'node:crypto';
import { replaceNotices } from '../../notices/index.ts';
import { inTransaction, type App } from '../../platform/app.ts';
import { AppError } from '../../platform/errors.ts';
import { abuseKey } from '../../platform/mail/email-address.ts';
import { together } from '../../platform/together.ts';
import type { Publication } from '../../publications/index.ts';
import { domainHashOf } from '../holds/hold-mails.ts';
import type { SubscriberStatus } from '../subscriber.ts';
import { spendProofs } from '../proofs/proof-queries.ts';
import { alsoOf, ask, leadOf, NOBODY, type Asked } from './ask.ts';
import { addCompanions } from './companion-queries.ts';
import { noteRequests } from './request-queries.ts';
import { hashesOf, type Turn, type WaitsFor } from './turn.ts';
import { lockTurns, whatToWaitFor } from './turn-queries.ts';
import type { SignUp } from './wish.ts';

/** What became of a sign-up: for logs and authorised callers, never for the person who typed the address (ENU-01). */
export interface SignUpOutcome {
  /** Undefined when the address is suppressed. */
  subscriber: { id: number; status: SubscriberStatus; isNew: boolean } | undefined;
  /** A mail leaves now; otherwise none is due, or it waits for its turn. */
  isMailed: boolean;
}

/** The proof was used for another address. */
export class ProofSpent extends AppError {
  constructor() {
    super('proof-spent', 'This check was used for another address. Take a new one.');
  }
}

/** So many that wait go beside the batch that is under way: one computes while the other waits for the disk. */
const CROWD = 16;

/** A sign-up for one newsletter, and whom it counts for. */
interface Entry {
  publication: Publication;
  input: SignUp;
  turn: Turn;
}

/**
 * Asks the person behind an address to confirm. Whatever is known of the address, the same statements run in the same
 * order, so that the time they take tells nothing (ENU-01); the conditions are inside them.
 * @throws ProofSpent
 */
export async function signUp(app: App, publication: Publication, input: SignUp): Promise<SignUpOutcome> {
  const [outcome] = await signUpAll(app, [entryOf(app, publication, input)]);
  if (!outcome || outcome instanceof Error) throw outcome ?? new Error('a sign-up without an outcome');
  return outcome;
}

/**
 * `signUp` for a crowd: those who come at the same time share the statements and the transaction. Two that count for the same
 * person or network go one after the other, so each is judged by what the one before did.
 */
export function createSignUps(app: App): (publication: Publication, input: SignUp) => Promise<SignUpOutcome> {
  const enter = together<Entry, SignUpOutcome>((entries) => signUpAll(app, entries), {
    crowd: CROWD,
    isPatient: true,
    keysOf: ({ turn, input }) =>
      [...hashesOf(turn), ...(input.proof ? [input.proof.id] : [])].map((hash) => hash.toString('hex')),
  });
  return (publication, input) => enter(entryOf(app, publication, input));
}

function entryOf(app: App, publication: Publication, input: SignUp): Entry {
  const { address, visitor } = input;
  const turn = {
    abuseHash: app.keys.derive('abuse', abuseKey(address)),
    domainHash: domainHashOf(app, address.domain),
    networks: visitor?.networks ?? {},
    cost: visitor?.cost ?? 1,
  };
  return { publication, input, turn };
}

/** @param entries none of which share a person, a network or a proof. @returns in that order */
async function signUpAll(app: App, entries: Entry[]): Promise<(SignUpOutcome | ProofSpent)[]> {
  const outcomes = await inTransaction(app, async (inner) => {
    const taken = await withGoodProofs(inner, entries);
    const done = await enterAll(inner, taken);
    return new Map(taken.map((entry, place) => [entry, done[place]]));
  });
  return entries.map((entry) => {
    const outcome = outcomes.get(entry);
    if (!outcome) return new ProofSpent();
    const { subscriber, isMailed } = outcome;
    const publicationId = entry.publication.id;
    app.log.info({ event: 'subscriber.signed-up', publicationId, subscriberId: subscriber?.id, isMailed });
    return outcome;
  });
}

/** Without those whose proof was spent on another address. */
async function withGoodProofs({ db, keys }: App, entries: Entry[]): Promise<Entry[]> {
  const proofs = entries.flatMap(({ publication, input: { proof, address } }) =>
    proof
      ? [{ id: proof.id, spentOn: keys.derive('proof', `${publication.id} ${address.key}`).subarray(0, 16) }]
      : [],
  );
  if (proofs.length === 0) return entries;
  const good = await spendProofs(db, proofs);
  return entries.filter(({ input: { proof } }) => !proof || good.has(proof.id.toString('hex')));
}

/** Somebody who signs up, for one newsletter or several. */
interface Group extends Entry {
  waitsFor: WaitsFor | undefined;
  main: Asked;
  lead: Asked;
  companions: Asked[];
}

async function enterAll(app: App, entries: Entry[]): Promise<SignUpOutcome[]> {
  const { db } = app;
  const turns = entries.map(({ turn }) => turn);
  await lockTurns(db, turns);
  const waits = await whatToWaitFor(db, turns);
  const wishes = entries.map(({ publication, input }, place) => {
    const others = (input.also ?? []).map((other) => alsoOf(input, publication, other));
    const waitsFor = waits[place];
    return [{ publication, input }, ...others].map((wish) => ({ ...wish, waitsFor }));
  });
  const groups = (await ask(app, wishes)).map((all, place) => groupOf(entries[place], waits[place], all));
  await mail(app, groups);
  return groups.map((group) => ({ subscriber: group.main.subscriber, isMailed: isMailed(group) }));
}

function groupOf(entry: Entry | undefined, waitsFor: WaitsFor | undefined, all: Asked[]): Group {
  const [main] = all;
  if (!entry || !main) throw new Error('a sign-up for no newsletter');
  const lead = leadOf(all) ?? main;
  return {
    ...entry,
    waitsFor,
    main,
    lead,
    companions: all.filter((one) => one !== lead && one.id !== NOBODY),
  };
}

const isMailed = ({ lead, waitsFor }: Group): boolean => lead.kind !== undefined && waitsFor === undefined;

/** One mail for each, in the place of one that waits. */
async function mail(app: App, groups: Group[]): Promise<void> {
  const { db } = app;
  const { ids, withdrawn } = await replaceNotices(
    app,
    groups.map(({ lead: { id, kind, publicationId }, waitsFor }) => ({
      kind: kind ?? 'confirmation',
      publicationId,
      subscriberId: id,
      occasion: randomUUID(),
      isHeld: waitsFor !== undefined,
      isDue: kind !== undefined,
    })),
  );
  await noteRequests(
    db,
    groups.map((group, place) => ({
      turn: group.turn,
      kind: group.lead.kind,
      isMailed: isMailed(group),
      noticeId: ids[place],
      waitsFor: group.waitsFor,
      leadId: group.lead.id,
      companionIds: group.companions.map(({ id }) => id),
    })),
    withdrawn,
  );
  await addCompanions(
    db,
    groups.map(({ lead, companions }) => ({
      leadId: lead.id,
      subscriberIds: companions.map(({ id }) => id),
    })),
  );
}

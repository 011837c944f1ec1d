import type { App } from '../../platform/app.ts';
import { listReturnGroups } from '../../feedback/index.ts';
import { listTopics } from '../../publications/index.ts';
import { countLeavers, listSendHistory } from '../../reports/index.ts';
import { countResendable, listProgress, viewSendTally, type ProgressSample } from '../../sends/index.ts';
import { CAUSERS } from '../../words/index.ts';

const HISTORY = 200;

/** What became of a send, apart from its counts: why messages failed, by domain and topic, who left, and its history. */
export async function loadReport({ db }: App, publicationId: number, id: number) {
  const [tally, topics, leavers, resendable, history, samples, returns] = await Promise.all([
    viewSendTally(db, id),
    listTopics(db, publicationId),
    countLeavers(db, id),
    countResendable(db, id),
    listSendHistory(db, id, HISTORY),
    listProgress(db, id),
    listReturnGroups(db, id),
  ]);
  const leftOf = new Map(leavers.map(({ domain, count }) => [domain, count]));
  const left = leavers.reduce((sum, { count }) => sum + count, 0);
  const named = new Set(tally.domains?.map(({ domain }) => domain));
  const leftElsewhere = leavers.reduce(
    (sum, { domain, count }) => sum + (named.has(domain) && domain !== null ? 0 : count),
    0,
  );
  return {
    failures: tally.failures.map(({ state, fault, ...group }) => ({
      code: 'not-accepted' as const,
      params: { state, fault },
      causer: CAUSERS[fault],
      ...group,
    })),
    hasAllFailures: tally.isWhole,
    domains:
      tally.domains?.map((one) => ({
        ...one,
        left: one.domain === null ? leftElsewhere : (leftOf.get(one.domain) ?? 0),
      })) ?? null,
    topics:
      tally.topics?.flatMap(({ topicId, accepted }) => {
        const topic = topics.find((known) => known.id === topicId);
        return topic ? [{ slug: topic.slug, name: topic.name, accepted }] : [];
      }) ?? null,
    left,
    returns,
    resendable,
    history,
    rates: ratesOf(samples),
  };
}

export type Report = Awaited<ReturnType<typeof loadReport>>;

/** Messages a second between one sample and the next; nothing where it had stopped. */
function ratesOf(samples: ProgressSample[]): { at: Date; perSecond: number }[] {
  return samples.slice(1).map(({ at, settled }, index) => {
    const before = samples[index] ?? { at, settled };
    const seconds = Math.max(1, (at.getTime() - before.at.getTime()) / 1000);
    return { at, perSecond: Math.max(0, Math.round((10 * (settled - before.settled)) / seconds) / 10) };
  });
}

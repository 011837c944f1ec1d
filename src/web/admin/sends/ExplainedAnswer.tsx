import type { Explanation } from '../../../explain/index.ts';
import { answerSays } from '../../../words/index.ts';
import { Icon } from '../components/Icon.tsx';
import { Section } from '../components/Section.tsx';
import { useDesk } from '../use-desk.ts';

/** Why somebody got it or not: the answer as a sentence, then each reason. */
export function ExplainedAnswer({ answer, typed }: { answer: Explanation; typed: string }) {
  const { words, language } = useDesk();
  return (
    <>
      <p>
        <b>{answer.fate ? answerSays(answer.fate, language) : words.sends.verdicts[answer.verdict]}</b>{' '}
        <span class="soft">
          {words.sends.whyFor(typed, answer.send?.subject ?? answer.article?.title ?? '')}
        </span>
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
  );
}

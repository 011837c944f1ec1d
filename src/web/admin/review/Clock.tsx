import type { ReviewView } from '../../../reviews/index.ts';
import { useDesk } from '../use-desk.ts';

interface Props {
  review: ReviewView;
  timeZone: string;
}

/** The time that is left, as a ring. Without script it shows the time of day, which stays right. */
export function Clock({ review, timeZone }: Props) {
  const { words, time } = useDesk();
  const { until, askedAt, secondsLeft } = review;
  if (!until || secondsLeft === null) return null;
  const whole = Math.max(1, (until.getTime() - askedAt.getTime()) / 1000);
  const share = Math.min(100, Math.max(0, (100 * secondsLeft) / whole));
  return (
    <div
      class="clock-face"
      data-clock
      data-left={Math.round(secondsLeft)}
      data-whole={Math.round(whole)}
      data-word={words.review.left}
      data-said-5={words.review.saidLeft(5)}
      data-said-1={words.review.saidLeft(1)}
    >
      <svg class="ring" viewBox="0 0 72 72" aria-hidden="true">
        <circle class="ring-back" cx="36" cy="36" r="31" />
        <circle
          class="ring-left"
          cx="36"
          cy="36"
          r="31"
          pathLength={100}
          stroke-dasharray={`${share.toFixed(1)} 100`}
          transform="rotate(-90 36 36)"
        />
      </svg>
      <p>
        <b role="timer" aria-live="off">
          {time(until, timeZone)}
        </b>
        <span></span>
      </p>
      <p class="sr" role="status"></p>
    </div>
  );
}

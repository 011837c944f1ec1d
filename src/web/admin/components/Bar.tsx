/** A part of a bar, in its colour. */
export interface BarPart {
  kind: 'good' | 'warn' | 'bad' | 'live' | 'none';
  count: number;
}

const WIDTH = 1000;

/**
 * Shares of a whole.
 * @param says all figures as a sentence, for those who do not see it. @param live its name in the news of the page.
 */
export function Bar({
  parts,
  says,
  size,
  live,
}: {
  parts: BarPart[];
  says: string;
  size?: 'big' | 'thin';
  live?: string;
}) {
  const total = Math.max(
    1,
    parts.reduce((sum, { count }) => sum + count, 0),
  );
  let x = 0;
  return (
    <svg
      class={size ? `bar bar-${size}` : 'bar'}
      viewBox={`0 0 ${WIDTH} 12`}
      preserveAspectRatio="none"
      role="img"
      aria-label={says}
      data-live-bar={live}
    >
      {parts.map(({ kind, count }) => {
        const width = (count / total) * WIDTH;
        const rect = (
          <rect key={kind} class={`f-${kind}`} x={x.toFixed(1)} y="0" width={width.toFixed(1)} height="12" />
        );
        x += width;
        return rect;
      })}
    </svg>
  );
}

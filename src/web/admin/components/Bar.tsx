/** A part of a bar, in its colour. */
export interface BarPart {
  kind: 'good' | 'warn' | 'bad' | 'live' | 'none';
  count: number;
}

const WIDTH = 1000;

/** Shares of a whole. @param says all figures as a sentence, for those who do not see it. */
export function Bar({ parts, says }: { parts: BarPart[]; says: string }) {
  const total = Math.max(
    1,
    parts.reduce((sum, { count }) => sum + count, 0),
  );
  let x = 0;
  return (
    <svg class="bar" viewBox={`0 0 ${WIDTH} 12`} preserveAspectRatio="none" role="img" aria-label={says}>
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

/** An address in a sentence: it keeps its order in text that runs from right to left. */
export function Address({ of }: { of: string }) {
  return (
    <strong>
      <bdi dir="ltr">{of}</bdi>
    </strong>
  );
}

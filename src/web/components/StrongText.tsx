/** A sentence in which `{name}` and such are values in bold, each kept apart from the direction of the words around it. */
export function StrongText({ text, values }: { text: string; values: Record<string, string> }) {
  return (
    <>
      {text.split(/\{(\w+)\}/).map((part, place) =>
        place % 2 === 0 ? (
          part
        ) : (
          <strong key={place}>
            <bdi>{values[part]}</bdi>
          </strong>
        ),
      )}
    </>
  );
}

const FIRST_NAMES =
  'Ada Bela Cleo Dmitri Esra Finn Grete Hugo Ilse Jun Kofi Lena Mateo Nora Omar Pia Quentin Rosa Sven Tilda'.split(
    ' ',
  );
const LAST_NAMES = 'Abel Brandt Costa Dahl Evers Falk Grimm Holm Ito Jansen'.split(' ');

/** The nth invented reader, always the same one. Their domain is reserved for examples (RFC 2606). */
export function inventReader(number: number): { email: string; name: string } {
  const first = FIRST_NAMES[number % FIRST_NAMES.length] ?? '';
  const last = LAST_NAMES[Math.floor(number / FIRST_NAMES.length) % LAST_NAMES.length] ?? '';
  return { email: `${first}.${last}@readers.example`.toLowerCase(), name: `${first} ${last}` };
}

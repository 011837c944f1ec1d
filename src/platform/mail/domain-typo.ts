/** Mailbox providers that people mistype most. */
const OFTEN_MEANT =
  `gmail.com yahoo.com hotmail.com outlook.com icloud.com googlemail.com protonmail.com yahoo.co.uk
  hotmail.co.uk yahoo.de web.de t-online.de freenet.de hotmail.fr orange.fr laposte.net libero.it`.split(
    /\s+/,
  );

/** Domains that look like a slip of the pen and are none. */
const REAL = new Set(
  [
    ...OFTEN_MEANT,
    ...'mail.com email.com ymail.com gmx.com hotmail.de outlook.de outlook.fr yahoo.fr'.split(' '),
  ].concat(
    'yahoo.ca hotmail.ca yahoo.es yahoo.it hotmail.it hotmail.es yahoo.in yahoo.com.br orange.com'.split(' '),
  ),
);

/** The domain that was probably meant, to suggest and never to correct (ADR-06): `gmial.com` → `gmail.com`. */
export function likelyDomain(domain: string): string | undefined {
  if (REAL.has(domain) || domain.length > 20) return undefined;
  return OFTEN_MEANT.find((meant) => isOneSlipApart(domain, meant));
}

/** One letter too many, too few, wrong, or two neighbours swapped. */
function isOneSlipApart(typed: string, meant: string): boolean {
  if (Math.abs(typed.length - meant.length) > 1) return false;
  let start = 0;
  while (start < typed.length && typed[start] === meant[start]) start += 1;
  const [restTyped, restMeant] = [typed.slice(start), meant.slice(start)];
  return (
    restTyped.slice(1) === restMeant ||
    restTyped === restMeant.slice(1) ||
    restTyped.slice(1) === restMeant.slice(1) ||
    (restTyped[0] === restMeant[1] &&
      restTyped[1] === restMeant[0] &&
      restTyped.slice(2) === restMeant.slice(2))
  );
}

import type { FactorChange, InvitationMailWords } from './invitations.ts';

const validity = (days: number) =>
  `Der Link gilt einmal und ${days} Tage lang. Ein neuerer macht ihn ungültig. Er ist nur für Sie; geben Sie ihn nicht weiter.`;

const CHANGES: Record<FactorChange, string> = {
  'authenticator-added': 'Die Anmeldung fragt ab jetzt nach einem Code aus einer Authenticator-App.',
  'authenticator-removed': 'Die Anmeldung fragt nicht mehr nach einem Code aus einer Authenticator-App.',
  'recovery-codes-renewed': 'Es gibt neue Wiederherstellungscodes. Die früheren gelten nicht mehr.',
  'recovery-code-used': 'Jemand hat einen Ihrer Wiederherstellungscodes benutzt. Er gilt kein zweites Mal.',
  'passkey-added': 'Es gibt einen neuen Passkey, mit dem man sich ab jetzt anmeldet.',
  'passkey-removed': 'Ein Passkey wurde entfernt. Er meldet niemanden mehr an.',
  'factors-reset':
    'Jemand aus dem Team hat den zweiten Schritt ausgeschaltet und Ihre Passkeys entfernt, damit Sie sich ohne sie anmelden können.',
};

export const german: InvitationMailWords = {
  invitation: {
    subject: (name) => `Einladung: Arbeiten Sie an ${name} mit`,
    heading: 'Willkommen',
    body: (name) =>
      `Sie sind eingeladen, in Paperround am Newsletter ${name} mitzuarbeiten. Wählen Sie ein Passwort, und melden Sie sich dann mit dieser E-Mail-Adresse an.`,
    validity,
    button: 'Passwort wählen',
    why: 'Wenn Sie nicht wissen, worum es geht, ignorieren Sie diese E-Mail. Ohne den Link kann sich niemand anmelden.',
  },
  known: {
    subject: (name) => `Sie können jetzt an ${name} mitarbeiten`,
    heading: 'Willkommen',
    body: (name) =>
      `Sie haben jetzt eine Rolle im Newsletter ${name}. Melden Sie sich wie gewohnt bei Paperround an.`,
    validity: () => 'Sie finden ihn im Menü bei Ihren anderen Newslettern.',
    button: 'Paperround öffnen',
    why: 'Sie erhalten diese E-Mail, weil Sie sich bei diesem Paperround anmelden.',
  },
  'password-link': {
    subject: (name) => `Neues Passwort für ${name}`,
    heading: 'Neues Passwort',
    body: (name) =>
      `Jemand aus dem Team von ${name} schickt Ihnen diesen Link. Damit legen Sie ein neues Passwort fest.`,
    validity,
    button: 'Passwort festlegen',
    why: 'Wenn Sie nicht darum gebeten haben, ignorieren Sie diese E-Mail. Ihr Passwort bleibt, wie es ist.',
  },
  'password-changed': {
    subject: (name) => `Ihr Passwort für ${name} wurde geändert`,
    heading: 'Ihr Passwort wurde geändert',
    body: (name) => `Jemand hat für Ihr Konto im Paperround von ${name} ein neues Passwort festgelegt.`,
    validity: () =>
      'Wenn Sie das waren, ist nichts zu tun. Wenn nicht, lassen Sie sich auf dieser Seite sofort einen Anmelde-Link senden, legen Sie ein eigenes Passwort fest, und melden Sie sich überall sonst ab.',
    button: 'Anmeldeseite öffnen',
    why: 'Sie erhalten diese E-Mail, weil Sie sich bei diesem Paperround anmelden.',
  },
  'factors-changed': {
    subject: (name) => `Ihre Anmeldung bei ${name} wurde geändert`,
    heading: 'Ihre Anmeldung wurde geändert',
    body: (name, what) => `Es geht um Ihr Konto im Paperround von ${name}. ${what ? CHANGES[what] : ''}`,
    validity: () =>
      'Wenn Sie das waren oder darum gebeten haben, ist nichts zu tun. Wenn nicht, legen Sie sofort ein neues Passwort fest, melden Sie sich überall sonst ab, und sagen Sie der Person Bescheid, die diese Installation betreibt.',
    button: 'Konto öffnen',
    why: 'Sie erhalten diese E-Mail, weil Sie sich bei diesem Paperround anmelden.',
  },
};

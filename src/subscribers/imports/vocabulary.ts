/** What a person in a list of another program came to; only a reader without any of these gets mail. */
export type Departure = 'unsubscribed' | 'bounced' | 'complained' | 'blocked';
/** `unconfirmed`, `paused`: stays out, but did not leave. `unknown`: a word that nobody knows, so it stays out, too. */
export type OutState = Departure | 'unconfirmed' | 'paused' | 'unknown';

const list = (text: string) => text.trim().split(/\s+/);

/** Beginnings of words that say that a person is gone, in en de fr es it pt nl and more; without accents, in lower case. */
const DEPARTURE_STEMS: Record<Exclude<OutState, 'unknown'>, string[]> = {
  complained: list('complain spam abuse plainte queja beschwer junk reclam'),
  bounced: list(
    `bounc hardbounc undeliver unzustell invalid ungultig rebond rebot rimbalz clean unreach rucklauf unmailable
     nonexist dead returned`,
  ),
  blocked: list(
    `black block banned banni suppress disab deactiv deaktiv desactiv disattiv desativ exclu ausgeschl gesperr sperr blockier bloqu
     blocc geblokk donot dont forbid deny denied reject refus verboten malicious spammy`,
  ),
  unsubscribed: list(
    `unsub optout left leave leaving quit cancel remov delet erase exit signoff signedoff withdr revok abgemeld abmeld
     abbestell ausgetrag austrag gekundig kundig widerruf widerspr gelosch losch inaktiv inactiv inactif inativ inattiv inactief
     desabonn desinscri supprim resili baja desuscri elimin disiscr descadastr uitgeschr uitschr afgemeld
     afmeld afmeldt frameldt avmeldt avregistr avanmal odhlas wypis archiv gone stop stopped departed churned former ehemalig ancien
     neaktivn nieaktywn passiv austritt revoc rezygn wycof`,
  ),
  unconfirmed: list(
    `unconfirm unverif unactiv unbestat unbestatig unaktiv pending await ausstehend wartend wartet attente pendiente
     pendente attesa afwachting onbevestigd nepotvrz niepotwierdz unregister validating`,
  ),
  paused: list('suspend paus nomail vacation snooz onhold softbounc ausgesetzt pausiert'),
};

/** Beginnings of words that say that a person reads. */
const READER_STEMS = list(
  `activ enabl subscrib confirm verif optin consent accept agree allow approv permit valid mailable sendable contactable deliverable
   aktiv angemeld bestat einwillig zugestimm zustimm erlaub abonnier akzeptier freigegeben actif abonne inscrit activo activa
   suscri acept attiv iscritt conferm ativ actief ingeschr aangemeld geabonneerd bevestig tilmeldt
   pameldt prenumer bekraft tilaa vahvist potvrz prihlas potwierdz zapisan aktywn doi consens zgod toestemm`,
);

/** Words that begin like one of those above and say nothing of it. */
const INNOCENT = new Set(
  list(
    `subscriber subscribers subscription subscriptions activity activities abonnement abonnements abonnent abonnenten
     abonnentin inscription inscriptions optinmonster`,
  ),
);

/** Words beside a stem that change nothing about it: `Date of unsubscription`, `Is this subscriber blacklisted`. */
const NEUTRAL = new Set(
  list(
    `is was did has have had been be the this that a an of for to from by in at on via with and or my your our their it all any
     date time timestamp datetime moment day when since email emails mail mails mailing mailings newsletter newsletters marketing
     subscription subscriptions subscriber subscribers contact contacts member members membership user users customer customers person
     people profile recipient recipients list lists mailinglist global overall current currently account campaign campaigns message messages title
     name id reason type source method channel other details detail flag field value utc gmt local text description
     comment receive receives receiving get gets wants want can may send sending communication communications double single hard permanent manually
     manual admin system permission default gdpr dsgvo rgpd keila mailerlite mailchimp klaviyo hubspot brevo sendinblue mailpoet phplist
     sendy mailtrain convertkit kit beehiiv substack buttondown listmonk mailman sympa mautic sendgrid aweber getresponse info status state flagged marked as per now audience yes one
     am um von vom der die das des im zum zur datum zeit zeitpunkt grund liste listen adresse ist wurde hat abonnement abonnent
     abonnenten empfanger kontakt kontakte mitglied kunde le la les de du d l en est ete par heure motif raison contacto contactos
     el los las del fecha hora motivo razon suscripcion suscriptor suscriptores lista listas correo correos boletin esta ha sido por consentimento nieuwsbrief erteilt op il em dnia czy
     data ora iscrizione iscritto inscricao tijd reden abonnee lid courriel courriels`,
  ),
);

/** Words that say when something was: with a reader's stem they make the moment of consent. */
const MOMENT = new Set(
  list(
    'at on date dated time timestamp datetime datum fecha data zeit zeitpunkt am moment since seit heure hora depuis desde tijd op il em dnia',
  ),
);

/** Beginnings of words that, with a word of time or alone, tell when somebody came. The best evidence first. */
const ARRIVAL_STEMS: string[][] = [
  list('confirm doi bestat verif'),
  list('optin'),
  list('subscrib subscription consent accept agree abonn suscri anmeld angemeld inscri iscri einwillig'),
  list('signup signedup join regist enroll eintrag eintritt alta beitritt'),
  list(
    'creat creation start added add enter angelegt erstell hinzugefug cree ajout creado creac anad aggiunt criado adicion started',
  ),
];

const STATUS_WORDS = new Set(
  list('status state statut estado stato zustand etat stav stan tila situacao statuscode'),
);

/** Values and words that mean yes, and no. */
export const TRUE_WORDS = new Set(
  list('true 1 yes y t on x ja oui si sim wahr vrai verdadero vero ano tak checked'),
);
export const FALSE_WORDS = new Set(
  list(
    'false 0 no n f off nein non never none null nil nan nee nao nei nej nie ne falsch faux falso unchecked nope undefined 0.0',
  ),
);
const NEGATIONS = new Set(
  list('not no non nicht never nie nunca jamais pas kein keine ne sin sans ohne without nej ikke geen brak'),
);

/** Words beyond the stems that a column of states has for readers: plans, ways of delivery. */
const READER_WORDS = new Set(
  list(
    `ok normal regular live enabled active free paid comped complimentary gift gifted premium trial trialed trialing
     churning digest digests digestplain plaintext mime summary html txt urlize notice postal individual a registered current healthy
     engaged single alta double opted in mail explicit implicit express implied`,
  ),
);

/** Words of columns that tell nothing of consent. */
const HARMLESS = new Set(
  list(
    `company companies organisation organization organisations organizations org firma unternehmen entreprise societe empresa azienda
     bedrijf employer position job role titel titre department abteilung industry branche website websites homepage site web domain
     phone phones telephone telefon tel mobile mobil handy cell cellphone fax sms whatsapp push skype messenger
     address addresses adresse adress anschrift street strasse rue calle via hausnummer house city town stadt ort ville ciudad citta
     cidade plaats suburb zip zipcode plz postcode postal postleitzahl codepostal code cp country countrycode land pays pais paese
     region province provincia county bundesland departement location locations geo latitude longitude lat lng lon gmtoff dstoff
     timezone zeitzone fuseau cc continent
     ip ips uuid guid euid leid uid key hash token url urls link links uri slug ref external internal foreign number nr no# num
     note notes notiz notizen remark remarks bemerkung bemerkungen commentaire commentaires comments nota notas observaciones
     rating ratings score points rank lead leads lifecycle stage owner opens open opened click clicks clicked sends sent received
     delivered rate rates percent average avg count counts total totals quantity amount engagement views viewed visits visit
     last first latest recent recently changed change updated update modified modification edited seen login logins activity access
     geandert aktualisiert modifie actualizado
     birthday birthdate birth geburtstag geburtsdatum naissance nacimiento age alter gender sex geschlecht genre genero stats statistics salutation
     anrede civilite prefix suffix middle initials initial nickname nick photo avatar image picture gravatar signature
     attribution referrer referer referring referral referrals referred utm medium term landing page pages form forms website
     tier tiers plan plans product products stripe paypal price revenue mrr arr ltv currency payment payments paid order orders spent
     spend purchase purchases complimentary comped expiry expires expire gift cancelation renewal trial interval
     device devices browser client agent useragent os platform format html plain prefer prefers digests digest
     attributes attribs attribute customfields customdata fields metadata meta data vars properties json created creation creator imported import
     twitter facebook instagram linkedin xing mastodon bluesky tiktok youtube pinterest social
     visibility messages username login password passphrase nickname bio about description
     number_messages points ab variant cohort test version index row lfd line
     record rhythm home work billing shipping business default associated phonetic shares posts post sections start upgrade unique
     which used secondary churn churning message messages through origin cycle scoring stars cid tz track label identified mode
     moderation action warning warnings mailtyp alternate ad tracking misc followup tax exempt engaged level uniqid uniqueid rss frequency vip latest md5 sha1 sha256 base64 source sources description comment method channel campaign campaigns title account role area district sector size education school
     quelle origen fonte bron zrodlo
     hubspot mailchimp shopify ghost substack sendgrid klaviyo vendor object etag http self`,
  ),
);

/** With a reader's stem they tell how it came about, not whether: `Opt-in IP`, `Consent text`. */
const CIRCUMSTANCE = new Set(
  list(
    `ip ips url urls link links page pages form forms referrer referer country region latitude longitude useragent agent browser
     token hash key source method channel text reason description comment details detail title type campaign other language
     version location code via quelle methode origine origen`,
  ),
);

/** With a departure's stem they are what lets a person leave, and are there for everybody: `Unsubscribe URL`. */
const LEAVING_TOOLS = new Set(list('url urls link links token hash key uri page'));

/** Words of what is not mail: `SMS consent`. */
const OTHER_MEDIA = new Set(
  list('sms phone push whatsapp mobile telefon telephone fax viber messenger postal rcs'),
);

export const LANGUAGE_NAMES = new Set(
  list(
    `language lang locale preferredlanguage browserlanguage languagecode preferredlocale sprache langue idioma lingua taal jezyk sprak
     hslanguage userlanguage mainlanguage spracheiso language_code`,
  ).map((name) => name.replaceAll('_', '')),
);

export const TOPIC_NAMES = new Set(
  list(
    `tags tag labels label topics topic lists list listname mailinglist mailinglists newsletters groups group segments segment
     interests interest categories category audiences audience themen thema gruppen gruppe etiquettes listes listas grupos
     etiquetas schlagworte kategorien rubriken listrecordname listids listid subscribedlists subscribertags contacttags tagnames
     contactlists emaillists segmentname groupname tagname staticsegments emailliststags listmemberships newsletternames`,
  ),
);

const EMAIL_WORDS = new Set(
  list('email emailaddress mail mailaddress courriel correo emailadresse mailadresse epost emil'),
);
const EMAIL_QUALIFIERS = new Set(
  list(
    `address adresse adress addr addresse direccion electronico electronica electronique primary main first principal haupt subscriber contact member user customer
     person recipient client account work home personal private business preferred default your my the of de du field value text
     1 one id kontakt empfanger abonnent kunden benutzer usuario suscriptor abonne posta elettronica e delivery current new login d l`,
  ),
);

export const FULL_NAMES = list(
  `name fullname namefield subscribername displayname realname gecos contactname membername completename wholename personname yourname
   nombrecompleto nombreyapellidos nomcomplet nometprenom prenometnom nomprenom vollername vollstandigername vorundnachname
   vornachname vornamename namevorname nombre nom nomecompleto nome nominativo naam recipientname customername username2 cn fn`,
);
export const FIRST_NAMES = list(
  `firstname fname givenname forename vorname prenom nombres primernombre voornaam imie jmeno fornamn fornavn etunimi
   primeironome first contactfirstname subscriberfirstname given namefirst rufname`,
);
export const LAST_NAMES = list(
  `lastname lname surname familyname nachname familienname zuname apellido apellidos nomdefamille cognome sobrenome apelido
   achternaam nazwisko prijmeni efternamn etternavn efternavn sukunimi last contactlastname subscriberlastname family namelast`,
);

const COUNT_WORDS = new Set(list('count counts number total num score times anzahl nombre numero bounces'));

const startsWithAny = (word: string, stems: string[]) => stems.some((stem) => word.startsWith(stem));

/** What a word says of a person being gone; undefined for a word that says nothing of it. */
export function departureIn(word: string): Exclude<OutState, 'unknown'> | undefined {
  if (INNOCENT.has(word)) return undefined;
  const found = Object.entries(DEPARTURE_STEMS).find(([, stems]) => startsWithAny(word, stems));
  return found?.[0] as Exclude<OutState, 'unknown'> | undefined;
}

export const isReaderWord = (word: string) => !INNOCENT.has(word) && startsWithAny(word, READER_STEMS);
export const isPlanWord = (word: string) => READER_WORDS.has(word);
/** Also numbers and spans of time: `30d`, `6mo`. */
export const isNeutral = (word: string) => NEUTRAL.has(word) || /^\d+\p{L}{0,2}$/u.test(word);
export const isNegation = (word: string) => NEGATIONS.has(word);
export const isHarmless = (word: string) => HARMLESS.has(word);
export const isStatusWord = (word: string) => STATUS_WORDS.has(word);
export const isMomentWord = (word: string) => MOMENT.has(word);
export const isCircumstance = (word: string) => CIRCUMSTANCE.has(word);
export const isLeavingTool = (word: string) => LEAVING_TOOLS.has(word);
export const isOtherMedium = (word: string) => OTHER_MEDIA.has(word);
export const isEmailWord = (word: string) => EMAIL_WORDS.has(word);
export const isEmailQualifier = (word: string) => EMAIL_QUALIFIERS.has(word);
export const isCountWord = (word: string) => COUNT_WORDS.has(word);

/** How good an evidence of the arrival a word is: 0 the best; undefined for a word that tells of no arrival. */
export function arrivalRank(word: string): number | undefined {
  const rank = ARRIVAL_STEMS.findIndex((stems) => startsWithAny(word, stems));
  return rank < 0 ? undefined : rank;
}

/** Whether the word stands in any list above, so that a longer word may be made of it. */
export const isKnownWord = (word: string) =>
  NEUTRAL.has(word) ||
  HARMLESS.has(word) ||
  isStatusWord(word) ||
  isMomentWord(word) ||
  isEmailWord(word) ||
  isCountWord(word) ||
  WHOLE_STEMS.has(word);

/** Stems as whole words and with the endings of English participles, to take compounds such as `bouncecount` apart. */
const WHOLE_STEMS = new Set(
  list(`unsubscribe unsubscribed unsub optin optout bounce bounced complaint complained block blocked blacklist blacklisted
     blocklist blocklisted suppress suppressed disable disabled delete deleted remove removed clean cleaned leave left cancel
     cancelled canceled confirm confirmed verify verified subscribe subscribed active activated inactive enable enabled signup
     join joined register registered consent accept accepted accepts suspend suspended paused banned spam valid invalid
     optedin optedout signedup consented added`),
);

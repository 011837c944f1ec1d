/**
 * What a refusal may be about. `mailbox`: there is no such one. `reader`: the mailbox is there and cannot take it now: full,
 * locked, beyond its rate, no route. `sender`: what is sent, how much, or who sends it. `relay`: our own server will not hand
 * it on for us. `size`: the message is too large.
 */
export type Blame = 'mailbox' | 'reader' | 'sender' | 'relay' | 'size';

/**
 * What a refusal that blames the sender is about: who sends (address, server, signature, reputation), what the message says, how
 * many come at once, or nothing at all (it is to be tried later).
 */
export type SenderMatter = 'identity' | 'content' | 'pace' | 'later';

interface Evidence {
  blame: Blame;
  weight: number;
  pattern: RegExp;
  about?: SenderMatter;
}

const MAILBOX =
  '(?:user|recipient|mailbox|account|address(?:ee)?|user-?id|customer|subscriber|e-?mail(?: (?:address|account|id))?|inbox|alias|person|name)';
const NOT_THERE = `(?:does ?n[o'’]?t|do ?n[o'’]?t|did ?n[o'’]?t|cannot|could not|was not|is not|isn[’']t|not|no longer|never) (?:be )?(?:exists?\\b|found|known|valid|recogni[sz]ed|local\\b|available here|in use|active|on (?:this )?server|listed here|listed in (?:the |our |its )?(?:public|global|local|company|domino|directory|address|name)|with us|there\\b)`;

/** Enhanced codes by their meaning (RFC 3463, RFC 7372, RFC 7505); a code alone can be enough where the words say nothing. */
export const CODES: Evidence[] = [
  { blame: 'mailbox', weight: 6, pattern: /^5\.(?:1\.(?:1|2|3|6|10)|2\.1)$/ },
  { blame: 'reader', weight: 7, pattern: /^5\.2\.2$/ },
  { blame: 'reader', weight: 5, pattern: /^5\.(?:1\.[49]|2\.4|4\.[1-9]\d*|7\.1[37])$/ },
  { blame: 'sender', weight: 9, pattern: /^5\.1\.[78]$/, about: 'identity' },
  { blame: 'sender', weight: 7, pattern: /^5\.7\.(?!1[37]$)\d+$/ },
  { blame: 'sender', weight: 7, pattern: /^5\.6\.\d+$/ },
  { blame: 'sender', weight: 7, pattern: /^5\.2\.3$/ },
  { blame: 'size', weight: 9, pattern: /^5\.3\.4$/ },
];

/** Words of real servers, in lower case, without addresses and links. The heavier one wins over the codes and over lighter ones. */
export const WORDS: Evidence[] = [
  // There is no such mailbox. Some servers say so with 5.7.1, as they do for everything.
  {
    blame: 'mailbox',
    weight: 8,
    pattern:
      /\bno such (?:user|mailbox|recipient)\b|\b(?:user|recipient|mailbox) (?:unknown|not found|does not exist)\b/,
  },
  {
    blame: 'mailbox',
    weight: 6,
    pattern: new RegExp(`\\b${MAILBOX}(?: \\S+){0,6}? (?:is |are |was )?(?:unknown|${NOT_THERE})`),
  },
  {
    blame: 'mailbox',
    weight: 6,
    pattern: new RegExp(
      `\\b(?:no such|unknown|nonexist[ae]nt|non-exist[ae]nt|unrecogni[sz]ed|invalid|illegal|bad(?: destination)?|incorrect) (?:or illegal )?(?:local |final |final delivery |virtual |destination |target |e-?mail )?${MAILBOX}\\b`,
    ),
  },
  {
    blame: 'mailbox',
    weight: 6,
    pattern: new RegExp(
      `\\bno ${MAILBOX}s?(?: here)?(?: \\S+)? (?:by|with|of|under|for) (?:that|this) (?:name|address)|\\bno (?:mailbox|account|user|recipient) (?:here|exists|found)\\b`,
    ),
  },
  {
    blame: 'mailbox',
    weight: 6,
    pattern:
      /(?:does ?n[o'’]?t|has no|not) have an? (?:\S+ )?(?:account|mailbox)|\bhas no (?:account|mailbox)|\bnot (?:a |an )?(?:our|valid|known|existing|active|local) (?:user|customer|mailbox|recipient|address|account)\b|\bnot (?:a )?(?:valid|known) (?:recipient|mailbox)/,
  },
  {
    blame: 'mailbox',
    weight: 6,
    pattern:
      /\b(?:address|mailbox|account)(?: \S+){0,2}? no longer (?:accepts?|receives?|in use|active|valid|exists?|available)\b|\brecipnotfound\b|\bnosuchuser\b|\bnot our (?:user|customer)\b|\bhas (?:no )?moved\b|\bmailbox name not allowed\b|\bthere is no one (?:here )?(?:at|by|with)/,
  },
  {
    blame: 'mailbox',
    weight: 6,
    pattern: new RegExp(
      `\\b${MAILBOX}(?: \\S+){0,3}? (?:is |was |has been |have been )(?:permanently |now )?(?:closed|deleted|removed|terminated|deactivated|discontinued|cancel?led|disabled|inactive|expired|abandoned|obsolete)|\\b(?:closed|deleted|removed|terminated|deactivated|discontinued|disabled|inactive|expired) (?:recipient |e-?mail )?${MAILBOX}|\\b(?:mailbox|account|user|recipient) (?:closed|deleted|removed|terminated|deactivated|disabled|inactive)\\b`,
    ),
  },
  {
    blame: 'mailbox',
    weight: 6,
    pattern:
      /\bunroute?able (?:mail )?(?:address|domain)|\binvalid domain\b(?! name)|\b(?:couldn['’]t|could not) find (?:a |any )?(?:mail exchanger|host named)|\ball relevant mx records point to non-?existent hosts|\bmx records? (?:point|refer)\w* to (?:no|non)|\bno (?:valid )?mx (?:records? )?(?:found|for)|\bhost unknown\b|\bunknown (?:host|domain)\b|\bno such (?:domain|host)\b|\b(?:mx|srv) record indicated no smtp service|\bnull ?mx\b|\b(?:host or )?domain(?: name)? (?:is )?(?:not found|do(?:es)?(?: not|n['’]t) (?:exist|(?:accept|receive)(?: any)? (?:e-?)?mail)|sends and receives no (?:e-?)?mail)/,
  },
  {
    blame: 'mailbox',
    weight: 1,
    pattern: /\bmailbox (?:is )?unavailable\b|\brecipient (?:address )?rejected\b|\bundeliverable\b/,
  },
  // In other languages.
  {
    blame: 'mailbox',
    weight: 6,
    pattern:
      /(?:empfänger|benutzer|postfach|mailbox|adresse|konto|nutzer)\S*(?: \S+){0,3}? (?:ist )?(?:unbekannt|ungültig|existiert nicht|nicht (?:gefunden|bekannt|vorhanden|mehr gültig|mehr aktiv)|gelöscht|deaktiviert)|unbekannte[rs]? (?:empfänger|benutzer|adresse|postfach)|kein(?:e|en)? solche[rsn]? (?:empfänger|benutzer|adresse|postfach)/,
  },
  {
    blame: 'mailbox',
    weight: 6,
    pattern:
      /(?:adresse|utilisateur|destinataire|bo[iî]te|compte)(?: \S+){0,4}? (?:est )?(?:invalide|inconnue?|inexistante?|introuvable|n['’]existe (?:pas|plus)|supprimée?|désactivée?|fermée?)/,
  },
  {
    blame: 'mailbox',
    weight: 6,
    pattern:
      /(?:usuario|destinatario|buz[oó]n|cuenta|direcci[oó]n|utente|casella|indirizzo|usu[aá]rio|destinat[aá]rio|caixa|conta|endere[cç]o)(?: \S+){0,4}? (?:es |è |é )?(?:desconocid[oa]|inexistente|inv[aá]lid[oa]|no (?:existe|encontrad[oa])|sconosciut[oa]|non (?:esiste|valid[oa]|trovat[oa])|disattivat[oa]|n[aã]o (?:existe|encontrad[oa])|desconhecid[oa])|no existe (?:el|la|ese|esa|este|esta|dicho|tal) (?:usuario|cuenta|buz[oó]n|direcci[oó]n|destinatario)|(?:utente|casella|destinatario|indirizzo) (?:non esiste|inesistente)/,
  },
  {
    blame: 'mailbox',
    weight: 6,
    pattern:
      /(?:gebruiker|ontvanger|mailbox|adres|postvak)(?: \S+){0,3}? (?:is )?(?:onbekend|bestaat niet|niet gevonden)|onbekende (?:gebruiker|ontvanger)|(?:ok[aä]nd|ukjent|ukendt) (?:mottagare|användare|mottaker|bruker|modtager|bruger)|(?:mottagaren|användaren|brukeren|brugeren|adressen)(?: \S+){0,2}? (?:finns inte|finnes ikke|findes ikke)|käyttäjää? ei (?:löydy|ole)|tuntematon (?:vastaanottaja|käyttäjä)/,
  },
  {
    blame: 'mailbox',
    weight: 6,
    pattern:
      /(?:nie ma takie(?:go|j)|nieznany|nieznane|brak takiego|nie istnieje) ?(?:użytkownik|uzytkownik|adresat|konto|konta|adres|skrzynk)?|(?:konto|adres|użytkownik|skrzynka)(?: \S+){0,2}? nie istnieje|(?:uživatel|schránka|adresa|adresát)(?: \S+){0,2}? (?:neexistuje|nenalezen)|neznámý (?:uživatel|adresát)|(?:kullanıcı|posta kutusu|adres)(?: \S+){0,2}? (?:bulunamadı|yok|mevcut değil)/,
  },
  {
    blame: 'mailbox',
    weight: 6,
    pattern:
      /(?:пользовател|ящик|адресат|получател|аккаунт|уч[её]тн)\S*(?: \S+){0,3}? (?:не (?:найден|существует|зарегистрирован)|неизвестен|удал[её]н|отключ[её]н|заблокирован навсегда)|нет такого (?:пользователя|ящика|адреса|получателя)|неизвестный (?:пользователь|получатель|адресат)/,
  },
  {
    blame: 'mailbox',
    weight: 6,
    pattern:
      /(?:用户|收件人|邮箱|帐号|账号|賬號|地址|使用者|收件者)\S{0,6}(?:不存在|未找到|无效|不正确|已(?:注销|停用|禁用))|(?:无此|沒有此|没有此|查無此)(?:用户|帐号|使用者|收件人)|(?:ユーザー?|宛先|メールアドレス|メールボックス)\S{0,8}(?:不明|見つかりません|存在しません|ありません)|(?:사용자|수신자|계정|메일함)\S{0,4} ?\S{0,4}(?:존재하지|없습니다|찾을 수 없)/,
  },

  // It is there, and cannot take this one.
  {
    blame: 'reader',
    weight: 9,
    pattern:
      /\b(?:mailbox|inbox|storage|account|user|disk|maildir|quota|recipient)\b[^.]{0,30}? (?:is |are )?(?:almost )?(?:full|exceeded|over ?quota|out of (?:storage|space|disk)|over (?:the |its )?(?:allowed |storage )?(?:quota|limit))|\bover[- ]?quota\b|\bquota (?:has been |is )?(?:exceeded|full|violation|reached)|\bexceed(?:s|ed|ing)? (?:the |its |his |their |your |storage |mailbox |disk |allowed )*(?:quota|storage|mailbox|allocation)|\b(?:insufficient|not enough|no) (?:disk |system |mail )?(?:space|storage|room)\b|\bquotaexceeded\b|\bfull (?:mailbox|inbox)\b/,
  },
  {
    blame: 'reader',
    weight: 9,
    pattern:
      /(?:postfach|speicher\S*|mailbox)(?: \S+){0,3}? (?:voll|überschritten|erschöpft)|bo[iî]te[^.]{0,20} (?:pleine|saturée)|quota dépassé|(?:buz[oó]n|casella|caixa)[^.]{0,20} (?:llen[oa]|pien[ao]|chei[ao])|(?:cuota|quota) (?:excedida|superata)|postvak (?:is )?vol|skrzynka[^.]{0,12} pełna|ящик[^.]{0,12} переполнен|(?:邮箱|信箱)\S{0,4}(?:已满|满)|空间不足|メールボックス\S{0,4}(?:いっぱい|満杯)/,
  },
  {
    blame: 'reader',
    weight: 9,
    pattern:
      /\btried all mxs?\b|\b(?:timed out|time-?out)\b|\bunreachable\b|\blost connection\b|\breceiving mail (?:at a rate|too quickly)|\b(?:temporar(?:y|ily)) (?:locked|disabled|suspended|unavailable|blocked|inactive|inaccessible)|\b(?:mailbox|account|user|recipient)(?: \S+){0,2}? (?:is |has been |was )?(?:suspended|frozen|locked|blocked|on hold|busy|restricted)\b|\bcompte[^.]{0,30} bloqué?|\b(?:recipient|user|mailbox|account) (?:suspended|frozen|locked)|\bhop count\b|\btoo many hops\b|\bmail loop|\broute\b|\bno longer able to receive|\bexceeded[^.]{0,20}(?:messages|mail) (?:for|to) (?:this|the) (?:recipient|user)/,
  },

  // Our own server will not hand it on.
  {
    blame: 'relay',
    weight: 10,
    pattern:
      /\brelay(?:ing)?\b(?: mail| access| attempt| to \S+| from \S+| through \S+| this| for \S+| by \S+)*(?: is| are| was)? ?(?:not |un)?(?:permitted|allowed|denied|prohibited|forbidden|refused|rejected|disabled|authori[sz]ed|supported|available|accepted)|\b(?:not (?:permitted|allowed|authori[sz]ed)|unable|cannot|can ?not|can[’']t|won[’']t|refus(?:e|es|ing)|(?:do|does)(?: not|n[’']t)|will not|may not|not (?:going )?to) (?:to )?(?:relay|deliver mail for|accept mail for|forward mail)|\bno relay(?:ing|s)?\b|\binsecure mail relay\b|\bopen relay\b|\bnot (?:a|an open) relay\b|\brelay (?:not|access)|\bwe (?:do not|don[’']t) relay/,
  },
  {
    blame: 'relay',
    weight: 10,
    pattern:
      /\brcpthosts\b|\bauth(?:entication)?(?: is)? (?:required|needed)|\bnot (?:logged in|authenticated)\b|\b(?:must|need to|needs? to|please|first) (?:authenticate|log ?in|use smtp auth|check (?:for )?(?:new )?mail)|\bauthenticate (?:first|before)|\bsmtp[- ]auth\b|\b(?:domain|host) (?:is )?not (?:hosted|handled|served|local) (?:here|by|on)|\bnot (?:a )?(?:local|hosted) domain|\bkein relay|\brelay(?:ing)? (?:verboten|nicht|abgelehnt)|\brelais? (?:refusé|interdit)|\bne relaie pas/,
  },

  // The content, the amount or the sender.
  {
    blame: 'sender',
    about: 'identity',
    weight: 10,
    pattern:
      /\b(?:sender|sending|from|envelope|return[- ]path|mail from|originator)\b(?:'s)?(?: (?:address|domain|host|ip|server|envelope|path|name|e-?mail))*(?: \S+){0,2}? ?(?:was |is |has been |does |do |did |could |can ?)?(?:not |n[o'’]t )?(?:be )?(?:verif\w*|reject\w*|denied|refused|blocked|block\b|blacklisted|listed|banned|invalid|unknown|allowed|accepted|authori[sz]ed|permitted|resolve\w*|exist\w*|valid|found|undeliverable|unroutable|forbidden|suspended|restricted|pass\b)|\b(?:bad|invalid|unknown|blocked|forged|unroutable|unverified|rejected|refused|banned) sender|\bsender (?:verify|callout|verification)|\bverification failed for|\bcallout\b|\bunroutable sender|\b(?:domain of sender|sender[’']s domain)|\bdomaine? (?:d['’])?(?:e|é)metteur|\babsender(?:adresse)? (?:abgelehnt|unbekannt|gesperrt|nicht)|\bexp[eé]diteur (?:refus|rejet|inconnu|bloqu)|\bremitente (?:rechazado|desconocido|bloqueado)|\bmittente (?:rifiutat|sconosciut|bloccat)/,
  },
  {
    blame: 'sender',
    about: 'identity',
    weight: 10,
    pattern:
      /\bspf\b|\bdkim\b|\bdmarc\b|\barc (?:fail|seal)|\bunauthenticated\b|\bauthentication (?:checks?|information|results?|failed|failure)|\bfails? to pass authent|\bsender id\b|\brdns\b|\breverse[- ](?:dns|lookup|mapping)|\bptr\b|\bhelo\b|\behlo\b|\bdns ?bl\b|\brbl\b|\bdrbl\b|\bdnswl\b|\b(?:block|black|deny)[- ]?list|\blacklisted\b|\bblacklist\w*|(?<!not )\blisted (?:in|at|by|on)\b|\bspamhaus\b|\bspamcop\b|\bsorbs\b|\bbarracuda(?:central)?\b|\bsuper?block|\buceprotect\b|\binvaluement\b|\bcloudmark\b|\bproofpoint\b|\bsenderscore\b|\b(?:s|sb|xb|pb|zen)bl\b/,
  },
  {
    blame: 'sender',
    about: 'identity',
    weight: 9,
    pattern: /\breputation\b|\babus(?:e|ive)\b|\bcomplain/,
  },
  {
    blame: 'sender',
    about: 'content',
    weight: 9,
    pattern:
      /\bspam\w*|\bjunk\b|\bunsolicited\b|\bunwanted\b|\bube\b|\buce\b|\bbulk (?:mail|e-?mail|sender)|\bsuspicious\b|\bvirus\b|\bmalware\b|\bphish\w*|\bmalicious\b|\bcontent (?:was )?(?:reject|refus|block|filter|denied)|\b(?:message|mail|e-?mail)(?: content)? (?:was |is |has been )?(?:reject|block|refus|filter|denied)\w*|\breject(?:ed)? (?:due|because|by|for|as)|\bsecurity polic|\bpolic(?:y|ies)\b|\badministrative(?:ly)?\b|\bprohibit\w*|\bbanned\b|\bforbidden\b|\bcsi\b|\buribl\b|\bsurbl\b|\brichtlinie|\bunerwünscht|\bwerbung\b|\bpourriel|\bcourrier rejet|\bmail rejet|\bno deseado|\bспам|垃圾邮件|拒收|迷惑メール/,
  },
  {
    blame: 'sender',
    about: 'pace',
    weight: 9,
    pattern:
      /\brate[- ]?limit\w*|\btoo (?:many|much)\b|\btoo (?:fast|quick(?:ly)?|often|frequent(?:ly)?)\b|\bfrequency (?:is )?limit\w*|\bthrottl\w*|\b(?:hourly|daily|sending|message|connection|recipient|outgoing|mail|per[- ](?:minute|hour|day)) (?:limit|quota|rate|cap|allowance)|\b(?:rate|limit) (?:of|for|is|has|was|over|exceed)\w*|\boverlimit\b|\bover (?:the )?(?:rate|limit)\b|\bexceed\w*[^.]{0,30}(?:limit|rate|threshold|messages|connections|recipients)|\bunexpected volume|\bunusual(?:ly)? (?:high )?(?:rate|volume|amount)|\bslow down\b|\bzu viele\b|\btrop de\b|\bdemasiad|\btropp[ie]\b|\bслишком много|频率|超过限制|连接数过多/,
  },
  {
    blame: 'sender',
    about: 'later',
    weight: 9,
    pattern:
      /\bgr[ae]y-?list\w*|\b(?:try|retry|come|again|deliver)(?: \S+){0,3}? (?:later|back)\b|\bin (?:a few|\d+) (?:minutes?|seconds?)|\btemporar(?:y|ily)\b|\bdefer(?:red)?\b|\bplus tard\b|\bspäter\b|\bmás tarde\b|\bpiù tardi\b/,
  },
  {
    blame: 'sender',
    weight: 5,
    pattern: /\b(?:message|mail|e-?mail)(?: content)? (?:was |is |has been )?not accepted/,
    about: 'content',
  },
  { blame: 'sender', weight: 5, pattern: /\btry again\b/, about: 'later' },
  {
    blame: 'sender',
    about: 'identity',
    weight: 6,
    pattern:
      /\b(?:client )?host (?:was |is )?(?:rejected|refused|blocked|denied)|\b(?:your|the|this|sending|client|remote)? ?(?:ip|host|server|network|mta|domain|isp)(?: address| name)?(?: \S+){0,2}? (?:is |was |has been |are )?(?:block|listed|banned|not allowed|denied|refused|reject)\w*|\bconnection (?:refused|rejected|denied)|\b(?:not|un)[- ]?authori[sz]ed\b|\bnot allowed to send/,
  },
  {
    blame: 'sender',
    about: 'content',
    weight: 6,
    pattern:
      /\bnot accept(?:ing|ed)\b|\bprotocol violation|\bheaders?\b|\bdelivery not authori|\blocal polic|\bnon[- ]compliant|\brfc ?\d+/,
  },
  {
    blame: 'sender',
    about: 'later',
    weight: 6,
    pattern: /\bservice (?:refus|unavailable|denied|not available|currently)/,
  },
  {
    blame: 'sender',
    weight: 3,
    pattern: /\baccess (?:is )?denied|\bdenied\b|\bblocked\b|\brefused\b|\brefusé?/,
  },

  {
    blame: 'sender',
    about: 'pace',
    weight: 20,
    pattern: /\b(?:sending|outgoing|outbound|hourly) (?:limit|quota)|\bhas sent (?:to )?too many/,
  },

  // "Your" is whom the server speaks to.
  {
    blame: 'sender',
    about: 'identity',
    weight: 20,
    pattern:
      /\byour (?:\S+ ){0,2}?(?:account|access|subscription|plan|trial|domain|organi[sz]ation|company|ip|server|network)(?: \S+){0,6}? (?:suspended|disabled|deactivated|locked|blocked|restricted|limited|closed|terminated|expired|frozen|on hold|inactive|under review|unverified|not (?:\S+ )?(?:active|activated|verified|allowed|authori[sz]ed|permitted|approved))\b|\b(?:account|user|domain)(?: \S+){0,4}? (?:from|for) sending\b|\bnot (?:allowed|able|permitted|authori[sz]ed) to send\b/,
  },

  // The message is too large.
  {
    blame: 'size',
    weight: 10,
    pattern:
      /\b(?:message|mail|e-?mail|size|content|body|attachment)(?: \S+){0,4}? (?:is )?(?:too (?:big|large|long)|exceed\w*[^.]{0,30}(?:size|maximum|limit|bytes|length))|\btoo (?:big|large) (?:message|mail|for)|\b(?:message|mail|maximum|max|file)[- ]size (?:limit|exceed)|\bsize (?:limit|exceed|of this message exceed)|\bsize=|\bnachricht (?:ist )?zu (?:gro|lang)|\bmessage trop (?:gros|volumineux)|\bmensaje demasiado grande|\bmessaggio troppo grande/,
  },
];

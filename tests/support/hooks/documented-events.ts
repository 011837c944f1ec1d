import type { ProviderName } from '../../../src/hooks/hook.ts';

/** An event as the provider's documentation describes it, and what it means. */
export interface DocumentedEvent {
  name: string;
  body: unknown;
  /** `type kind` of each fact, with `reason` where it matters. */
  means: string[];
}

const READER = 'ida@readers.example';
const MOMENT = '2026-11-30T08:15:30Z';
const SECONDS = 1_796_026_530;
const NO_SUCH = '550 5.1.1 <ida@readers.example>: Recipient address rejected: User unknown in local table';
const DMARC = '550 5.7.26 This mail has been blocked because the sender is unauthenticated (DMARC)';
const FULL = '552 5.2.2 The mailbox of this reader is over quota';

const HARD = 'bounce hard mailbox';
const BLOCKED = 'bounce sender-fault identity';
const ONE_FULL = 'bounce soft reader';
const UNCLEAR = 'bounce soft unclear';
const DELAYED = 'bounce delayed delayed';
const COMPLAINT = 'complaint complaint feedback';
const LEFT = 'unsubscribe unsubscribe';

const postmark = (name: string, fields: object, ...means: string[]): DocumentedEvent => ({
  name,
  body: { MessageID: '6f1c2d3e-0001', ServerID: 7, MessageStream: 'outbound', ...fields },
  means,
});
const bounced = (Type: string, Details = '') => ({
  RecordType: 'Bounce',
  ID: 4242,
  Type,
  Email: READER,
  BouncedAt: MOMENT,
  Description: 'The server could not deliver your message (e.g. unknown user).',
  Details,
});
const changed = (SuppressSending: boolean, SuppressionReason: string | null) => ({
  RecordType: 'SubscriptionChange',
  Recipient: READER,
  ChangedAt: MOMENT,
  Origin: 'Recipient',
  SuppressSending,
  SuppressionReason,
});

const sendgrid = (name: string, fields: object, ...means: string[]): DocumentedEvent => ({
  name,
  body: [{ email: READER, timestamp: SECONDS, sg_event_id: `id-${name}`, sg_message_id: 'm.1', ...fields }],
  means,
});

const brevo = (name: string, fields: object, ...means: string[]): DocumentedEvent => ({
  name,
  body: {
    event: name,
    email: READER,
    id: 26_224,
    date: '2026-11-30 09:15:30',
    ts: SECONDS,
    'message-id': '<202611300815.1@relay.example>',
    ts_event: SECONDS,
    ts_epoch: SECONDS * 1000,
    ...fields,
  },
  means,
});

const mailjet = (name: string, fields: object, ...means: string[]): DocumentedEvent => ({
  name,
  body: [
    { time: SECONDS, MessageID: 19_421, email: READER, mj_campaign_id: 7, customcampaign: '', ...fields },
  ],
  means,
});

const sparkpost = (name: string, fields: object, ...means: string[]): DocumentedEvent => ({
  name,
  body: [
    {
      msys: {
        message_event: {
          event_id: `9235${name}`,
          message_id: '000443ee',
          rcpt_to: READER,
          raw_rcpt_to: READER,
          timestamp: String(SECONDS),
          ...fields,
        },
      },
    },
  ],
  means,
});

const resend = (type: string, fields: object, ...means: string[]): DocumentedEvent => ({
  name: `${type} ${JSON.stringify(fields).slice(0, 60)}`,
  body: {
    type,
    created_at: MOMENT,
    data: { email_id: '56761188-7520', from: 'The Gazette <news@gazette.example>', to: [READER], ...fields },
  },
  means,
});

const report = (status: string, statusMessage: string, ...means: string[]): DocumentedEvent => ({
  name: `${status} ${statusMessage.slice(0, 20)}`,
  body: [
    {
      id: `grid-${status}`,
      topic: '/subscriptions/s/communicationservices/c',
      subject: 'sender/news@gazette.example/message/m',
      eventType: 'Microsoft.Communication.EmailDeliveryReportReceived',
      eventTime: MOMENT,
      data: {
        sender: 'news@gazette.example',
        recipient: READER,
        messageId: 'm',
        internetMessageId: '<m@azurecomm.example>',
        status,
        deliveryStatusDetails: { statusMessage },
        deliveryAttemptTimeStamp: MOMENT,
      },
    },
  ],
  means,
});

const ses = (
  name: string,
  eventType: string,
  at: string,
  about: object,
  ...means: string[]
): DocumentedEvent => ({
  name,
  body: {
    eventType,
    mail: {
      timestamp: MOMENT,
      messageId: '0107019-of-ses',
      destination: [READER],
      headers: [{ name: 'Message-ID', value: '<ours@gazette.example>' }],
    },
    [at]: { timestamp: MOMENT, ...about },
  },
  means,
});
const sesBounce = (bounceType: string, bounceSubType: string, diagnosticCode?: string) => ({
  bounceType,
  bounceSubType,
  feedbackId: `feedback-${bounceType}-${bounceSubType}`,
  bouncedRecipients: [{ emailAddress: READER, action: 'failed', ...(diagnosticCode && { diagnosticCode }) }],
});

const mailgun = (name: string, fields: object, ...means: string[]): DocumentedEvent => ({
  name,
  body: {
    event: name.split(' ')[0],
    id: `id-${name}`,
    timestamp: SECONDS + 0.25,
    recipient: READER,
    message: { headers: { 'message-id': 'ours@gazette.example', to: READER } },
    ...fields,
  },
  means,
});
const status = (code: number, message: string) => ({ 'delivery-status': { code, message, description: '' } });

export const DOCUMENTED: Record<ProviderName, DocumentedEvent[]> = {
  postmark: [
    postmark('hard bounce', bounced('HardBounce', `smtp;${NO_SUCH}`), HARD),
    postmark('hard bounce without words', bounced('HardBounce'), HARD),
    postmark('hard bounce of a full mailbox', bounced('HardBounce', `smtp;${FULL}`), ONE_FULL),
    postmark('hard bounce for DMARC', bounced('HardBounce', `smtp;${DMARC}`), BLOCKED),
    postmark('soft bounce that sounds dead', bounced('SoftBounce', `smtp;${NO_SUCH}`), UNCLEAR),
    postmark('bad address', bounced('BadEmailAddress'), HARD),
    postmark('transient', bounced('Transient'), DELAYED),
    postmark('blocked', bounced('Blocked'), BLOCKED),
    postmark('DMARC policy', bounced('DMARCPolicy'), BLOCKED),
    postmark('virus', bounced('VirusNotification'), 'bounce sender-fault content'),
    postmark('absence note', bounced('AutoResponder'), 'nothing AutoResponder'),
    postmark('unsubscribe request', bounced('Unsubscribe'), LEFT),
    postmark('spam complaint', { ...bounced('SpamComplaint'), RecordType: 'SpamComplaint' }, COMPLAINT),
    postmark('left', changed(true, 'ManualSuppression'), LEFT),
    postmark('suppressed for a bounce', changed(true, 'HardBounce'), HARD),
    postmark('suppressed for a complaint', changed(true, 'SpamComplaint'), COMPLAINT),
    postmark('taken off the list', changed(false, null), 'nothing SubscriptionChange'),
    postmark(
      'delivery',
      { RecordType: 'Delivery', Recipient: READER, DeliveredAt: MOMENT },
      'nothing Delivery',
    ),
    postmark('open', { RecordType: 'Open', Recipient: READER, ReceivedAt: MOMENT }, 'nothing Open'),
    postmark('an unknown record', { RecordType: 'SmsReceipt', Recipient: READER }, 'unknown SmsReceipt'),
    postmark('an unknown bounce', bounced('Evaporated'), 'unknown Bounce Evaporated'),
  ],
  sendgrid: [
    sendgrid('bounce', { event: 'bounce', type: 'bounce', status: '5.1.1', reason: NO_SUCH }, HARD),
    sendgrid('bounce without words', { event: 'bounce', type: 'bounce', status: '5.0.0' }, HARD),
    sendgrid(
      'bounce of a full mailbox',
      { event: 'bounce', type: 'bounce', bounce_classification: 'Mailbox Unavailable', reason: FULL },
      ONE_FULL,
    ),
    sendgrid(
      'bounce for technical reasons',
      { event: 'bounce', type: 'bounce', bounce_classification: 'Technical', reason: 'it went wrong' },
      UNCLEAR,
    ),
    sendgrid(
      'block for reputation',
      { event: 'bounce', type: 'blocked', bounce_classification: 'Reputation', reason: 'no' },
      BLOCKED,
    ),
    sendgrid(
      'block',
      { event: 'bounce', type: 'blocked', reason: 'unable to get mx info: unrecognized address' },
      UNCLEAR,
    ),
    sendgrid('dropped as bounced', { event: 'dropped', reason: 'Bounced Address' }, HARD),
    sendgrid('dropped as invalid', { event: 'dropped', reason: 'Invalid' }, HARD),
    sendgrid('dropped as spam reporter', { event: 'dropped', reason: 'Spam Reporting Address' }, COMPLAINT),
    sendgrid('dropped as gone', { event: 'dropped', reason: 'Unsubscribed Address' }, LEFT),
    sendgrid(
      'dropped for its content',
      { event: 'dropped', reason: 'Spam Content' },
      'bounce sender-fault content',
    ),
    sendgrid(
      'dropped for the plan',
      { event: 'dropped', reason: 'Recipient List over Package Quota' },
      BLOCKED,
    ),
    sendgrid('deferred', { event: 'deferred', response: '400 try again later', attempt: '5' }, DELAYED),
    sendgrid('spam report', { event: 'spamreport' }, COMPLAINT),
    sendgrid('unsubscribe', { event: 'unsubscribe' }, LEFT),
    sendgrid('group unsubscribe', { event: 'group_unsubscribe', asm_group_id: 10 }, LEFT),
    sendgrid(
      'group resubscribe',
      { event: 'group_resubscribe', asm_group_id: 10 },
      'nothing group_resubscribe',
    ),
    sendgrid('processed', { event: 'processed' }, 'nothing processed'),
    sendgrid('delivered', { event: 'delivered', response: '250 OK' }, 'nothing delivered'),
    sendgrid('open', { event: 'open', useragent: 'a browser' }, 'nothing open'),
    sendgrid('click', { event: 'click', url: 'https://gazette.example/' }, 'nothing click'),
    sendgrid('what is new', { event: 'teleported' }, 'unknown teleported'),
  ],
  brevo: [
    brevo('hard_bounce', { reason: ` RecipientError: ${NO_SUCH}` }, HARD),
    brevo('hard_bounce', { reason: `550 RecipientError: ${DMARC}` }, BLOCKED),
    brevo('hard_bounce', {}, HARD),
    brevo('hardBounce', {}, HARD),
    brevo('soft_bounce', { reason: 'undefined Unable to find MX of domain readers.example' }, UNCLEAR),
    brevo('soft_bounce', { reason: FULL }, ONE_FULL),
    brevo('invalid_email', { reason: 'whatever' }, HARD),
    brevo('blocked', { reason: 'blocked : due to blacklist user' }, HARD),
    brevo('blocked', { reason: 'blocked' }, UNCLEAR),
    brevo('deferred', { reason: `550 RecipientError: ${NO_SUCH}` }, DELAYED),
    brevo('error', { reason: 'it went wrong' }, UNCLEAR),
    brevo('spam', {}, COMPLAINT),
    brevo('complaint', {}, COMPLAINT),
    brevo('unsubscribed', {}, LEFT),
    brevo('unsubscribe', {}, LEFT),
    ...['request', 'delivered', 'opened', 'unique_opened', 'proxy_open', 'unique_proxy_open', 'click'].map(
      (name) => brevo(name, {}, `nothing ${name}`),
    ),
    brevo('daydreamed', {}, 'unknown daydreamed'),
  ],
  mailjet: [
    mailjet('dead', { event: 'bounce', hard_bounce: true, error: 'user unknown', comment: NO_SUCH }, HARD),
    mailjet('no domain', { event: 'bounce', hard_bounce: true, error: 'invalid domain', comment: '' }, HARD),
    mailjet('full', { event: 'bounce', hard_bounce: false, error: 'quota exceeded' }, ONE_FULL),
    mailjet('hard by itself', { event: 'bounce', hard_bounce: true, error: '', comment: DMARC }, BLOCKED),
    mailjet('hard without words', { event: 'bounce', hard_bounce: true, error: '' }, UNCLEAR),
    mailjet('greylisted', { event: 'bounce', hard_bounce: false, error: 'greylisted' }, DELAYED),
    mailjet('sender', { event: 'blocked', error_related_to: 'spam', error: 'sender blocked' }, BLOCKED),
    mailjet('words', { event: 'blocked', error: 'content blocked' }, 'bounce sender-fault content'),
    mailjet('known to be dead', { event: 'blocked', error_related_to: 'mailjet', error: 'preblocked' }, HARD),
    mailjet('complained before', { event: 'blocked', error: 'spam reporter' }, COMPLAINT),
    mailjet('twice', { event: 'blocked', error: 'duplicate in campaign' }, 'nothing duplicate in campaign'),
    mailjet('spam', { event: 'spam', source: 'JMRPP' }, COMPLAINT),
    mailjet('left', { event: 'unsub', mj_list_id: 1 }, LEFT),
    {
      ...mailjet('sent', {}),
      body: { event: 'sent', time: SECONDS, email: READER },
      means: ['nothing sent'],
    },
    mailjet('open', { event: 'open' }, 'nothing open'),
    mailjet('click', { event: 'click', url: 'https://gazette.example/' }, 'nothing click'),
    mailjet('new', { event: 'parse' }, 'unknown parse'),
  ],
  sparkpost: [
    sparkpost('dead', { type: 'bounce', bounce_class: '10', error_code: '550', raw_reason: NO_SUCH }, HARD),
    sparkpost('dead by class', { type: 'bounce', bounce_class: '10' }, HARD),
    sparkpost('later', { type: 'out_of_band', bounce_class: '30', reason: NO_SUCH }, HARD),
    sparkpost('full', { type: 'bounce', bounce_class: '22', raw_reason: FULL }, ONE_FULL),
    sparkpost('nobody knows', { type: 'bounce', bounce_class: '1' }, UNCLEAR),
    sparkpost('spam block', { type: 'bounce', bounce_class: '51', raw_reason: '550 rejected' }, BLOCKED),
    sparkpost(
      'relaying denied',
      { type: 'bounce', bounce_class: '54', raw_reason: '550 relaying denied' },
      'bounce sender-fault relay',
    ),
    sparkpost('spam content', { type: 'bounce', bounce_class: '52' }, 'bounce sender-fault content'),
    sparkpost('absence note', { type: 'bounce', bounce_class: '60' }, 'nothing bounce 60'),
    sparkpost('request to leave', { type: 'bounce', bounce_class: '90' }, LEFT),
    sparkpost('delay', { type: 'delay', bounce_class: '21', raw_reason: '454 4.4.4 no MX' }, DELAYED),
    sparkpost(
      'policy',
      { type: 'policy_rejection', raw_reason: '550 5.7.1 refused' },
      'bounce sender-fault content',
    ),
    sparkpost(
      'on its list',
      {
        type: 'generation_rejection',
        raw_reason: '554 5.7.1 recipient address suppressed due to customer policy',
      },
      HARD,
    ),
    sparkpost(
      'template',
      { type: 'generation_failure', raw_reason: '554 5.3.3 [internal] Error while rendering' },
      'bounce sender-fault content',
    ),
    sparkpost('complaint', { type: 'spam_complaint', fbtype: 'abuse' }, COMPLAINT),
    sparkpost('left', { type: 'list_unsubscribe' }, LEFT),
    sparkpost('left by link', { type: 'link_unsubscribe' }, LEFT),
    ...['injection', 'delivery', 'open', 'initial_open', 'amp_click', 'click'].map((type) =>
      sparkpost(type, { type }, `nothing ${type}`),
    ),
    sparkpost('new', { type: 'evaporation' }, 'unknown evaporation'),
    { name: 'a try', body: [{ msys: {} }], means: [] },
  ],
  resend: [
    resend(
      'email.bounced',
      {
        bounce: { type: 'Permanent', subType: 'General', message: 'a hard bounce, bad for your reputation' },
      },
      HARD,
    ),
    resend('email.bounced', { bounce: { type: 'Permanent', subType: 'Suppressed', message: '' } }, HARD),
    resend(
      'email.bounced',
      { bounce: { type: 'Permanent', subType: 'General', diagnosticCode: [`smtp; ${DMARC}`] } },
      BLOCKED,
    ),
    resend(
      'email.bounced',
      { bounce: { type: 'Transient', subType: 'MailboxFull', message: 'full' } },
      ONE_FULL,
    ),
    resend('email.bounced', { bounce: { type: 'Undetermined', subType: 'Undetermined' } }, UNCLEAR),
    resend('email.bounced', { bounce: { message: 'The provider sent a hard bounce message.' } }, HARD),
    resend('email.bounced', { bounce: { message: 'The provider sent a general bounce message.' } }, UNCLEAR),
    resend(
      'email.suppressed',
      { suppressed: { type: 'OnAccountSuppressionList', message: 'on the list' } },
      HARD,
    ),
    resend('email.failed', { failed: { reason: 'reached_daily_quota' } }, BLOCKED),
    resend('email.delivery_delayed', {}, DELAYED),
    resend('email.complained', {}, COMPLAINT),
    resend('contact.updated', { to: undefined, email: READER, unsubscribed: true }, LEFT),
    resend(
      'contact.updated',
      { to: undefined, email: READER, unsubscribed: false },
      'nothing contact.updated',
    ),
    ...['email.sent', 'email.delivered', 'email.opened', 'email.clicked', 'domain.created'].map((type) =>
      resend(type, {}, `nothing ${type}`),
    ),
    resend('email.levitated', {}, 'unknown email.levitated'),
  ],
  azure: [
    report('Bounced', NO_SUCH, HARD),
    report('Bounced', '', HARD),
    report('Bounced', DMARC, BLOCKED),
    report('Suppressed', 'on the list', HARD),
    report('Failed', 'could not be delivered', UNCLEAR),
    report('Failed', NO_SUCH, HARD),
    report('Quarantined', '', 'bounce sender-fault content'),
    report('FilteredSpam', '', 'bounce sender-fault content'),
    report('Delivered', '', 'nothing Delivered'),
    report('Expanded', '', 'nothing Expanded'),
    report('Sublimated', '', 'unknown delivery report Sublimated'),
    {
      name: 'CloudEvents',
      body: {
        id: 'cloud',
        type: 'Microsoft.Communication.EmailDeliveryReportReceived',
        time: MOMENT,
        specversion: '1.0',
        data: { recipient: READER, status: 'Bounced' },
      },
      means: [HARD],
    },
  ],
  ses: [
    ses('no such mailbox', 'Bounce', 'bounce', sesBounce('Permanent', 'NoEmail', `smtp; ${NO_SUCH}`), HARD),
    ses('permanent without words', 'Bounce', 'bounce', sesBounce('Permanent', 'General'), HARD),
    ses(
      'permanent for DMARC',
      'Bounce',
      'bounce',
      sesBounce('Permanent', 'General', `smtp; ${DMARC}`),
      BLOCKED,
    ),
    ses(
      'on its list',
      'Bounce',
      'bounce',
      sesBounce('Permanent', 'OnAccountSuppressionList', 'Amazon SES did not send'),
      HARD,
    ),
    ses('full', 'Bounce', 'bounce', sesBounce('Transient', 'MailboxFull'), ONE_FULL),
    ses('too large', 'Bounce', 'bounce', sesBounce('Transient', 'MessageTooLarge'), 'bounce soft size'),
    ses(
      'content',
      'Bounce',
      'bounce',
      sesBounce('Transient', 'ContentRejected'),
      'bounce sender-fault content',
    ),
    ses(
      'transient that sounds dead',
      'Bounce',
      'bounce',
      sesBounce('Transient', 'General', `smtp; ${NO_SUCH}`),
      UNCLEAR,
    ),
    ses('nobody knows', 'Bounce', 'bounce', sesBounce('Undetermined', 'Undetermined'), UNCLEAR),
    ses(
      'complaint',
      'Complaint',
      'complaint',
      { complainedRecipients: [{ emailAddress: READER }] },
      COMPLAINT,
    ),
    ses(
      'not spam',
      'Complaint',
      'complaint',
      { complaintFeedbackType: 'not-spam', complainedRecipients: [{ emailAddress: READER }] },
      'nothing not-spam',
    ),
    ses(
      'delay',
      'DeliveryDelay',
      'deliveryDelay',
      { delayType: 'MailboxFull', delayedRecipients: [] },
      DELAYED,
    ),
    ses('left', 'Subscription', 'subscription', { newTopicPreferences: { unsubscribeAll: true } }, LEFT),
    ses(
      'chose topics',
      'Subscription',
      'subscription',
      { newTopicPreferences: { unsubscribeAll: false } },
      'nothing Subscription',
    ),
    ses('virus', 'Reject', 'reject', { reason: 'Bad content' }, 'bounce sender-fault content'),
    ses('new', 'Levitation', 'levitation', {}, 'unknown Levitation'),
  ],
  mailgun: [
    mailgun(
      'failed dead',
      { severity: 'permanent', reason: 'bounce', ...status(550, '5.1.1 no such user') },
      HARD,
    ),
    mailgun(
      'failed generic',
      { severity: 'permanent', reason: 'generic', ...status(550, 'smtp; 550 Address unknown') },
      HARD,
    ),
    mailgun(
      'failed generic, clear',
      { severity: 'permanent', reason: 'generic', ...status(550, NO_SUCH) },
      HARD,
    ),
    mailgun(
      'failed for DMARC',
      { severity: 'permanent', reason: 'bounce', ...status(550, DMARC.slice(4)) },
      BLOCKED,
    ),
    mailgun(
      'failed full',
      { severity: 'permanent', reason: 'generic', ...status(552, '5.2.2 mailbox is full') },
      ONE_FULL,
    ),
    mailgun(
      'failed before',
      { severity: 'permanent', reason: 'suppress-bounce', ...status(605, 'Not delivering') },
      HARD,
    ),
    mailgun(
      'failed complained before',
      { severity: 'permanent', reason: 'suppress-complaint', ...status(607, '') },
      COMPLAINT,
    ),
    mailgun(
      'failed left before',
      { severity: 'permanent', reason: 'suppress-unsubscribe', ...status(606, '') },
      LEFT,
    ),
    mailgun(
      'failed for now',
      { severity: 'temporary', reason: 'generic', ...status(498, 'No MX for readers.example') },
      DELAYED,
    ),
    mailgun(
      'failed at last',
      { severity: 'temporary', reason: 'old', ...status(498, 'No MX for readers.example') },
      'bounce soft expired',
    ),
    mailgun('stored', {}, 'nothing stored'),
    mailgun('levitated', {}, 'unknown levitated'),
  ],
};

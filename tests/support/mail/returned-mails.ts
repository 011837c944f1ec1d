/** A report of a mail server that a message was refused. */
export const reportTo = (
  to: string,
  {
    recipient = 'ghost@shore.example',
    status = '5.1.1',
    says = '550 5.1.1 User unknown',
    action = 'failed',
  } = {},
) =>
  `From: Mail Delivery System <MAILER-DAEMON@mx.shore.example>
To: <${to}>
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I'm sorry to have to inform you that your message could not be delivered.
<${recipient}>: ${says}

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.shore.example

Final-Recipient: rfc822; ${recipient}
Action: ${action}
Status: ${status}
Diagnostic-Code: smtp; ${says}

--b--
`;

/** A complaint (RFC 5965). */
export const complaintTo = (
  to: string,
  { about = 'someone@shore.example', type = 'abuse', head = '' } = {},
) =>
  `From: <feedback@shore.example>
To: <${to}>
Subject: FW: Ferries run again
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

This is an email abuse report.

--b
Content-Type: message/feedback-report

Feedback-Type: ${type}
User-Agent: Shore/1.0
Version: 1
Original-Rcpt-To: ${about}

--b
Content-Type: text/rfc822-headers

From: The Gazette <news@gazette.example>
To: ${about}
Subject: Ferries run again
${head}
--b--
`;

/** What a person writes. */
export const letterTo = (
  to: string,
  { from = 'Ada <ada@shore.example>', subject = 'Re: Ferries run again', words = 'Hello!', head = '' } = {},
) =>
  `From: ${from}
To: <${to}>
Subject: ${subject}
Date: Tue, 1 Dec 2026 08:00:00 +0000
Message-ID: <${Math.random().toString(36).slice(2)}@shore.example>
${head}MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

${words}
`;

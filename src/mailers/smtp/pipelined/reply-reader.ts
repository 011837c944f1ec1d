/** No reply comes near it; a server that never ends one must not fill the memory. */
const LONGEST_REPLY = 64 * 1024;

/**
 * Puts replies together from what comes in (RFC 5321 §4.2.1); the lines of one are parted by `\n`.
 * @param onReply gets each whole reply.
 * @returns takes a chunk; false when it is no SMTP.
 */
export function createReplyReader(onReply: (reply: string) => void): (chunk: Buffer) => boolean {
  let rest = '';
  let reply = '';
  return (chunk) => {
    rest += chunk.toString('latin1');
    let begin = 0;
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n', begin)) {
      const line = rest.slice(begin, rest.charCodeAt(end - 1) === 0x0d ? end - 1 : end);
      begin = end + 1;
      if (!/^[2-5]\d\d(?:[ -]|$)/.test(line)) return false;
      reply += reply === '' ? line : `\n${line}`;
      if (line.charAt(3) === '-') continue;
      const whole = decoded(reply);
      reply = '';
      onReply(whole);
    }
    rest = rest.slice(begin);
    return rest.length + reply.length <= LONGEST_REPLY;
  };
}

/** Servers may write UTF-8, or anything. */
function decoded(reply: string): string {
  if (/^[\0-\x7f]*$/.test(reply)) return reply;
  const text = Buffer.from(reply, 'latin1').toString();
  return text.includes('\uFFFD') ? reply : text;
}

import { describe, expect, test } from 'vitest';
import { createLog, maskPrivate } from '../../src/platform/log.ts';

describe('What a log never holds (SEC-17)', () => {
  test.each([
    ['550 <anna.b+news@example.org> unknown', 'anna'],
    ['Key (email)=(jo@example.org) already exists.', 'jo@'],
    ['müller@exämple.org', 'müller'],
    ['RCPT TO:<"odd one"@example.org>', 'one"@'],
    ['GET /unsubscribe/AbCdEf123-_xyz?x=1', 'AbCdEf'],
    ['https://news.example.org/confirm/AbCdEf123', 'AbCdEf'],
    ['opening /setup/QQQQQQ failed', 'QQQQQQ'],
    ['/set-password/QQQQQQ', 'QQQQQQ'],
    ['/view/QQQQQQ and /c/QQQQQQ and /o/QQQQQQ.gif', 'QQQQQQ'],
  ])('%s', (text, secret) => {
    expect(maskPrivate(text)).not.toContain(secret);
  });

  test('Errors are logged with name, code and place, and their words, stack and cause are masked', () => {
    const lines: string[] = [];
    const log = createLog('info', { write: (line) => lines.push(line) });
    const cause = new Error('refused eve@example.org');
    const error = Object.assign(new Error('for bob@example.org at /confirm/TOKENTOKEN', { cause }), {
      code: '23505',
      detail: 'Key (email)=(bob@example.org)',
    });
    log.error({ event: 'job.failed', err: error });
    log.error({ event: 'job.failed', err: 'thrown text about bob@example.org' });
    const [first] = lines;
    expect(JSON.parse(first ?? '')).toMatchObject({
      level: 'error',
      event: 'job.failed',
      err: { name: 'Error', code: '23505', cause: { name: 'Error' } },
    });
    expect(first).toContain('log.test.ts');
    expect(lines.join('')).not.toMatch(/bob@|eve@|TOKENTOKEN/);
  });

  test('A line break in a value cannot make a line of its own', () => {
    const lines: string[] = [];
    createLog('info', { write: (line) => lines.push(line) }).info({
      event: 'x',
      note: 'a\n{"level":"fatal"}',
    });
    expect(lines.join('').trimEnd().split('\n')).toHaveLength(1);
  });
});

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runProgram } from '../support/program/program.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'bounces-'));
const recorded = readFileSync('tests/fixtures/bounces/recorded.jsonl', 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as { file: string; mail: string });

const save = (name: string, octets: string): string => {
  const file = path.join(folder, name);
  writeFileSync(file, octets, 'latin1');
  return file;
};
const saved = (name: string) => save(name, recorded.find(({ file }) => file === name)?.mail ?? '');
const explain = (...words: string[]) => runProgram(['bounce', 'explain', ...words], {});

describe('paperround bounce explain', () => {
  test('says what a mail means, whom it is about and how that is known, without a database', async () => {
    const { code, stdout } = await explain(saved('exim13-mixed.eml'));
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      'hard: gone@remote.example',
      '  There is no such mailbox.',
      '  Told by a delivery report (RFC 3464), status 5.0.0.',
      '  “550 5.1.1 <gone@remote.example>: no such mailbox”',
      'soft: full@remote.example',
      '  The mailbox is there and cannot take it: it is full, locked or cannot be reached.',
      '  Told by a delivery report (RFC 3464), status 5.0.0.',
      '  “552 5.2.2 <full@remote.example>: mailbox is full”',
      'It is about the message <exim13.mixed.K3jx7@gazette.example>.',
      'It is never answered: a program wrote it.',
      '',
    ]);
  });

  test('prints JSON for programs', async () => {
    const { stdout } = await explain(saved('haraka-gone.eml'), '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'hard',
      recipient: 'gone@remote.example',
      status: '5.1.1',
      by: 'dsn',
      reason: 'mailbox',
      messageId: 'haraka.gone.K3jx7@gazette.example',
    });
  });

  test('says why a file is not looked at', async () => {
    const [none, folderItself, empty, text, large] = await Promise.all([
      explain(path.join(folder, 'nowhere.eml')),
      explain(folder),
      explain(save('empty.eml', '')),
      explain(save('text.eml', 'hello world')),
      explain(save('large.eml', `From: a@b.example\n\n${'x'.repeat(27_000_000)}`)),
    ]);
    expect(none).toMatchObject({ code: 2, stdout: '' });
    expect(none.stderr).toMatch(/nowhere\.eml cannot be read: there is no such file\.\n$/);
    expect(folderItself.stderr).toMatch(/cannot be read: it is a folder\.\n$/);
    expect(empty).toMatchObject({ code: 1, stderr: `${path.join(folder, 'empty.eml')} is empty.\n` });
    expect(text.stderr).toMatch(/is no mail: it does not begin with headers/);
    expect(large.stderr).toMatch(/is larger than 25 MB/);
  });

  test('answers hostile mail with the reason', async () => {
    const parts = save(
      'parts.eml',
      `Content-Type: multipart/mixed; boundary=q\n\n${'--q\n\nx\n'.repeat(10_000)}`,
    );
    const { code, stdout } = await explain(parts);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^unknown\n {2}It has too many parts, so it was not looked at\.\n/);
  });
});

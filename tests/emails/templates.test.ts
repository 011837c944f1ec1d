import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { compileMjml } from '../../src/emails/compile-mjml.ts';
import { renderTemplate } from '../../src/emails/render-template.ts';

const mjml = (content: string) =>
  `<mjml>\n<mj-body>\n<mj-section><mj-column>\n${content}\n</mj-column></mj-section></mj-body></mjml>`;

test('A fault in MJML is told with line and reason', async () => {
  await expect(compileMjml(mjml('<mj-txt>x</mj-txt>'))).rejects.toMatchObject({
    code: 'template-fault',
    message: "The MJML has a fault in line 4: mj-txt: Element mj-txt doesn't exist or is not registered.",
  });
  await expect(compileMjml(mjml('<mj-text colour="red">x</mj-text>'))).rejects.toMatchObject({
    message: expect.stringContaining('line 4: mj-text: Attribute colour is illegal'),
  });
});

test.each(['', 'no markup', '<html>'])('What is no MJML at all is a fault too: %s', async (source) => {
  await expect(compileMjml(source)).rejects.toMatchObject({ code: 'template-fault' });
});

test('A fault does not stop the next template', async () => {
  const results = await Promise.allSettled([compileMjml('x'), compileMjml(mjml('<mj-text>good</mj-text>'))]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
});

/** Process ids of the template compilers of this process; from /proc where there is one, because small images lack ps. */
function compilers(): number[] {
  if (existsSync('/proc/self/stat')) {
    const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return ids.filter(isCompiler).map(Number);
  }
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(
      ([, parent, ...words]) => parent === String(process.pid) && words.join(' ').includes('mjml-worker'),
    )
    .map(([id]) => Number(id));
}

function isCompiler(id: string): boolean {
  try {
    const parent = readFileSync(`/proc/${id}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')[1];
    return (
      parent === String(process.pid) && readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('mjml-worker')
    );
  } catch {
    // It ended between the listing and the look.
    return false;
  }
}

test('A compiler that is killed fails what it had in hand, and the next template gets a new one', async () => {
  await compileMjml(mjml('<mj-text>first</mj-text>'));
  const [id = 0] = compilers();
  process.kill(id, 'SIGSTOP');
  const caught = compileMjml(mjml('<mj-text>caught</mj-text>'));
  process.kill(id, 'SIGKILL');
  await expect(caught).rejects.toMatchObject({ code: 'template-worker-lost' });
  expect(await compileMjml(mjml('<mj-text>next</mj-text>'))).toContain('next');
});

test('A stop signal to the whole group does not cut off a compile, and the compiler ends with its last user', async () => {
  await compileMjml(mjml('<mj-text>first</mj-text>'));
  const [id = 0] = compilers();
  process.kill(id, 'SIGTERM');
  process.kill(id, 'SIGINT');
  expect(await compileMjml(mjml('<mj-text>after</mj-text>'))).toContain('after');
  expect(compilers()).toEqual([id]);
  vi.useFakeTimers();
  await compileMjml(mjml('<mj-text>last</mj-text>'));
  await vi.advanceTimersByTimeAsync(20_000);
  vi.useRealTimers();
  await expect.poll(compilers).toEqual([]);
});

test('A template includes no file (SEC-13)', async () => {
  const html = await compileMjml(
    mjml('<mj-include path="./package.json" /><mj-include type="html" path="/etc/passwd" />'),
  );
  expect(html).not.toMatch(/root:|paperround/);
});

test('A variable that the model lacks is a fault with its line (HTM-12)', async () => {
  await expect(renderTemplate('confirmation', { mail: {} })).rejects.toMatchObject({
    code: 'template-fault',
    message: expect.stringMatching(/undefined variable: mail\.\w+.*line:\d+/),
  });
});

test('Templates are found by name among our own and nowhere else', async () => {
  await expect(renderTemplate('../package.json', {})).rejects.toThrow('Failed to lookup');
});

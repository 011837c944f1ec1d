import { expect, test } from 'vitest';
import { compileMjml } from '../../src/emails/compile/compile-mjml.ts';
import { renderTemplate } from '../../src/emails/compile/render-template.ts';

const mjml = (content: string) =>
  `<mjml>\n<mj-body>\n<mj-section><mj-column>\n${content}\n</mj-column></mj-section></mj-body></mjml>`;

test('A fault in MJML is told with line and reason', async () => {
  await expect(compileMjml(mjml('<mj-txt>x</mj-txt>'))).rejects.toMatchObject({
    code: 'template-fault',
    message: "The MJML has an error in line 4: mj-txt: Element mj-txt doesn't exist or is not registered.",
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

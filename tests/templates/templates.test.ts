import { readFileSync } from 'node:fs';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { createApiKey } from '../../src/accounts/index.ts';
import { listTemplateVariables, templateFiles } from '../../src/emails/index.ts';
import { rows } from '../../src/platform/database.ts';
import { createServer } from '../../src/web/server.ts';
import { createTestApp } from '../support/app/app.ts';
import { auditTrail } from '../support/app/audit.ts';
import { makePublication } from '../support/app/publications.ts';
import { makeArticle, makeReaders, prepareSendOf } from '../support/sends/sends.ts';

const app = await createTestApp();
const server = createServer(app);
const { key } = await createApiKey(app, 'a test');
const gazette = await makePublication(app, { slug: 'gazette', holdMinutes: 0 });
await makeReaders(app, gazette, 1);

const call = async (method: 'get' | 'put' | 'delete' | 'post', path: string, body?: object) => {
  const asked = request(server)[method](`/api/v1/publications/gazette/templates${path}`);
  const answer = await asked.set('Authorization', `Bearer ${key}`).send(body);
  return { status: answer.status, body: answer.body };
};
const ours = templateFiles()['article'] ?? '';
const withBanner = (words: string) =>
  ours.replace(
    '{% block content %}',
    `{% block content %}\n<mj-section><mj-column><mj-text>${words}</mj-text></mj-column></mj-section>`,
  );
/** The mail of a new article, as it is stored. */
async function mailOf(title: string): Promise<string> {
  const sendId = await prepareSendOf(app, await makeArticle(app, gazette, { title }));
  const [content] = await rows<{ html: string }>(app.db, 'select html from send_contents where send_id = ?', [
    sendId,
  ]);
  return content?.html ?? '';
}

describe('Templates of a publication', () => {
  test('are ours until somebody changes one; mails of before keep theirs, and there is a way back', async () => {
    expect((await call('get', '/article')).body).toMatchObject({
      kind: 'article',
      source: ours,
      isDefault: true,
      version: 0,
      versions: [],
      usedIn: ['article'],
    });
    const before = await mailOf('Before');
    const saved = await call('put', '/article', {
      source: withBanner('First').replaceAll('\n', '\r\n'),
      version: 0,
    });
    expect(saved).toMatchObject({
      status: 200,
      body: { source: withBanner('First'), isDefault: false, version: 1 },
    });
    expect(before).not.toContain('First');
    expect(await mailOf('After')).toContain('First');
    await call('put', '/article', { source: withBanner('Second'), version: 1 });
    // The same once more is no version.
    expect((await call('put', '/article', { source: withBanner('Second') })).body.version).toBe(2);
    expect(await mailOf('Later')).toContain('Second');
    expect((await call('post', '/article/versions/1/restore')).body).toMatchObject({
      version: 3,
      source: withBanner('First'),
    });
    const reset = await call('delete', '/article');
    expect(reset.body).toMatchObject({ isDefault: true, version: 4, source: ours });
    expect(reset.body.versions.map((one: { isDefault: boolean }) => one.isDefault)).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect((await call('get', '/article/versions/2')).body.source).toBe(withBanner('Second'));
    expect((await call('get', '/article/versions/0')).body.source).toBe(ours);
    expect((await call('get', '/article/versions/9')).status).toBe(404);
    expect(await mailOf('Ours again')).not.toContain('First');
    const lines = (await auditTrail(app.db)).filter(({ action }) => action === 'template.changed');
    expect(lines.map(({ details }) => details['version'])).toEqual([1, 2, 3, 4]);
  });

  test('are refused with line, column and reason, and nothing changes', async () => {
    const { version } = (await call('get', '/letter')).body;
    const source = (templateFiles()['letter'] ?? '').replace('mail.heading }}', 'mail.headin }}');
    const refused = await call('put', '/letter', { source });
    expect(refused).toMatchObject({
      status: 422,
      body: {
        errors: [
          {
            field: 'source',
            line: 6,
            message: expect.stringMatching(
              /^Line 6, column \d+: There is no variable mail\.headin\. Did you mean/,
            ),
          },
        ],
      },
    });
    const footer = '<mj-text>Nothing</mj-text>';
    expect(
      (await call('put', '/footer', { source: footer })).body.errors.map(
        (one: { message: string }) => one.message,
      ),
    ).toContainEqual(expect.stringContaining('The link to unsubscribe is missing'));
    expect((await call('put', '/footer', { source: '' })).status).toBe(422);
    expect((await call('put', '/footer', { source: 'x'.repeat(200_001) })).status).toBe(422);
    expect((await call('put', '/passwd', { source: 'x' })).status).toBe(422);
    expect((await call('get', '/letter')).body.version).toBe(version);
  });

  test('are not written over by somebody who has not seen them', async () => {
    const { version } = (await call('get', '/layout')).body;
    const source = `${templateFiles()['layout']}<!-- mine -->`;
    const both = await Promise.all(
      [1, 2].map((one) => call('put', '/layout', { source: source + one, version })),
    );
    expect(both.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'stale-version',
      version: version + 1,
    });
    await call('delete', '/layout');
  });

  test('that an upgrade broke stop no mail: it goes out with ours, and admins are told once', async () => {
    await app.db('template_versions').insert({
      publication_id: gazette.id,
      name: 'article',
      number: 90,
      source: withBanner('{{ mail.gone }}'),
      saved_by: 'user:1',
    });
    for (const title of ['One', 'Two']) {
      const html = await mailOf(title);
      expect(html).toContain(title);
      expect(html).toContain('unsubscribeUrl');
    }
    const alerts = await app.db('alerts').where({ publication_id: gazette.id }).select('code', 'params');
    expect(alerts).toEqual([
      {
        code: 'template-fell-back',
        params: {
          mail: 'article',
          fault: expect.objectContaining({ kind: 'unknown-variable', name: 'mail.gone' }),
        },
      },
    ]);
    // Ours again is always possible.
    expect((await call('delete', '/article')).body).toMatchObject({ isDefault: true, version: 91 });
  });
});

test('The documentation has what templates can print, and nothing else', async () => {
  const lists = Object.values(
    await listTemplateVariables({ brand: { ...gazette, logoUrl: 'https://gazette.example/a.png' } }),
  );
  const known = new Set(lists.flat().map(({ name }) => name));
  const lines = readFileSync('docs/templates.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|'));
  const told = new Set(
    lines.flatMap((row) => [...row.matchAll(/`(mail[\w.[\]]*)`/g)].map(([, name = '']) => name)),
  );
  expect([...known].filter((name) => !told.has(name))).toEqual([]);
  expect([...told].filter((name) => !known.has(name))).toEqual([]);
});

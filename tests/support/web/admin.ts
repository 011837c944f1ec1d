import type { Express } from 'express';
import request from 'supertest';
import { createUser, setPasswordByLink, type RoleName } from '../../../src/accounts/index.ts';
import type { App } from '../../../src/platform/app.ts';

export const PASSWORD = 'a heron by the canal';

/** Someone with this role and a password. */
export async function makeUser(app: App, role: RoleName, email = `${role}@gazette.example`): Promise<string> {
  const { setPasswordUrl } = await createUser(app, { email, role });
  await setPasswordByLink(app, setPasswordUrl.split('/').at(-1) ?? '', PASSWORD, '127.0.0.1');
  return email;
}

/** Signs in through the page. @returns the Cookie header. */
export async function signInByPage(server: Express, email: string): Promise<string> {
  const answer = await request(server)
    .post('/admin/sign-in')
    .type('form')
    .send({ email, password: PASSWORD });
  const cookies = answer.headers['set-cookie'] as unknown as string[] | undefined;
  if (answer.status !== 303 || !cookies) throw new Error(`the sign-in answered ${answer.status}`);
  return cookies.map((cookie) => cookie.split(';')[0]).join('; ');
}

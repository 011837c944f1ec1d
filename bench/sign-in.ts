import { runCommand } from './program.ts';

const PASSWORD = 'a heron by the canal';

/** Makes an admin of a running program and signs in. @returns the session's cookie. */
export async function signInAsAdmin(
  url: string,
  dataDir: string,
  { email, name }: { email: string; name: string },
): Promise<{ name: string; value: string }> {
  const run = (words: string[]) => runCommand(words, { DATA_DIR: dataDir });
  const { setPasswordUrl } = run(['user', 'create', '--email', email, '--role', 'admin']) as {
    setPasswordUrl: string;
  };
  run(['user', 'change', '--email', email, '--name', name]);
  await post(url + new URL(setPasswordUrl).pathname, { password: PASSWORD });
  const signedIn = await post(`${url}/admin/sign-in`, { email, password: PASSWORD });
  const cookie = signedIn.headers.getSetCookie().find((one) => one.includes('session='));
  const [cookieName = '', value = ''] = cookie?.split(';')[0]?.split('=') ?? [];
  if (!value) throw new Error(`The sign-in answered ${signedIn.status}.`);
  return { name: cookieName, value };
}

function post(url: string, fields: Record<string, string>): Promise<Response> {
  return fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
}

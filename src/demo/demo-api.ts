/** Calls the API of the running platform as any program would. @throws Error with the problem's detail. */
export type DemoApi = <Answer>(method: string, path: string, body?: object) => Promise<Answer>;

export function createDemoApi(publicUrl: string, key: string): DemoApi {
  return async <Answer>(method: string, path: string, body?: object) => {
    const response = await fetch(`${publicUrl}/api/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Answer & { detail?: string };
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${answer.detail ?? ''}`);
    return answer;
  };
}

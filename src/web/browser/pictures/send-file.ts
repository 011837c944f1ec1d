/** What became of an upload. */
export type Sent =
  | { is: 'there'; url: string }
  /** The server’s own words. */
  | { is: 'refused'; says: string }
  | { is: 'signed-out' }
  | { is: 'no-connection' };

export interface Sending {
  done: Promise<Sent>;
  stop(): void;
}

/** Uploads a file. @param progress told the share, 0 to 1; `fetch` cannot tell it. */
export function sendFile(to: string, file: File, progress: (share: number) => void): Sending {
  const request = new XMLHttpRequest();
  const done = new Promise<Sent>((resolve) => {
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      progress(total > 0 ? loaded / total : 0),
    );
    request.addEventListener('load', () => resolve(answerOf(request)));
    for (const end of ['error', 'timeout', 'abort'])
      request.addEventListener(end, () => resolve({ is: 'no-connection' }));
  });
  const form = new FormData();
  // What comes from the clipboard may have no name.
  form.append('file', file, file.name || 'picture');
  request.open('POST', to);
  request.setRequestHeader('Accept', 'application/json');
  request.send(form);
  return { done, stop: () => request.abort() };
}

function answerOf({ status, responseText, responseURL }: XMLHttpRequest): Sent {
  // Without a session, the answer is the sign-in page.
  if (new URL(responseURL).pathname.endsWith('/sign-in')) return { is: 'signed-out' };
  try {
    const body = JSON.parse(responseText) as { url?: string; detail?: string };
    if (status === 200 && body.url) return { is: 'there', url: body.url };
    if (body.detail) return { is: 'refused', says: body.detail };
  } catch {
    // A proxy's own page.
  }
  return { is: 'no-connection' };
}

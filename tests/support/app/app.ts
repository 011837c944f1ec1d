import { afterAll } from 'vitest';
import { createApiKey } from '../../../src/accounts/index.ts';
import type { App } from '../../../src/platform/app.ts';
import { createTestDatabase } from '../database/database.ts';
import { openTestApp, type TestApp } from './open-test-app.ts';

export type { TestApp } from './open-test-app.ts';

/** A whole App on a database of this file's own. `environment` adds variables, such as SMTP_URL of a sink. */
export async function createTestApp(environment: Record<string, string> = {}): Promise<TestApp> {
  const { db, url } = await createTestDatabase();
  const { app, close } = openTestApp(db, url, environment);
  afterAll(close);
  return app;
}

/** The `Authorization` header of a fresh API key. */
export async function apiAuthorization(app: App): Promise<string> {
  const { key } = await createApiKey(app, 'tests');
  return `Bearer ${key}`;
}

import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import express from 'express';

// The least a page could be: the same bytes from memory.
const bytes = readFileSync(process.argv[2] ?? '');
const app = express();
app.get('/page', (_request, response) => {
  response.type('html').send(bytes);
});
const server = app.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));

import type { AddressInfo } from 'node:net';
import express from 'express';
import pg from 'pg';

// The least a page could do: one query by an index, one line of HTML.
const pool = new pg.Pool({ connectionString: process.argv[2], max: 12 });
const app = express();
app.get('/page/:id', async (request, response) => {
  const { rows } = await pool.query('select email from subscribers where id = $1', [request.params.id]);
  response.type('html').send(`<!doctype html><p>${String(rows[0]?.email)}</p>`);
});
const server = app.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));

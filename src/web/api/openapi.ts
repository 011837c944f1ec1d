import { z } from 'zod';
import type { Endpoint } from './operation.ts';

type JsonSchema = Record<string, unknown>;

/** OpenAPI 3.1 of the endpoints; the shapes are the very schemas that validate requests. */
export function openApiDocument(publicUrl: string, endpoints: Endpoint[]): JsonSchema {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of endpoints) {
    const path = operation.path.replace(/:(\w+)/g, '{$1}');
    paths[path] ??= {};
    paths[path][operation.method] = describeOperation(operation);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Paperround',
      version: '1',
      description: 'Errors are RFC 9457 problem documents. Lists are paged by cursor.',
    },
    servers: [{ url: `${publicUrl}/api/v1` }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: schemaOf(problem, 'output') },
    },
  };
}

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  errors: z
    .array(
      z.object({
        field: z.string(),
        message: z.string(),
        suggestions: z.array(z.string()).optional(),
        line: z.int().optional(),
        column: z.int().optional(),
      }),
    )
    .optional(),
  requestId: z.string().optional(),
  version: z.int().optional().describe('Of `stale-version`: the one that is there'),
  current: z
    .looseObject({})
    .optional()
    .describe('Of `stale-version`: what the draft says now, and who wrote it'),
});

function describeOperation(operation: Endpoint): JsonSchema {
  const type = operation.download ? 'text/csv' : operation.open ? 'text/event-stream' : 'application/json';
  const answer = operation.answer && { [type]: { schema: schemaOf(operation.answer, 'output') } };
  return {
    summary: operation.summary,
    security: [{ key: operation.scope === 'any' ? [] : operation.scope }],
    operationId: `${operation.method} ${operation.path}`.replace(/[^a-z]+/gi, '-').replace(/-+$/, ''),
    parameters: [
      ...parameters(operation.params, 'path'),
      ...parameters(operation.query, 'query'),
      ...(operation.creates
        ? [{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string', maxLength: 255 } }]
        : []),
    ],
    ...(operation.uploads.length > 0 && {
      requestBody: {
        required: true,
        content: Object.fromEntries(operation.uploads.map((type) => [type, uploadOf(type)])),
      },
    }),
    ...(operation.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemaOf(operation.body, 'input') } },
      },
    }),
    responses: {
      ...(operation.atOnce && {
        [operation.atOnce.status]: {
          description: 'Done at once',
          content: { [type]: { schema: schemaOf(operation.atOnce.answer, 'output') } },
        },
      }),
      [operation.status]: { description: 'Done', ...(answer && { content: answer }) },
      default: {
        description: 'A problem',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

/** A file as the whole body, or as a field of a form. */
function uploadOf(type: string): JsonSchema {
  const file = { type: 'string', format: 'binary' };
  return { schema: type.startsWith('multipart/') ? { type: 'object', properties: { file } } : file };
}

function parameters(schema: z.ZodType, place: 'path' | 'query'): JsonSchema[] {
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: JsonSchema;
    required?: string[];
  };
  return Object.entries(properties).map(([name, shape]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: shape,
  }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _dialect, ...shape } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
  }) as JsonSchema;
  return shape;
}

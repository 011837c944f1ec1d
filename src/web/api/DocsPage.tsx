import type { ComponentChildren } from 'preact';

export interface JsonShape {
  type?: string | string[];
  properties?: Record<string, JsonShape>;
  required?: string[];
  items?: JsonShape;
  anyOf?: JsonShape[];
  enum?: string[];
  const?: unknown;
  format?: string;
}

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: JsonShape;
}

export interface Operation {
  summary: string;
  operationId: string;
  parameters: Parameter[];
  requestBody?: { content: Record<string, { schema: JsonShape }> };
  responses: Record<
    string,
    { content?: { 'application/json'?: { schema: JsonShape }; 'text/event-stream'?: { schema: JsonShape } } }
  >;
}

interface Props {
  server: string;
  operations: { method: string; path: string; operation: Operation }[];
}

/** The OpenAPI document for people: every operation with its fields, one page, no script. */
export function DocsPage({ server, operations }: Props) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Paperround API</title>
        <link rel="stylesheet" href="/assets/docs.css" />
      </head>
      <body>
        <main>
          <h1>Paperround API</h1>
          <p>
            Base address <code>{server}</code>. Send <code>Authorization: Bearer KEY</code> with every
            request; make a key with <code>npx paperround api-key create --name NAME</code>. Errors are
            problem documents (RFC 9457). For programs: <a href="/api/v1/openapi.json">openapi.json</a>.
          </p>
          <nav aria-label="Operations">
            <ul>
              {operations.map(({ method, path, operation }) => (
                <li key={operation.operationId}>
                  <b class={method}>{method.toUpperCase()}</b>
                  <a href={`#${operation.operationId}`}>
                    <code>{path}</code>
                  </a>
                  <span>{operation.summary}</span>
                </li>
              ))}
            </ul>
          </nav>
          {operations.map((entry) => (
            <OperationSection key={entry.operation.operationId} {...entry} />
          ))}
        </main>
      </body>
    </html>
  );
}

function OperationSection({ method, path, operation }: Props['operations'][number]) {
  const [status, answer] = Object.entries(operation.responses).find(([code]) => code !== 'default') ?? [
    '200',
    {},
  ];
  const answerShape = (answer.content?.['application/json'] ?? answer.content?.['text/event-stream'])?.schema;
  return (
    <section id={operation.operationId}>
      <h2>{operation.summary}</h2>
      <p>
        <b class={method}>{method.toUpperCase()}</b> <code>{path}</code>
      </p>
      {operation.parameters.length > 0 && (
        <Fields title="Parameters">
          {operation.parameters.map((parameter) => (
            <Field
              key={parameter.name}
              name={parameter.name}
              kind={`${kindOf(parameter.schema)} in ${parameter.in}`}
              isRequired={parameter.required === true}
            />
          ))}
        </Fields>
      )}
      {operation.requestBody && <Body content={operation.requestBody.content} />}
      {answerShape && (
        <Fields title={`Answer ${status}`}>
          <ShapeRows shape={answerShape} />
        </Fields>
      )}
    </section>
  );
}

/** The fields of a JSON body, or the kinds of file that are taken. */
function Body({ content }: NonNullable<Operation['requestBody']>) {
  const shape = content['application/json']?.schema;
  return (
    <Fields title="Body">
      {shape ? (
        <ShapeRows shape={shape} />
      ) : (
        Object.keys(content).map((type) => <Field key={type} name={type} kind="file" isRequired={false} />)
      )}
    </Fields>
  );
}

function Fields({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <>
      <h3>{title}</h3>
      <table>
        <tbody>{children}</tbody>
      </table>
    </>
  );
}

function Field({ name, kind, isRequired }: { name: string; kind: string; isRequired: boolean }) {
  return (
    <tr>
      <th scope="row">
        <code>{name}</code>
      </th>
      <td>{kind}</td>
      <td>{isRequired ? 'required' : ''}</td>
    </tr>
  );
}

function ShapeRows({ shape, prefix = '' }: { shape: JsonShape; prefix?: string }) {
  return (
    <>
      {Object.entries(shape.properties ?? {}).map(([name, field]) => {
        const inner = field.items?.properties ? field.items : field;
        const label = `${prefix}${name}${field.items?.properties ? '[]' : ''}`;
        return (
          <>
            <Field
              name={label}
              kind={kindOf(field)}
              isRequired={prefix === '' && shape.required?.includes(name) === true}
            />
            {inner.properties && <ShapeRows shape={inner} prefix={`${label}.`} />}
          </>
        );
      })}
    </>
  );
}

/** A shape in words: `text`, `whole number`, `list of text`, `new or held`. */
function kindOf(shape: JsonShape): string {
  if (shape.enum) return shape.enum.join(', ');
  if (shape.const !== undefined) return JSON.stringify(shape.const);
  if (shape.anyOf) return [...new Set(shape.anyOf.map(kindOf))].join(' or ');
  if (shape.type === 'array') return `list of ${shape.items ? kindOf(shape.items) : 'anything'}`;
  if (shape.format === 'date-time') return 'moment';
  const words: Record<string, string> = {
    string: 'text',
    integer: 'whole number',
    boolean: 'true or false',
    null: 'nothing',
  };
  return typeof shape.type === 'string' ? (words[shape.type] ?? shape.type) : 'anything';
}

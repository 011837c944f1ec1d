import type { Router } from 'express';
import { z } from 'zod';
import { roleCovers, type Role, type SignedIn } from '../../accounts/index.ts';
import { asActor, type App } from '../../platform/app.ts';
import { InvalidInput, NotFound } from '../../platform/errors.ts';
import { parseInput } from '../../platform/input.ts';
import { getPublication } from '../../publications/index.ts';
import type { FormState } from './components/Field.tsx';
import { formValues } from './form-body.ts';
import { sendView, type View } from './frame.tsx';
import { noticeIn, type Notice } from './notices.ts';
import { ownPath } from './own-path.ts';
import { requireRole, userOf } from './require-role.ts';

/** To another page; a form that names the page it stands on (`back`) leads back there instead. */
export interface Leave {
  to: string;
  notice?: Notice;
}

interface Given {
  app: App;
  user: SignedIn;
  params: Record<string, string>;
  query: Record<string, unknown>;
  values: Record<string, string>;
}

/** One page or form of the admin: nobody below `role` gets to it (SEC-09). */
export interface AdminRoute {
  method: 'get' | 'post';
  /** Below /admin. */
  path: string;
  role: Role;
  answer(given: Given): Promise<View | Leave>;
}

type Shape = z.ZodType<Record<string, unknown>>;

/** What every page gets. */
export interface Call<Params = object> {
  /** Its actor is `user`. */
  app: App;
  user: SignedIn;
  /** Whether the person may do what needs this role. */
  may(role: Role): boolean;
  params: Params;
  query: Record<string, unknown>;
}

interface Place<Params extends Shape> {
  path: string;
  role: Role;
  params?: Params;
}

type Later<Value> = Value | Promise<Value>;

/** The three forms of a route. @param find what is found out before the handler of every route below `prefix`. */
function routesBelow<Found>(
  prefix: string,
  find: (app: App, params: Record<string, string>) => Promise<Found>,
) {
  type FullCall<Params extends Shape> = Call<z.output<Params>> & Found;
  const callOf = async <Params extends Shape>(given: Given, schema: Params | undefined) => {
    const { app, user, query } = given;
    const params = readParams(schema, given.params);
    const may = (role: Role) => roleCovers(user.role, role);
    return { app, user, may, query, params, ...(await find(app, given.params)) } as FullCall<Params>;
  };

  /** A page to look at. */
  const page = <Params extends Shape = Shape>(
    input: Place<Params> & { view(call: FullCall<Params>): Later<View> },
  ): AdminRoute => ({
    method: 'get',
    path: prefix + input.path,
    role: input.role,
    answer: async (given) => input.view(await callOf(given, input.params)),
  });

  /** A form that stands on a page of something else: one button, perhaps with a choice. */
  const button = <Fields extends z.ZodType, Params extends Shape = Shape>(
    input: Place<Params> & {
      fields?: Fields;
      act(call: FullCall<Params> & { fields: z.output<Fields> }): Promise<View | Leave>;
    },
  ): AdminRoute => ({
    method: 'post',
    path: prefix + input.path,
    role: input.role,
    async answer(given) {
      const call = await callOf(given, input.params);
      const fields = input.fields && parseInput(input.fields, given.values);
      return input.act({ ...call, fields: fields as z.output<Fields> });
    },
  });

  /** A page with a form: shown with `start`, and again with what was typed and what is wrong when a field is refused. */
  const formPage = <Fields extends z.ZodType, Params extends Shape = Shape>(
    input: Place<Params> & {
      fields: Fields;
      start(call: FullCall<Params>): Later<Record<string, string>>;
      view(call: FullCall<Params>, form: FormState): Later<View>;
      act(call: FullCall<Params> & { fields: z.output<Fields> }): Promise<View | Leave>;
    },
  ): AdminRoute[] => {
    const { start, view } = input;
    const submit = button(input);
    return [
      page({ ...input, view: async (call) => view(call, { values: await start(call), errors: [] }) }),
      {
        ...submit,
        answer: (given) =>
          submit.answer(given).catch(async (error: unknown) => {
            if (!(error instanceof InvalidInput)) throw error;
            const call = await callOf(given, input.params);
            const values = { ...(await start(call)), ...given.values };
            return { ...(await view(call, { values, errors: error.errors })), status: 422 };
          }),
      },
    ];
  };
  return { page, button, formPage };
}

/** Routes of the whole installation. */
export const admin = routesBelow('', async () => ({}));
/** Routes of one publication, which is found before their handler. */
export const ofPublication = routesBelow('/publications/:slug', async (app, { slug = '' }) => ({
  publication: await getPublication(app.db, slug),
}));

/** An id in a path or a form. */
export const idText = z
  .string()
  .regex(/^[1-9]\d{0,14}$/)
  .transform(Number);

/** An address that does not fit is no page. */
function readParams(schema: Shape | undefined, params: Record<string, string>) {
  const read = schema?.safeParse(params);
  if (read && !read.success) throw new NotFound('This page');
  return read?.data ?? {};
}

export function mountAdminRoute(router: Router, app: App, { method, path, role, answer }: AdminRoute): void {
  router[method](path, requireRole(app, role), async (request, response) => {
    const user = userOf(response);
    const { back, ...values } = formValues(request);
    const answered = await answer({
      app: asActor(app, `user:${user.userId}`),
      user,
      params: request.params as Record<string, string>,
      query: request.query,
      values,
    });
    if (!('to' in answered))
      return sendView(app, response, answered, { user, notice: noticeIn(request.query) });
    const { to, notice } = answered;
    response.redirect(303, `${ownPath(back) ?? to}${notice ? `?notice=${notice}` : ''}`);
  });
}

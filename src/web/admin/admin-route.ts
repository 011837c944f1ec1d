import type { Router } from 'express';
import { z } from 'zod';
import {
  rightsHere,
  rightsIn,
  roleCovers,
  type Role,
  type SignedIn,
  type Visitor,
} from '../../accounts/index.ts';
import { asActor, type App } from '../../platform/app.ts';
import { Forbidden, InvalidInput, NotFound } from '../../platform/errors.ts';
import { parseInput } from '../../platform/input.ts';
import { getPublication, type Publication } from '../../publications/index.ts';
import type { Desk } from '../../words/index.ts';
import type { Live } from '../live/watches.ts';
import { FORM, readUpload } from '../read-upload.ts';
import { sendAnswer } from './answer.ts';
import { inWordsOf } from './faults.ts';
import type { Answer } from './view.ts';
import type { FormState } from './components/Field.tsx';
import { admitAnybody, admitSignedIn, admittedTo, admitting, type Admit, type Visit } from './door.ts';
import { formValues, readForm } from './form-body.ts';
import { deskOf } from './language.ts';
import { readCookie } from './session-cookie.ts';

/** One page or form. */
export interface Route {
  method: 'get' | 'post';
  path: string;
  admit: Admit;
  /** Of a form that holds long texts. */
  limit?: string;
  answer(visit: Visit): Promise<Answer>;
}

/** One for people of this role or a higher one (SEC-09). */
export type AdminRoute = Route & NeedsRole;

interface NeedsRole {
  role: Role;
  /** Only for people who may send mail, whatever their role; or only for owners of the installation. */
  right?: 'send' | 'own';
}

type Shape = z.ZodType<Record<string, unknown>>;
type Later<Value> = Value | Promise<Value>;

/** Where a route is, who gets in, and what its handlers get beside `app`, `query` and their own `params` and `fields`. */
interface Door<Needs, Entered> {
  prefix: string;
  admit: Admit;
  enter(visit: Visit, needs: Needs): Promise<Entered>;
}

/** The three forms of a route. */
export function routesBehind<Needs extends object, Entered>(door: Door<Needs, Entered>) {
  type Place<Params extends Shape> = Needs & { path: string; params?: Params; limit?: string };
  type Call<Params extends Shape> = Entered & {
    app: App;
    desk: Desk;
    params: z.output<Params>;
    query: Record<string, unknown>;
    upload: Visit['upload'];
  };
  const callOf = async <Params extends Shape>(visit: Visit, place: Place<Params>) => {
    const entered = await door.enter(visit, place);
    const { app, desk, query, upload } = visit;
    return {
      ...entered,
      app,
      desk,
      query,
      upload,
      params: readParams(place.params, visit.params),
    } as Call<Params>;
  };
  const routeOf = <Params extends Shape>(
    method: Route['method'],
    { path, params: _params, ...place }: Place<Params>,
    answer: Route['answer'],
  ) =>
    ({ ...place, method, path: door.prefix + path, admit: door.admit, answer }) as unknown as Route & Needs;

  /** A page to look at. */
  const page = <Params extends Shape = Shape>(
    input: Place<Params> & { view(call: Call<Params>): Later<Answer> },
  ): Route & Needs => routeOf('get', input, async (visit) => input.view(await callOf(visit, input)));

  /** A form that stands on a page of something else: one button, perhaps with a choice. */
  const button = <Fields extends z.ZodType, Params extends Shape = Shape>(
    input: Place<Params> & {
      fields?: Fields;
      act(call: Call<Params> & { fields: z.output<Fields> }): Promise<Answer>;
    },
  ): Route & Needs =>
    routeOf('post', input, async (visit) => {
      const call = await callOf(visit, input);
      const fields = input.fields && parseInput(input.fields, visit.values);
      return input.act({ ...call, fields: fields as z.output<Fields> });
    });

  /** A page with a form: shown with `start`, and again with what was typed and what is wrong when a field is refused. */
  const formPage = <Fields extends z.ZodType, Params extends Shape = Shape>(
    input: Place<Params> & {
      fields: Fields;
      start(call: Call<Params>): Later<Record<string, string>>;
      view(call: Call<Params>, form: FormState): Later<Answer>;
      act(call: Call<Params> & { fields: z.output<Fields> }): Promise<Answer>;
    },
  ): (Route & Needs)[] => {
    const { start, view } = input;
    const submit = button(input);
    return [
      page({ ...input, view: async (call) => view(call, { values: await start(call), errors: [] }) }),
      {
        ...submit,
        answer: (visit) =>
          submit.answer(visit).catch(async (error: unknown) => {
            if (!(error instanceof InvalidInput)) throw error;
            const call = await callOf(visit, input);
            const { password: _password, ...typed } = visit.values;
            const values = { ...(await start(call)), ...typed };
            const { errors } = inWordsOf(call.desk, error);
            return { status: 422, ...(await view(call, { values, errors })) };
          }),
      },
    ];
  };
  return { page, button, formPage };
}

/** What pages get for people who are signed in. */
interface ForPerson {
  user: SignedIn;
  visitor: Visitor;
  /** Whether the person may do what needs this role here. */
  may(role: Role): boolean;
  /** Whether the person may send mail here. */
  maySend: boolean;
}

/** @throws Forbidden for somebody below the role that the route needs; NotFound for whoever has no part in the publication. */
async function forPerson(
  { user, visitor, desk: { words } }: Visit,
  { role: needed, right }: NeedsRole,
  publication?: Publication,
): Promise<ForPerson> {
  if (!user) throw new Error('the door let nobody in');
  const rights = publication ? rightsIn(user, publication.id) : rightsHere(user);
  if (!rights) throw new NotFound(`The publication ${publication?.slug}`);
  const { role, maySend } = rights;
  if (right === 'own' && !user.isOwner) throw new Forbidden(words.frame.needsOwner);
  if (!roleCovers(role, needed)) throw new Forbidden(words.frame.needsRole(needed, role));
  if (right === 'send' && !maySend) throw new Forbidden(words.frame.mayNotSend);
  return { user, visitor, maySend, may: (wanted) => roleCovers(role, wanted) };
}

/** Routes of the whole installation. */
export const admin = routesBehind({
  prefix: '',
  admit: admitSignedIn,
  enter: (visit, needs: NeedsRole) => forPerson(visit, needs),
});

/** Routes of one publication: it is found first, then the person's role for it. Without one, it is not there. */
export const ofPublication = routesBehind({
  prefix: '/:slug',
  admit: admitSignedIn,
  async enter(visit, needs: NeedsRole) {
    const publication = await getPublication(visit.app.db, visit.params['slug'] ?? '');
    const person = await forPerson(visit, needs, publication);
    visit.place.publication = publication;
    return { publication, cookie: visit.cookie, ...person };
  },
});

/** What pages get for people who are not signed in yet. */
export interface ForVisitor {
  visitor: Visitor;
  cookie: Visit['cookie'];
}

/** Routes for everybody: signing in and the links that lead there. */
export const open = routesBehind<object, ForVisitor>({
  prefix: '',
  admit: admitAnybody,
  enter: async ({ visitor, cookie }) => ({ visitor, cookie }),
});

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

/** @param live what pages may follow; without it none can. */
export function mountRoute(
  router: Router,
  app: App,
  { method, path, admit, limit, answer }: Route,
  live?: Live,
): void {
  router[method](path, admitting(app, admit), readForm(limit), async (request, response) => {
    const { back, ...values } = formValues(request);
    const user = admittedTo(response)?.user;
    const visit: Visit = {
      desk: deskOf(request, user),
      place: {},
      app: user ? asActor(app, `user:${user.userId}`) : app,
      user,
      visitor: { ip: request.ip ?? '', userAgent: request.get('User-Agent') ?? '' },
      cookie: (name) => readCookie(app, request, name),
      params: request.params as Record<string, string>,
      query: request.query,
      values,
      async upload() {
        const file = await readUpload(request, [FORM]);
        Object.assign(values, file.fields);
        return file;
      },
    };
    const answered = await answer(visit).catch((error: unknown) => {
      throw error instanceof InvalidInput ? inWordsOf(visit.desk, error) : error;
    });
    await sendAnswer(request, response, visit, { back, live, answer: answered });
  });
}

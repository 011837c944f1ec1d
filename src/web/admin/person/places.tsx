import { z } from 'zod';
import type { Publication } from '../../../publications/index.ts';
import type { Subscriber } from '../../../subscribers/index.ts';
import { idText } from '../admin-route.ts';

/** Where the pages of one reader are. */
export const params = z.object({ id: idText });
export const PATH = '/subscribers/:id';

export const listOf = ({ slug }: Publication) => `/admin/${slug}/subscribers`;
export const hereOf = (publication: Publication, id: number) => `${listOf(publication)}/${id}`;
export const whoIs = ({ name, email }: Pick<Subscriber, 'name' | 'email'>) => name || email;

export const crumbs = (publication: Publication, title: string, reader?: Subscriber) => (
  <>
    <a href={listOf(publication)}>{title}</a>
    {reader && (
      <>
        <span aria-hidden="true">/</span>
        <a href={hereOf(publication, reader.id)}>
          <bdi>{reader.email}</bdi>
        </a>
      </>
    )}
  </>
);

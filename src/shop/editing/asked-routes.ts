import type { FastifyRequest } from 'fastify';
import { parseId } from '../../kernel/id.ts';
import type { Db } from '../../platform/db.ts';
import { notFound } from '../../platform/http/errors.ts';
import { type Edited, type Editor, editedGroup } from './actions.ts';

export type EditingDeps = { readonly db: Db };
export type ById = { Params: { id: string } };
export type ByPart = { Params: { id: string; part: string } };

export const editorOf = ({ practice, signedIn }: Pick<FastifyRequest, 'practice' | 'signedIn'>): Editor => ({
  practiceId: practice.id,
  personId: signedIn?.personId ?? notFound(),
});

/** The group that is asked for, in print or in writing; ends the request where there is none. */
export const groupOf = async (
  { db }: EditingDeps,
  { params, practice }: Pick<FastifyRequest<ById>, 'params' | 'practice'>,
): Promise<Edited> => {
  const offeringId = parseId<'offering'>(params.id) ?? notFound();
  return (await editedGroup(db.sql, { practiceId: practice.id, offeringId })) ?? notFound();
};

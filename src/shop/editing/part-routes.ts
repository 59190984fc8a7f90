import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../../platform/http/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Html } from '../../ui/html.ts';
import { urls } from '../../urls.ts';
import { type Edited, freshAddress, nameOf, practiceOffers, savePart, stateOf } from './actions.ts';
import { type ByPart, type EditingDeps, editorOf, groupOf } from './asked-routes.ts';
import { type DraftContent, isPart, PART_NAMES, type Part } from './draft.ts';
import { takenOf } from './facts-actions.ts';
import { readFormVersion } from './forms.ts';
import { lookOf } from './look-store.ts';
import { datesAhead } from './pages/dates-ahead.ts';
import { differencesBetween } from './pages/field-words.ts';
import { type Meanwhile, partPage } from './pages/part.ts';
import type { PartView } from './pages/part-view.ts';
import { afterDeed, type Choices, readPart, settled, typedPart } from './part-forms.ts';
import { prefilled } from './prefill-forms.ts';
import type { Typed } from './rows.ts';
import * as store from './store.ts';
import { type Errors, typedOf } from './typed-forms.ts';
import { languagesWith, zonesWith } from './zones.ts';

type Request = FastifyRequest<ByPart>;

/** A part of a group's form with all that can be chosen in it. */
type Opened = {
  readonly group: Edited;
  readonly part: Part;
  readonly choices: Choices;
  readonly offers: Awaited<ReturnType<typeof practiceOffers>>;
};

const open = async ({ db }: EditingDeps, request: Request): Promise<Opened> => {
  const { part } = request.params;
  if (!isPart(part)) return notFound();
  const { practice } = request;
  const group = await groupOf({ db }, request);
  const offers = await practiceOffers(db.sql, practice);
  const now = await store.databaseNow(db.sql);
  const known = group.content.tiers.map(({ id }) => id);
  const choices = {
    currency: group.printed?.currency ?? practice.currency,
    zone: practice.zone,
    zones: zonesWith(practice.zone, group.content.schedule?.zone),
    languages: languagesWith(group.content.languages),
    today: now.toZonedDateTimeISO(practice.zone).toPlainDate().toString(),
    facilitatorIds: offers.facilitators.map(({ id }) => id),
    agreementVersions: offers.agreements.map(({ version }) => version),
    taken: takenOf(group),
    tierIds: [...known, ...(await store.tierIdsOf(db.sql, { practiceId: practice.id, ...group }))],
    freshAddress: freshAddress(),
    newId: () => newId(),
  };
  return { group, part, choices, offers };
};

type Shown = {
  readonly typed: Typed;
  readonly errors?: Errors;
  readonly version: number;
  readonly meanwhile?: Meanwhile;
  readonly below?: Html;
};

const draw = async (request: Request, { group, part, choices, offers }: Opened, shown: Shown) => {
  const { locale } = request.practice;
  const frame = await request.frame();
  const view: PartView = {
    typed: shown.typed,
    errors: shown.errors ?? {},
    content: group.content,
    ...{ locale, origin: frame.origin, currency: choices.currency, zones: choices.zones },
    ...{ languages: choices.languages, taken: choices.taken, ...offers },
  };
  return partPage(frame, {
    ...{ offeringId: group.offeringId, state: stateOf(group), name: group.content.name },
    ...{ part, view, version: shown.version, meanwhile: shown.meanwhile, below: shown.below ?? false },
  });
};

export const showPart = async (deps: EditingDeps, request: Request, reply: FastifyReply) => {
  const opened = await open(deps, request);
  const { part, group, choices } = opened;
  const typed = prefilled(part, typedPart(part, group.content, choices), request.query);
  return reply.page(await draw(request, opened, { typed, version: group.draft?.version ?? 0 }));
};

/** Saves the part, or changes the rows of its form, or shows the dates that follow from it. */
export const savePartRoute = async (deps: EditingDeps, request: Request, reply: FastifyReply) => {
  const opened = await open(deps, request);
  const { part, choices, group } = opened;
  const typed = settled(part, typedOf(request.body));
  const version = readFormVersion(request.body);
  const changed = afterDeed(part, typed);
  if (changed) return reply.page(await draw(request, opened, { typed: changed, version }));
  const read = readPart(part, typed, choices);
  if (!read.ok) return reply.page(await draw(request, opened, { typed, version, errors: read.errors }), 422);
  if (typed['do'] === 'show' && read.fields.schedule) {
    const now = await store.databaseNow(deps.db.sql);
    const below = datesAhead({ schedule: read.fields.schedule, now, locale: request.practice.locale });
    return reply.page(await draw(request, opened, { typed, version, below }));
  }
  const saving = { offeringId: group.offeringId, part, version, fields: read.fields };
  const saved = (await savePart(deps.db, editorOf(request), saving)) ?? notFound();
  if (saved.ok) return reply.seeOther(whereNext(group.offeringId, part, typed['do'] === 'next'));
  const { theirs, by, at, version: newest } = saved.refusal;
  const look = await lookOf(deps.db.sql, request.practice, group);
  const mine: DraftContent = { ...theirs, ...read.fields };
  const meanwhile = {
    at,
    by: await nameOf(deps.db, editorOf(request), by),
    differences: differencesBetween(theirs, mine, look).filter((difference) => difference.part === part),
  };
  return reply.page(await draw(request, opened, { typed, version: newest, meanwhile }), 409);
};

const whereNext = (offeringId: string, part: Part, goOn: boolean): string => {
  const next = PART_NAMES[PART_NAMES.indexOf(part) + 1];
  return goOn && next
    ? urls.deskGroupPart(offeringId, next)
    : `${urls.deskGroupEdit(offeringId, { saved: part })}#${part}`;
};

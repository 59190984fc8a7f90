import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { PracticeId } from '../../kernel/id.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { notFound } from '../../platform/http/errors.ts';
import { urls } from '../../urls.ts';
import { readGroupChoice, readQuestions, readTemplate } from './forms.ts';
import { wrongInLetter } from './letter-words.ts';
import { type QuestionsPage, questionsPage } from './pages/questions.ts';
import { type TemplatesPage, templatesPage } from './pages/templates.ts';
import {
  type Editor,
  letterTemplates,
  questionsShown,
  writeQuestions,
  writeTemplate,
} from './question-actions.ts';
import { ownGroups, visibleGroups } from './question-store.ts';
import { checkQuestions } from './questions.ts';

type Deps = { readonly db: Db };

const FACILITATOR = { config: { access: 'facilitator' } } as const;

/** Questions and letters in the practice's own words: owners write all of them, facilitators those of their groups. */
export const applicationWordsRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async (app) => {
    app.get(urls.deskQuestions(), FACILITATOR, (request, reply) => showQuestions(deps, request, reply));
    app.post(urls.deskQuestions(), FACILITATOR, (request, reply) => saveQuestions(deps, request, reply));
    app.get(urls.deskLetterWords(), FACILITATOR, (request, reply) => showLetters(deps, request, reply));
    app.post(urls.deskLetterWords(), FACILITATOR, (request, reply) => saveLetter(deps, request, reply));
  };

/** Front desk alone writes no words that decide about people: for them these pages are not there. */
const editorOf = (request: FastifyRequest): Editor & { readonly isOwner: boolean } => {
  const { practice, signedIn } = request;
  const roles = signedIn?.roles ?? [];
  if (signedIn === undefined || !(roles.includes('owner') || roles.includes('facilitator')))
    return notFound();
  const { personId, name } = signedIn;
  return { practiceId: practice.id, personId, name, isOwner: roles.includes('owner') };
};

const asEditor = <Value>({ db }: Deps, { practiceId, personId }: Editor, work: (tx: Tx) => Promise<Value>) =>
  db.as({ kind: 'person', practiceId, personId }, work);

type Groups = readonly { readonly id: string; readonly name: string }[];

const questionsView = async (deps: Deps, request: FastifyRequest): Promise<QuestionsPage> => {
  const editor = editorOf(request);
  const { practiceId, personId, isOwner } = editor;
  const wanted = readGroupChoice(request.query);
  return asEditor(deps, editor, async (tx) => {
    const groups: Groups = isOwner
      ? await visibleGroups(tx, practiceId)
      : await ownGroups(tx, practiceId, personId);
    // Whoever may not write for all begins with the first of the own groups.
    const group = groups.find(({ id }) => id === wanted) ?? (isOwner || wanted ? undefined : groups[0]);
    if (group === undefined && (wanted !== null || !isOwner)) return notFound();
    const shown = await questionsShown(tx, practiceId, group?.id ?? null);
    return { group, groups, mayWriteForAll: isOwner, ...shown };
  });
};

const showQuestions = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const view = await questionsView(deps, request);
  const saved = (request.query as Record<string, unknown>)['done'] === 'saved';
  return reply.page(questionsPage(await request.frame(), { ...view, saved }));
};

const saveQuestions = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const view = await questionsView(deps, request);
  const { questions, seen } = readQuestions(request.body);
  const groupId = view.group?.id ?? null;
  const errors = checkQuestions(questions);
  const typed = { ...view, questions };
  if (Object.keys(errors).length > 0)
    return reply.page(questionsPage(await request.frame(), { ...typed, errors }), 422);
  const done = await writeQuestions(deps.db, editorOf(request), { groupId, questions, seen });
  if (done.ok) return reply.seeOther(urls.deskQuestions({ group: view.group?.id, done: 'saved' }));
  return reply.page(questionsPage(await request.frame(), { ...typed, refusal: done.refusal }), 409);
};

const templatesView = (
  deps: Deps,
  request: FastifyRequest,
): Promise<{ templates: TemplatesPage['templates']; practiceId: PracticeId }> => {
  const editor = editorOf(request);
  return asEditor(deps, editor, async (tx) => ({
    templates: await letterTemplates(tx, editor.practiceId),
    practiceId: editor.practiceId,
  }));
};

const showLetters = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const view = await templatesView(deps, request);
  const saved = (request.query as Record<string, unknown>)['done'] === 'saved';
  return reply.page(templatesPage(await request.frame(), { ...view, saved }));
};

const saveLetter = async (deps: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const view = await templatesView(deps, request);
  const { kind, body, seen } = readTemplate(request.body);
  if (kind === undefined) return reply.callNotFound();
  const error = wrongInLetter(body, undefined);
  const typed = { kind, body };
  if (error !== undefined)
    return reply.page(templatesPage(await request.frame(), { ...view, typed, error }), 422);
  const done = await writeTemplate(deps.db, editorOf(request), { ...typed, seen });
  if (done.ok) return reply.seeOther(`${urls.deskLetterWords()}?done=saved`);
  return reply.page(templatesPage(await request.frame(), { ...view, typed, refusal: done.refusal }), 409);
};

import { badge } from '../../../ui/badge.ts';
import { empty } from '../../../ui/empty.ts';
import { errorBelow, errorId, field, textArea } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { attributes, type Html, html } from '../../../ui/html.ts';
import { localTime } from '../../../ui/local-time.ts';
import { errorSummary, notice } from '../../../ui/notice.ts';
import { page } from '../../../ui/page.ts';
import { urls } from '../../../urls.ts';
import type { ApartRule, RuleState, Said } from '../apart.ts';

type Person = { readonly name: string; readonly email: string };

export type RulesPage = {
  readonly group: { readonly id: string; readonly name: string };
  readonly rules: readonly ApartRule[];
  /** Who is in the group, has an offer, or waits for it. */
  readonly people: readonly Person[];
  readonly typed?: Said;
  readonly errors?: Readonly<Record<string, string>>;
  /** A settlement that could not be read: which rule, what was typed, and what is wrong. */
  readonly wrong?: { readonly ruleId: string; readonly email: string; readonly error: string };
  readonly done?: 'kept' | 'settled' | undefined;
};

const DONE = { kept: 'They are kept apart from now on.', settled: 'Done.' } as const;

/** Who is kept apart in a group. Its facilitators read it, and nobody else. */
export const rulesPage = (frame: Frame, view: RulesPage): Html => {
  const { group, rules, errors = {}, wrong, done } = view;
  const summary = wrong ? { ...errors, [`email-${wrong.ruleId}`]: wrong.error } : errors;
  return page(frame, {
    title: `Kept apart: ${group.name}`,
    current: urls.deskWaiting(),
    room: 'desk',
    main: html`<div class="wrap stack g5 py">
<p class="small"><a href="${urls.deskWaitingGroup(group.id)}">The waiting list of ${group.name}</a></p>
<div class="stack narrow"><h1 class="t3">Kept apart</h1><p>Only the facilitators of ${group.name} read this page. It holds in every group of the practice: whoever is on it is passed over where the other one sits, has an offer, or is picked first. Nobody in line learns why.</p></div>
${done && notice('good', html`<p>${DONE[done]}</p>`, { say: true })}
${errorSummary(summary)}
<div class="split">
<section class="stack g4" aria-labelledby="rules-h"><h2 class="t2" id="rules-h">Who must not sit together</h2>
${rules.length === 0 ? empty('Nobody is kept apart here.') : html`<ul class="stack g4 plain">${rules.map((rule) => html`<li class="card stack g3">${oneRule(frame, rule, wrong)}</li>`)}</ul>`}</section>
<div class="stack g5">${addForm(view)}${whoIsHere(view)}</div>
</div></div>`,
  });
};

const STATE_WORDS = {
  stated: ['Please look at it', 'open'],
  'in-force': ['In force', 'plain'],
  lifted: ['Lifted', 'off'],
} as const satisfies Record<RuleState, readonly [string, 'open' | 'plain' | 'off']>;

const named = ({ name, email }: Person): Html =>
  html`<b>${name}</b>${email !== '' && html` <span class="small soft long">${email}</span>`}`;

const oneRule = (frame: Frame, rule: ApartRule, wrong: RulesPage['wrong']): Html => {
  const { said, state, statedBy, statedAt, settledByName } = rule;
  const [words, kind] = STATE_WORDS[state];
  const { zone, locale } = frame.practice;
  return html`<p class="row">${badge(words, kind)}</p>
<p>${named(said.one)}<br>never with ${named(said.other)}</p>
${said.why !== '' && html`<p>“${said.why}”</p>`}
<p class="small soft">${statedBy === 'person' ? `Said by ${said.one.name}` : `Set by ${settledByName ?? 'a facilitator'}`}, ${localTime(statedAt, zone, locale)}${statedBy === 'person' && settledByName !== null && `; settled by ${settledByName}`}</p>
${state === 'stated' && html`<p>${said.one.name} is offered no chair until somebody has looked at this.</p>`}
${settleForms(rule, wrong?.ruleId === rule.id ? wrong : undefined)}`;
};

const settleForms = ({ id, state, said }: ApartRule, wrong: RulesPage['wrong']): Html => {
  const lift = html`<form method="post" action="${urls.deskApartRule(id)}"><input type="hidden" name="as" value="lifted"><button class="btn quiet sm">Lift it</button></form>`;
  if (state === 'lifted')
    return html`<form method="post" action="${urls.deskApartRule(id)}"><input type="hidden" name="as" value="in-force"><input type="hidden" name="email" value="${said.other.email}"><button class="btn quiet sm">Put it in force again</button></form>`;
  if (state === 'in-force' && said.other.email !== '') return html`<div class="row">${lift}</div>`;
  const field = `email-${id}`;
  return html`<form class="stack g3" method="post" action="${urls.deskApartRule(id)}" novalidate><input type="hidden" name="as" value="in-force">
<div class="field"><label for="${field}">If you know who is meant: their e-mail address</label>
<p class="hint" id="${field}-hint">Left empty, everybody named ${said.other.name} is kept apart from ${said.one.name}.</p>
<input type="email" id="${field}" name="email" maxlength="254" autocomplete="off" ${attributes({ value: wrong?.email ?? '', 'aria-invalid': wrong !== undefined && 'true', 'aria-describedby': `${field}-hint${wrong ? ` ${errorId(field)}` : ''}` })}>
${errorBelow(field, wrong?.error)}</div>
<p><button class="btn sm">${state === 'stated' ? 'I have looked: put it in force' : 'Keep the address'}</button></p></form>${lift}`;
};

const addForm = ({ group, typed, errors = {} }: RulesPage): Html =>
  html`<form class="card stack g4" method="post" action="${urls.deskApart(group.id)}" novalidate><h2 class="t2">Keep two people apart</h2>
${field({ label: 'The first: name', name: 'one_name', value: typed?.one.name, error: errors['one_name'], autocomplete: 'off', maxlength: 100 })}
${field({ label: 'The first: e-mail address', name: 'one_email', type: 'email', value: typed?.one.email, error: errors['one_email'], autocomplete: 'off', maxlength: 254 })}
${field({ label: 'The other: name', name: 'other_name', value: typed?.other.name, error: errors['other_name'], autocomplete: 'off', maxlength: 100 })}
${field({ label: 'The other: e-mail address', name: 'other_email', type: 'email', value: typed?.other.email, error: errors['other_email'], autocomplete: 'off', maxlength: 254, required: false })}
${textArea({ label: 'Why', name: 'why', value: typed?.why, error: errors['why'], rows: 2, maxlength: 1000, required: false })}
<p><button class="btn quiet">Keep them apart</button></p></form>`;

const whoIsHere = ({ people }: RulesPage): Html | false =>
  people.length > 0 &&
  html`<details class="more"><summary>Who is in this group, or waits for it</summary><ul>${people.map((person) => html`<li>${named(person)}</li>`)}</ul></details>`;

import type { Instant } from '../../kernel/time.ts';
import { field, textArea } from '../../ui/field.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { momentWords } from '../../ui/local-time.ts';
import { errorSummary, notice } from '../../ui/notice.ts';
import { radios } from '../../ui/pick.ts';
import { practiceRoom } from '../../ui/practice-room.ts';
import { table } from '../../ui/table.ts';
import { urls } from '../../urls.ts';
import type { Errors, Typed } from './forms.ts';
import { type EstimateSettings, isShown, regionAsks, type Shown } from './settings.ts';

export type SettingsView = {
  readonly settings: EstimateSettings;
  readonly versions: readonly (EstimateSettings & { readonly setAt: Instant })[];
  readonly typed: Typed;
  readonly errors: Errors;
  readonly saved: boolean;
  readonly mayChange: boolean;
  readonly changedMeanwhile: boolean;
};

const WHEN = {
  region: ['Where our region asks for it', 'In the United States: always. Elsewhere: not.'],
  always: ['Always', 'Every group’s page and every checkout leads to it.'],
  never: ['Never', 'No page leads to it.'],
} as const satisfies Record<Shown, readonly [string, string]>;

/** When an estimate is shown before paying, and what stands on it. We say what happens, never what is due. */
export const settingsPage = (frame: Frame, view: SettingsView): Html => {
  const { region } = frame.practice;
  const isOn = isShown(view.settings, region);
  return practiceRoom(frame, {
    title: 'Estimates',
    tab: urls.practiceEstimate(),
    main: html`<h1 class="t3">Estimates</h1>
<p>An estimate says before anybody pays what all of it is expected to cost, meeting by meeting. It can be printed, and stays with the order as it was shown.</p>
${view.saved && notice('good', html`<p><b>Saved.</b> It counts from now on.</p>`, { say: true })}
${view.changedMeanwhile && notice('care', html`<p><b>Not saved yet.</b> Somebody else changed this while the page was open. Below is what you typed. Please compare it with the versions at the foot, then press Save again.</p>`, { say: true })}
${notice(regionAsks(region) && !isOn ? 'care' : 'inform', html`<p>${regionAsks(region) ? 'In the United States, who pays for care alone has a right to a good faith estimate before it.' : 'We know of no rule in your region that asks for an estimate.'} ${isOn ? 'It is shown.' : 'It is not shown.'} Whether the words below are enough for you is a question for your counsel.</p>`)}
${view.mayChange ? form(view) : html`<p>It is shown: ${WHEN[view.settings.shown][0].toLowerCase()}. An owner can change this.</p>`}${versions(frame, view)}`,
  });
};

const form = ({ settings, typed, errors }: SettingsView): Html => {
  const of = (name: keyof Typed) => ({ name, value: typed[name], error: errors[name] });
  return html`${errorSummary(errors)}<form method="post" action="${urls.practiceEstimate()}" class="card stack g4" data-once novalidate><input type="hidden" name="opened" value="${settings.version}">
${radios({ legend: 'When it is shown', name: 'shown', chosen: typed.shown, error: errors['shown'], options: Object.entries(WHEN).map(([value, [label, hint]]) => ({ value, label, hint })) })}
${field({ ...of('service'), label: 'What the service is called', hint: 'Without a word of anybody’s health, and with its code if you use one: “Group meeting (90853)”.', required: true, maxlength: 120, autocomplete: 'off' })}
${textArea({ ...of('provider'), label: 'Who provides it', hint: 'A line each: names, licenses, and the numbers your region wants, such as NPI and TIN.', required: false, rows: 4, maxlength: 600 })}
<p><button class="btn">Save</button></p></form>`;
};

const versions = (frame: Frame, { versions: rows }: SettingsView): Html | false => {
  const { zone, locale } = frame.practice;
  return (
    rows.length > 0 &&
    html`<div class="card stack g3"><h2 class="t2">Versions</h2>${table(
      'Versions',
      [
        { head: 'Version', cell: (row) => row.version },
        { head: 'Since', cell: (row) => momentWords(row.setAt, zone, locale) },
        { head: 'Shown', cell: (row) => WHEN[row.shown][0] },
        { head: 'Service', cell: (row) => row.service },
        { head: 'Provider', cell: (row) => row.provider.split('\n').join(', ') },
      ],
      rows,
    )}</div>`
  );
};

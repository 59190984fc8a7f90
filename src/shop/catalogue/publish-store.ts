import type { PracticeId } from '../../kernel/id.ts';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { Agreement } from './agreement.ts';
import type { OfferingState } from './listing.ts';
import { derive, type FacilitatorPage, type Publication } from './publish.ts';

export const saveFacilitator = (tx: Tx, practiceId: PracticeId, page: FacilitatorPage) => tx`
  insert into shop.facilitators (practice_id, id, address, name, credentials, about, languages, position)
  values (${practiceId}, ${page.id}, ${page.address}, ${page.name}, ${page.credentials}, ${page.about},
    ${[...page.languages]}, ${page.position})
  on conflict (practice_id, id) do update set address = excluded.address, name = excluded.name,
    credentials = excluded.credentials, about = excluded.about, languages = excluded.languages,
    position = excluded.position
`;

export const saveAgreement = (
  tx: Tx,
  practiceId: PracticeId,
  { version, title, body }: Pick<Agreement, 'version' | 'title' | 'body'>,
) => tx`
  insert into shop.agreements (practice_id, version, title, body)
  values (${practiceId}, ${version}, ${title}, ${body})
  on conflict do nothing
`;

/**
 * Prints a group: offering, prices, listing, facilitators and the version for its history; the same id again replaces
 * them and leaves the seats alone. The version of the terms rises when anything changes that a buyer agrees to.
 */
export const savePublication = async (
  tx: Tx,
  practiceId: PracticeId,
  group: Publication,
  byPerson: string | null,
): Promise<void> => {
  await raiseTermsWhereChanged(tx, practiceId, group);
  await tx`
    insert into shop.offerings (practice_id, id, state, capacity, min_seats, decision_on, currency, entry)
    values (${practiceId}, ${group.offeringId}, ${group.state}, ${group.capacity}, ${group.minSeats},
      ${group.decisionOn}, ${group.currency}, ${group.entry ?? 'buy'})
    on conflict (practice_id, id) do update set state = excluded.state, capacity = excluded.capacity,
      min_seats = excluded.min_seats, decision_on = excluded.decision_on, entry = excluded.entry
  `;
  await saveTiers(tx, practiceId, group);
  await saveListing(tx, practiceId, group);
  await tx`
    delete from shop.listing_facilitators where practice_id = ${practiceId} and offering_id = ${group.offeringId}
  `;
  for (const [position, facilitatorId] of group.facilitatorIds.entries())
    await tx`
      insert into shop.listing_facilitators (practice_id, offering_id, facilitator_id, position)
      values (${practiceId}, ${group.offeringId}, ${facilitatorId}, ${position})
    `;
  await saveVersion(tx, practiceId, group, byPerson);
};

const saveTiers = async (
  tx: Tx,
  practiceId: PracticeId,
  { offeringId, tiers }: Publication,
): Promise<void> => {
  for (const [position, tier] of tiers.entries())
    await tx`
      insert into shop.tiers (practice_id, id, offering_id, position, name, line, unit_minor, fund_supported)
      values (${practiceId}, ${tier.id}, ${offeringId}, ${position}, ${tier.name}, ${tier.line}, ${tier.unitMinor},
        ${tier.fundSupported ?? false})
      on conflict (practice_id, id) do update set position = excluded.position, name = excluded.name,
        line = excluded.line, unit_minor = excluded.unit_minor, fund_supported = excluded.fund_supported
      where shop.tiers.offering_id = excluded.offering_id
    `;
  await tx`
    update shop.tiers set position = null
    where practice_id = ${practiceId} and offering_id = ${offeringId} and position is not null
      and id <> all(${tiers.map(({ id }) => id) as string[]}::uuid[])
  `;
};

/** What a buyer agrees to: dates, how many, prices, where, for whom, which agreement, and whether one applies first. */
const raiseTermsWhereChanged = (tx: Tx, practiceId: PracticeId, group: Publication) => {
  const { offeringId, tiers } = group;
  const prices = tiers.map(({ id, unitMinor, fundSupported = false }) => [id, [unitMinor, fundSupported]]);
  return tx`
    update shop.offerings o set terms_version = terms_version + 1
    where o.practice_id = ${practiceId} and o.id = ${offeringId} and (
      o.entry <> ${group.entry ?? 'buy'}
      or exists (select 1 from shop.listings l where l.practice_id = o.practice_id and l.offering_id = o.id
        and (l.schedule <> ${tx.json(group.schedule)} or l.meetings_sold <> ${group.meetingsSold}
          or l.agreement_version <> ${group.agreementVersion} or (l.format, l.place) <> (${group.format}, ${group.place})
          or (l.age_from, l.age_to) is distinct from (${group.ageFrom}::smallint, ${group.ageTo}::smallint)
          or l.attestations <> ${[...group.attestations]}))
      or exists (select 1 from shop.tiers t where t.practice_id = o.practice_id and t.offering_id = o.id
        and t.position is not null and jsonb_build_array(t.unit_minor, t.fund_supported)
          is distinct from ${tx.json(Object.fromEntries(prices))}::jsonb -> t.id::text))
  `;
};

/** A version for the history; what is printed again unchanged is no new one. */
const saveVersion = (
  tx: Tx,
  practiceId: PracticeId,
  { offeringId, state: _state, currency: _currency, ...content }: Publication,
  byPerson: string | null,
) => tx`
  insert into shop.publications (practice_id, id, offering_id, number, content, address, terms_version, by_person)
  select o.practice_id, ${newId<'publication'>()}, o.id, coalesce(last.number, 0) + 1, ${tx.json(content)}, ${content.address},
    o.terms_version, ${byPerson}
  from shop.offerings o
  left join lateral (select p.number, p.content, p.terms_version from shop.publications p
    where p.practice_id = o.practice_id and p.offering_id = o.id order by p.number desc limit 1) last on true
  where o.practice_id = ${practiceId} and o.id = ${offeringId}
    and (last.content, last.terms_version) is distinct from (${tx.json(content)}::jsonb, o.terms_version)
`;

/** Another state of a group that was printed; false when it is not, or no longer, in the state `from`. */
export const moveOffering = async (
  tx: Tx,
  practiceId: PracticeId,
  {
    offeringId,
    from,
    to,
  }: { readonly offeringId: string; readonly from: OfferingState; readonly to: OfferingState },
): Promise<boolean> => {
  const rows = await tx`
    update shop.offerings set state = ${to}
    where practice_id = ${practiceId} and id = ${offeringId} and state = ${from}
    returning id
  `;
  return rows.length === 1;
};

const saveListing = (tx: Tx, practiceId: PracticeId, group: Publication) => {
  const { weekday, dayPart, lowestUnitMinor, beginsAt, endsAt } = derive(group);
  const row = {
    practice_id: practiceId,
    offering_id: group.offeringId,
    address: group.address,
    name: group.name,
    summary: group.summary,
    lead: group.lead,
    suits: [...group.suits],
    talk_first: [...group.talkFirst],
    first_session: group.firstSession,
    focus: group.focus,
    leans_on: tx.json(group.leansOn),
    struggles: [...group.struggles],
    format: group.format,
    place: group.place,
    languages: [...group.languages],
    kind: group.kind,
    schedule: tx.json(group.schedule),
    meetings_sold: group.meetingsSold,
    weekday,
    day_part: dayPart,
    lowest_unit_minor: lowestUnitMinor,
    begins_at: beginsAt,
    ends_at: endsAt,
    agreement_version: group.agreementVersion,
    age_from: group.ageFrom,
    age_to: group.ageTo,
    attestations: [...group.attestations],
  };
  const { practice_id: _practice, offering_id: _offering, ...words } = row;
  return tx`
    insert into shop.listings ${tx(row)}
    on conflict (practice_id, offering_id) do update set ${tx(words)}
  `;
};

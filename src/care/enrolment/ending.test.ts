import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { openWorld } from '../../../test/world.ts';
import { Temporal } from '../../kernel/time.ts';
import { newId } from '../../platform/ids.ts';
import { endEnrolmentOfSeat, enrolFromSeat, seatOfActive } from './public.ts';

const { db, owner } = await testDatabase();
const { practiceId, afterALoss } = await openWorld(db);
const joinedOn = Temporal.PlainDate.from('2026-10-01');
const leftOn = Temporal.PlainDate.from('2026-11-12');
let serial = 0;

const enrolled = async () => {
  const seatId = newId<'seat'>();
  const attendeeEmail = `person${++serial}@mail.example`;
  await enrolFromSeat(db, {
    practiceId,
    seatId,
    groupId: afterALoss,
    attendeeName: 'Somebody',
    attendeeEmail,
    joinedOn,
  });
  const row = async () =>
    (await owner`select state, joined_on, left_on from care.enrolments where seat_id = ${seatId}`)[0];
  return { seatId, attendeeEmail, row };
};

for (const because of ['withdrawn', 'left'] as const)
  test(`whoever has ${because} is off the roster from that day, and the record stays`, async () => {
    const { seatId, row } = await enrolled();
    const end = { practiceId, seatId, because, leftOn };
    assert.equal(await endEnrolmentOfSeat(db, end), 'ended');
    const first = await row();
    assert.equal(first?.['state'], because);
    assert.equal(String(first?.['left_on'].toISOString?.() ?? first?.['left_on']).slice(0, 10), '2026-11-12');
    assert.equal(await endEnrolmentOfSeat(db, { ...end, because: 'left' }), 'not-active');
    assert.deepEqual(await row(), first);
  });

test('somebody who pauses may leave too', async () => {
  const { seatId, row } = await enrolled();
  await owner`update care.enrolments set state = 'paused' where seat_id = ${seatId}`;
  await endEnrolmentOfSeat(db, { practiceId, seatId, because: 'left', leftOn });
  assert.equal((await row())?.['state'], 'left');
});

test('an end that was reached otherwise is kept', async () => {
  const { seatId, row } = await enrolled();
  await owner`update care.enrolments set state = 'completed', left_on = '2026-11-01' where seat_id = ${seatId}`;
  assert.equal(await endEnrolmentOfSeat(db, { practiceId, seatId, because: 'left', leftOn }), 'not-active');
  assert.equal((await row())?.['state'], 'completed');
});

test('a person who has left can come again by another seat, and it is known by which seat they are here', async () => {
  const { seatId, attendeeEmail } = await enrolled();
  await endEnrolmentOfSeat(db, { practiceId, seatId, because: 'withdrawn', leftOn });
  const again = newId<'seat'>();
  const seat = { practiceId, groupId: afterALoss, attendeeName: 'Somebody', attendeeEmail, joinedOn };
  assert.equal(await enrolFromSeat(db, { ...seat, seatId: again }), 'enrolled');
  assert.equal(await seatOfActive(db, { practiceId, groupId: afterALoss, email: attendeeEmail }), again);
});

import type { Tx } from '../../platform/db.ts';
import { IDLE_MINUTES, SIGN_IN_HOURS } from './limits.ts';
import type { SignedIn } from './signed-in.ts';

export const insertRequest = (tx: Tx, request: { practiceId: string; id: string; email: string }) => tx`
  insert into identity.sign_in_requests (practice_id, id, email)
  values (${request.practiceId}, ${request.id}, ${request.email})
`;

/** Takes the request off the table: its address, and the person behind it where there is one. */
export const takeRequest = async (tx: Tx, practiceId: string, id: string) => {
  const [row] = await tx<{ email: string; personId: string | null }[]>`
    with request as (
      delete from identity.sign_in_requests where practice_id = ${practiceId} and id = ${id} returning email
    )
    select request.email, p.id as "personId"
    from request
    left join identity.people p on p.practice_id = ${practiceId} and p.email = request.email
      and exists (select 1 from identity.roles r where r.practice_id = p.practice_id and r.person_id = p.id)
  `;
  return row;
};

export const ownerId = async (tx: Tx, practiceId: string) => {
  const [row] = await tx<{ personId: string }[]>`
    select person_id as "personId" from identity.roles
    where practice_id = ${practiceId} and role = 'owner'
    order by since, person_id limit 1
  `;
  return row?.personId;
};

type Link = { practiceId: string; id: string; personId: string; secretHash: Buffer; minutes: number };

export const insertLink = (tx: Tx, link: Link) => tx`
  insert into identity.sign_in_links (practice_id, id, person_id, secret_hash, expires_at)
  values (${link.practiceId}, ${link.id}, ${link.personId}, ${link.secretHash},
    platform.now() + make_interval(mins => ${link.minutes}))
`;

export const linkIsGood = async (tx: Tx, practiceId: string, secretHash: Buffer) => {
  const rows = await tx`
    select 1 from identity.sign_in_links
    where practice_id = ${practiceId} and secret_hash = ${secretHash} and used_at is null
      and expires_at > platform.now()
  `;
  return rows.length === 1;
};

/** Uses the link up; of two at once, one gets the person. The person's other open links end with it. */
export const useLink = async (tx: Tx, practiceId: string, secretHash: Buffer) => {
  const [used] = await tx<{ personId: string }[]>`
    update identity.sign_in_links set used_at = platform.now()
    where practice_id = ${practiceId} and secret_hash = ${secretHash} and used_at is null
      and expires_at > platform.now()
    returning person_id as "personId"
  `;
  if (used)
    await tx`
      update identity.sign_in_links set used_at = platform.now()
      where practice_id = ${practiceId} and person_id = ${used.personId} and used_at is null
    `;
  return used?.personId;
};

export const insertSignIn = (
  tx: Tx,
  signIn: { practiceId: string; id: string; personId: string; secretHash: Buffer },
) => tx`
  insert into identity.sign_ins (practice_id, id, person_id, secret_hash, expires_at)
  values (${signIn.practiceId}, ${signIn.id}, ${signIn.personId}, ${signIn.secretHash},
    platform.now() + make_interval(hours => ${SIGN_IN_HOURS}))
`;

export type LiveSignIn = SignedIn & { readonly id: string; readonly stale: boolean };

/** The sign-in behind a secret while it lives; `stale` when its last sight is more than a minute old. */
export const liveSignIn = async (tx: Tx, practiceId: string, secretHash: Buffer) => {
  const [row] = await tx<LiveSignIn[]>`
    select s.id, s.person_id as "personId", p.name,
      array(select r.role from identity.roles r
        where r.practice_id = s.practice_id and r.person_id = s.person_id order by r.role) as roles,
      s.last_seen_at < platform.now() - interval '1 minute' as stale
    from identity.sign_ins s
    join identity.people p on p.practice_id = s.practice_id and p.id = s.person_id
    where s.practice_id = ${practiceId} and s.secret_hash = ${secretHash} and s.ended_at is null
      and s.expires_at > platform.now()
      and s.last_seen_at > platform.now() - make_interval(mins => ${IDLE_MINUTES})
  `;
  return row;
};

export const seeSignIn = (tx: Tx, practiceId: string, id: string) => tx`
  update identity.sign_ins set last_seen_at = platform.now() where practice_id = ${practiceId} and id = ${id}
`;

export const endSignIn = (tx: Tx, practiceId: string, secretHash: Buffer) => tx`
  update identity.sign_ins set ended_at = platform.now()
  where practice_id = ${practiceId} and secret_hash = ${secretHash} and ended_at is null
`;

/** Forgets what has been over for a day. */
export const forgetOld = async (tx: Tx, practiceId: string) => {
  await tx`delete from identity.sign_in_links
    where practice_id = ${practiceId} and expires_at < platform.now() - interval '1 day'`;
  await tx`delete from identity.sign_ins
    where practice_id = ${practiceId} and expires_at < platform.now() - interval '1 day'`;
  await tx`delete from identity.sign_in_requests
    where practice_id = ${practiceId} and created_at < platform.now() - interval '1 day'`;
};

/** Ends every sign-in of a person, and every link that would open one. */
export const endAllOf = async (tx: Tx, practiceId: string, personId: string): Promise<void> => {
  await tx`update identity.sign_in_links set used_at = platform.now()
    where practice_id = ${practiceId} and person_id = ${personId} and used_at is null`;
  await tx`update identity.sign_ins set ended_at = platform.now()
    where practice_id = ${practiceId} and person_id = ${personId} and ended_at is null`;
};

import { buildApp } from '../src/app.ts';
import { hasOwnQuestions } from '../src/care/applications/public.ts';
import { signInJobs } from '../src/identity/sign-in/jobs.ts';
import { ownerLink } from '../src/identity/sign-in/public.ts';
import type { PracticeId } from '../src/kernel/id.ts';
import { invariant } from '../src/kernel/invariant.ts';
import type { Parts } from '../src/parts.ts';
import type { JobData } from '../src/platform/jobs.ts';
import type { Mail } from '../src/platform/outbox.ts';
import { urls } from '../src/urls.ts';
import { EXAMPLE_APPLICANTS, EXAMPLE_PAIR, EXAMPLE_QUESTIONS, EXAMPLE_WAITING } from './askers.ts';
import { type Browser, browserOf } from './buy.ts';
import { exampleOfferingId } from './ids.ts';
import { exampleAddress } from './members.ts';

const APPLIED = {
  id: exampleOfferingId(14),
  address: 'k7m2qv9d',
  facilitator: exampleAddress('Marcus Bell'),
};
const FULL = { address: 'pwt2dpx2' };

/**
 * Plays those who ask: they apply, they wait, two of them only together; a facilitator answers. All of it through the
 * site's own forms and letters, once: where the group has its questions, everything was asked before.
 */
export const askAsExample = async (
  parts: Parts,
  { practiceId, ownerId }: { readonly practiceId: PracticeId; readonly ownerId: string },
): Promise<void> => {
  const { db } = parts.platform;
  if (await hasOwnQuestions(db, { practiceId, personId: ownerId }, APPLIED.id)) return;
  const post = eavesdrop(parts);
  const app = await buildApp(post.parts);
  try {
    const open = () => browserOf(app, parts.platform.publicUrl);
    const owner = open();
    await owner.post(await ownerLink(db, practiceId), {});
    await owner.post(urls.deskQuestions({ group: APPLIED.id }), EXAMPLE_QUESTIONS);
    const steps = [
      ...EXAMPLE_APPLICANTS.map((applicant) => () => apply(open(), post, applicant)),
      () => decide(open(), post),
      ...EXAMPLE_WAITING.map((name) => () => wait(open(), post, name)),
      () => pairUp(open(), post),
    ];
    // Whoever cannot ask now is left out: an example never keeps the site from starting.
    for (const step of steps)
      await step().catch(() => parts.platform.log.event('example-asker-left-out', { practiceId }));
  } finally {
    await app.close();
  }
};

type Post = {
  readonly parts: Parts;
  /** The path of the newest link of this kind that was written to somebody. */
  linkTo(email: string, kind: 'applications' | 'waiting' | 'together' | 'sign-in'): string;
  /** Runs what signing in has asked of the queue, so that its letter is there. */
  runSignIn(): Promise<void>;
};

/** The same parts with an ear at the letter box: letters go their way, and the private links in them are known here. */
const eavesdrop = (parts: Parts): Post => {
  const { outbox, jobs } = parts.platform;
  const letters: Mail[] = [];
  const asked: { name: string; data: JobData }[] = [];
  const platform: Parts['platform'] = {
    ...parts.platform,
    // All of them ask from this one machine.
    limits: { take: async () => true },
    outbox: {
      mail: async (tx, order) => {
        // A way in that has been used by the time anybody reads of it.
        if (order.kind !== 'sign-in-link') await outbox.mail(tx, order);
        letters.push(order.mail);
      },
    },
    jobs: {
      enqueue: async (tx, name, data, options) => {
        asked.push({ name, data });
        await jobs.enqueue(tx, name, data, options);
      },
    },
  };
  return {
    parts: { ...parts, platform },
    linkTo: (email, kind) => {
      const letter = letters.findLast((mail) => mail.to === email && mail.text.includes(`/${kind}/`));
      const path = new RegExp(`/${kind}/[\\w-]+`).exec(letter?.text ?? '')?.[0];
      invariant(path, `the example has a letter with a link of ${kind}`);
      return path;
    },
    runSignIn: async () => {
      for (const { name: wanted, run } of signInJobs(platform))
        for (const { name, data } of asked) if (name === wanted) await run(data);
    },
  };
};

type Applicant = (typeof EXAMPLE_APPLICANTS)[number];

const apply = async (browser: Browser, post: Post, { name, answers, sends }: Applicant): Promise<void> => {
  const email = exampleAddress(name);
  await browser.post(urls.groupApplication(APPLIED.address), { name, email });
  await browser.post(post.linkTo(email, 'applications'), { name, ...answers, do: sends ? 'send' : 'save' });
};

/** The facilitator reads what was sent, and answers those whom the example has an answer for. */
const decide = async (browser: Browser, post: Post): Promise<void> => {
  await browser.post(urls.signIn(), { email: APPLIED.facilitator });
  await post.runSignIn();
  await browser.post(post.linkTo(APPLIED.facilitator, 'sign-in'), {});
  const { body } = await browser.get(urls.deskApplications());
  for (const { name, answer } of EXAMPLE_APPLICANTS) {
    const id = new RegExp(`href="/desk/applications/([0-9a-f-]{36})"[^>]*>${name}`).exec(body)?.[1];
    if (answer && id)
      await browser.post(urls.deskApplicationDecision(id), {
        ...{ say: answer.say, letter: answer.letter, seen: 'applied' },
        // Kept for one day: an offer that is about to run out.
        days: '1',
      });
  }
};

const wait = async (browser: Browser, post: Post, name: string): Promise<string> => {
  const email = exampleAddress(name);
  await browser.post(urls.groupWaiting(FULL.address), { name, email });
  const page = post.linkTo(email, 'waiting');
  await browser.post(page, {});
  return page;
};

/** Two who come only together: one waits and asks, the other says yes. */
const pairUp = async (browser: Browser, post: Post): Promise<void> => {
  const [one, other] = EXAMPLE_PAIR;
  const page = await wait(browser, post, one);
  await browser.post(`${page}/partner`, { email: exampleAddress(other) });
  await browser.post(post.linkTo(exampleAddress(other), 'together'), { name: other });
};

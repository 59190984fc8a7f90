import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from './db.ts';
import type { ScheduleEntry } from './jobs.ts';
import type { Log } from './log.ts';

/** A run that takes longer is reported, and another process may begin: every entry is re-entrant. */
const DEADLINE_SECONDS = 120;

export type RunnerDeps = { readonly sql: Sql; readonly log: Log };

type Every = ScheduleEntry & { readonly every: { readonly seconds: number } };

const isFine = (entry: ScheduleEntry): entry is Every => 'seconds' in entry.every;

/** Takes an entry for one run, unless another process has it or has just run it. */
const take = async (sql: Sql, name: string): Promise<boolean> => {
  const rows = await sql`
    insert into platform.schedule_runs as r (name, taken_until, started_at)
    values (${name}, now() + make_interval(secs => ${DEADLINE_SECONDS}), now())
    on conflict (name) do update set taken_until = excluded.taken_until, started_at = excluded.started_at
      where r.taken_until <= now()
    returning name`;
  return rows.length === 1;
};

const giveBack = (sql: Sql, { name, every }: Every, failed: boolean) => sql`
  update platform.schedule_runs
  set taken_until = started_at + make_interval(secs => ${every.seconds * 0.9}), ended_at = now(),
    failures = case when ${failed} then failures + 1 else 0 end
  where name = ${name}`;

/** Runs an entry once if it is free; true when it ran. What it throws is logged, never passed on. */
export const runOnce = async ({ sql, log }: RunnerDeps, entry: Every): Promise<boolean> => {
  if (!(await take(sql, entry.name))) return false;
  const late = setTimeout(
    () => log.event('schedule-overdue', { entry: entry.name, seconds: DEADLINE_SECONDS }),
    DEADLINE_SECONDS * 1_000,
  );
  let failed = false;
  try {
    await entry.run();
  } catch (error) {
    failed = true;
    log.fault('schedule-failed', error, { entry: entry.name });
  } finally {
    clearTimeout(late);
  }
  await giveBack(sql, entry, failed);
  return true;
};

const keepRunning = async (deps: RunnerDeps, entry: Every, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    await runOnce(deps, entry).catch((error: unknown) =>
      deps.log.fault('schedule-failed', error, { entry: entry.name }),
    );
    await sleep(entry.every.seconds * 1_000, undefined, { signal, ref: false }).catch(() => undefined);
  }
};

/**
 * Runs the entries that are finer than a minute, in this process; several processes share them.
 * `stop` waits for what is running.
 */
export const runSchedule = (
  deps: RunnerDeps,
  entries: readonly ScheduleEntry[],
): { stop(): Promise<void> } => {
  const end = new AbortController();
  const loops = entries.filter(isFine).map((entry) => keepRunning(deps, entry, end.signal));
  return {
    stop: async () => {
      end.abort();
      await Promise.all(loops);
    },
  };
};

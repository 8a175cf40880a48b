import {
  type Backlog,
  type BacklogName,
  type Health,
} from '../../../domain/health/schema';
import { CLOCK_POOL } from '../../platform/ground';
import { command } from '../../platform/cloud';
import { failuresId } from '../../platform/failures';
import { count, find, get, type Loose } from '../../platform/documents';
import type { Table } from '../../platform/tables';

const HOUR = 60 * 60_000;
const DAY_HOURS = 24;

/** How everything runs, as the database shows it. */
export async function measureHealth(now: number): Promise<Health> {
  const [failures, pushes, backlog, clock] = await Promise.all([
    failuresOf(now),
    pushesOf(now),
    backlogs(),
    get('pools', CLOCK_POOL),
  ]);
  const tasks = Object.entries(clock?.tasks ?? {});
  return {
    at: now,
    failures,
    pushes,
    backlog,
    tasks: tasks.map(([name, { done, failed }]) => ({
      name,
      done,
      failed: failed === true,
    })),
  };
}

async function failuresOf(now: number): Promise<Health['failures']> {
  const last = Math.floor(now / HOUR);
  const ids = Array.from({ length: DAY_HOURS }, (_, ago) =>
    failuresId(last - ago)
  );
  const rows = await find('meta', { _id: command.in(ids) });
  return rows
    .sort((a, b) => (b.at ?? 0) - (a.at ?? 0))
    .flatMap(({ at = 0, failures = {} }) =>
      Object.entries(failures).map(([key, times]) => ({
        hour: at,
        action: key.replace('/', '.'),
        count: times,
      }))
    );
}

async function pushesOf(now: number): Promise<Health['pushes']> {
  const createdAt = command.gte(now - DAY_HOURS * HOUR);
  const [sent, failed] = await Promise.all([
    count('pushes', { createdAt, status: 'sent' }),
    count('pushes', { createdAt, status: 'failed' }),
  ]);
  const attempted = sent + failed;
  const failureRate = attempted === 0 ? null : failed / attempted;
  return { attempted, failed, failureRate };
}

async function backlogs(): Promise<Record<BacklogName, Backlog>> {
  const [messages, arrivals, jobs, pushes] = await Promise.all([
    backlogOf('messages', { seq: 0 }, 'sentAt'),
    backlogOf('arrivals', {}, 'at'),
    backlogOf('jobs', {}, 'createdAt'),
    backlogOf('pushes', { status: 'pending' }, 'createdAt'),
  ]);
  return { messages, arrivals, jobs, pushes };
}

async function backlogOf(
  table: Table,
  filter: Loose,
  time: string
): Promise<Backlog> {
  const [oldest] = await find(table, filter, {
    orderBy: [time, 'asc'],
    limit: 1,
  });
  if (!oldest) return { count: 0, oldestAt: null };
  const at: unknown = Object.entries(oldest).find(([key]) => key === time)?.[1];
  return {
    count: await count(table, filter),
    oldestAt: typeof at === 'number' ? at : null,
  };
}

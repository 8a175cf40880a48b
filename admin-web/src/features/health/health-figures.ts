import { EACH, TIMERS } from '../../../../domain/health/cost';
import { ENOUGH_PUSHES } from '../../../../domain/health/judge';
import { BACKLOGS } from '../../../../domain/health/schema';
import { idleUsage } from '../../../../domain/rollup/cost';
import { fill } from '../../../../domain/ui/copy/fill';
import { BACKLOG_COPY, HEALTH_COPY } from '../../../../domain/ui/copy/health';
import {
  momentWords,
  waitWords,
} from '../../../../miniprogram/views/time-words';
import type { CostFigures, HealthReport } from './use-health';

/** A number with its definition and what it is held against. */
export interface HealthFigure {
  key: string;
  word: string;
  definition: string;
  value: string;
  unit: string;
  how: string;
  /** null: there is nothing to judge. */
  good: boolean | null;
}

type HealthTask = HealthReport['tasks'][number];
const NONE = '–';
const percent = (share: number) => `${Math.round(share * 100)}%`;
const thousands = (count: number) => Math.round(count).toLocaleString('zh-CN');
const yuan = (amount: number) => amount.toFixed(2);

export function costFigures(cost: CostFigures): HealthFigure[] {
  const { operationsPerConversation: each, yuanPerThousand, forecast } = cost;
  return [
    {
      key: 'operations',
      word: HEALTH_COPY.operations,
      definition: HEALTH_COPY.operationsHow,
      value: each === null ? NONE : each.toFixed(0),
      unit: each === null ? '' : HEALTH_COPY.times,
      how: '',
      good: null,
    },
    {
      key: 'thousand',
      word: HEALTH_COPY.perThousand,
      definition: HEALTH_COPY.perThousandHow,
      value: yuanPerThousand === null ? NONE : yuan(yuanPerThousand),
      unit: yuanPerThousand === null ? '' : HEALTH_COPY.yuan,
      how: '',
      good: null,
    },
    {
      key: 'calls',
      word: HEALTH_COPY.forecast,
      definition: HEALTH_COPY.forecastHow,
      value: thousands(forecast.calls),
      unit: HEALTH_COPY.times,
      ...quotaWords(forecast),
    },
    {
      key: 'month',
      word: HEALTH_COPY.month,
      definition: HEALTH_COPY.monthHow,
      value: yuan(forecast.yuan),
      unit: HEALTH_COPY.yuan,
      how: fill(HEALTH_COPY.plan, { n: yuan(cost.planYuan) }),
      good: null,
    },
  ];
}

function quotaWords({ share, included }: CostFigures['forecast']) {
  if (share === null) return { how: HEALTH_COPY.noQuota, good: null };
  const words = share > 1 ? HEALTH_COPY.quotaOver : HEALTH_COPY.quota;
  const how = fill(words, { n: thousands(included), share: percent(share) });
  return { how, good: share <= 1 };
}

export function healthFigures(health: HealthReport): HealthFigure[] {
  const { failures, pushes, problems, thresholds } = health;
  const failed = failures.reduce((sum, { count }) => sum + count, 0);
  const rate = pushes.failureRate;
  const few = pushes.attempted < ENOUGH_PUSHES;
  return [
    {
      key: 'failures',
      word: HEALTH_COPY.failures,
      definition: HEALTH_COPY.failuresHow,
      value: String(failed),
      unit: HEALTH_COPY.times,
      how: fill(HEALTH_COPY.failuresLimit, { n: thresholds.failuresPerHour }),
      good: !problems.includes('failures'),
    },
    {
      key: 'pushes',
      word: HEALTH_COPY.pushFailed,
      definition: HEALTH_COPY.pushFailedHow,
      value: rate === null ? NONE : percent(rate),
      unit: '',
      how: fill(few ? HEALTH_COPY.pushFew : HEALTH_COPY.pushFailedOf, {
        n: ENOUGH_PUSHES,
        failed: pushes.failed,
        attempted: pushes.attempted,
        limit: percent(thresholds.pushFailureRate),
      }),
      good: few ? null : !problems.includes('pushes'),
    },
    ...backlogFigures(health),
  ];
}

function backlogFigures(health: HealthReport): HealthFigure[] {
  const { at, backlog, problems, thresholds } = health;
  const limit = { n: thresholds.backlogMinutes };
  return BACKLOGS.map((name) => {
    const { count, oldestAt } = backlog[name];
    const time = oldestAt === null ? '' : waitWords(at - oldestAt);
    const judged = name !== 'arrivals';
    return {
      key: `backlog-${name}`,
      word: BACKLOG_COPY[name],
      definition: [
        HEALTH_COPY.backlogHow,
        judged ? fill(HEALTH_COPY.backlogLimit, limit) : HEALTH_COPY.queueing,
      ].join(''),
      value: String(count),
      unit: '',
      how: time
        ? fill(HEALTH_COPY.waits, { n: count, time })
        : HEALTH_COPY.clear,
      good: judged ? !problems.includes(`backlog:${name}`) : null,
    };
  });
}

const HOUR = 3_600_000;

/** How far nightly or hourly work is; hours are counted since 1970. */
export function taskWords({ done, failed }: HealthTask, now: number): string {
  if (failed) return HEALTH_COPY.taskFailed;
  if (done === '') return HEALTH_COPY.taskNew;
  const hourly = /^\d+$/.test(done);
  const until = hourly ? momentWords(Number(done) * HOUR, now) : done;
  return fill(HEALTH_COPY.taskDone, { done: until });
}

/** What the cost is computed from: the one counted, the other assumed. */
export function measuredWords(cost: CostFigures): string[] {
  const { from, to, days, ofMonth } = cost;
  const { conversations, messages, pushes } = cost;
  return [
    days === 0
      ? HEALTH_COPY.noDays
      : fill(HEALTH_COPY.days, { from, to, days, ofMonth }),
    fill(HEALTH_COPY.conversations, { n: thousands(conversations) }),
    fill(HEALTH_COPY.messages, { n: thousands(messages) }),
    fill(HEALTH_COPY.pushes, { n: thousands(pushes) }),
  ];
}

export function assumedWords(): string[] {
  const idle = idleUsage(TIMERS).calls;
  return [
    fill(HEALTH_COPY.eachMessage, { n: EACH.perMessage }),
    fill(HEALTH_COPY.eachPush, { n: EACH.perPush }),
    fill(HEALTH_COPY.eachConversation, { n: EACH.perConversation }),
    fill(HEALTH_COPY.eachCalls, {
      a: EACH.functionsPerMessage,
      b: EACH.functionsPerConversation,
    }),
    fill(HEALTH_COPY.eachMs, { ms: EACH.msPerCall, mb: EACH.memoryMb }),
    fill(HEALTH_COPY.timers, { n: thousands(idle) }),
  ];
}

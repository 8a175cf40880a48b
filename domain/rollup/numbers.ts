import type { Figures, Numbers } from './schema';

export function noNumbers(): Numbers {
  return {
    customers: 0,
    begun: 0,
    handled: 0,
    closed: 0,
    customerMessages: 0,
    agentMessages: 0,
    firstReply: { ms: 0, count: 0 },
    reply: { ms: 0, count: 0 },
    scores: [0, 0, 0, 0, 0],
    contacts: 0,
    solvedInOne: 0,
    converted: 0,
    pushes: {
      wanted: 0,
      attempted: 0,
      accepted: 0,
      failed: 0,
      noCredit: 0,
      limited: 0,
      skipped: 0,
      clicked: 0,
    },
    hours: 0,
    activeHours: 0,
  };
}

/** Several days or people together. Customers of several days count each day. */
export function addNumbers(a: Numbers, b: Numbers): Numbers {
  const sum = noNumbers();
  for (const key of PLAIN) sum[key] = a[key] + b[key];
  for (const key of ['firstReply', 'reply'] as const) {
    sum[key] = {
      ms: a[key].ms + b[key].ms,
      count: a[key].count + b[key].count,
    };
  }
  sum.scores = a.scores.map((count, at) => count + (b.scores[at] ?? 0));
  for (const key of PUSHES) sum.pushes[key] = a.pushes[key] + b.pushes[key];
  return sum;
}

const PUSHES = Object.keys(noNumbers().pushes) as (keyof Numbers['pushes'])[];

const PLAIN = [
  'customers',
  'begun',
  'handled',
  'closed',
  'customerMessages',
  'agentMessages',
  'contacts',
  'solvedInOne',
  'converted',
  'activeHours',
] as const;

export function figuresOf(numbers: Numbers): Figures {
  const { scores, pushes, closed, contacts } = numbers;
  const rated = scores.reduce((a, b) => a + b, 0);
  const points = scores.reduce((sum, count, at) => sum + count * (at + 1), 0);
  const satisfied = (scores[3] ?? 0) + (scores[4] ?? 0);
  return {
    firstReplyMs: over(numbers.firstReply.ms, numbers.firstReply.count),
    replyMs: over(numbers.reply.ms, numbers.reply.count),
    score: over(points, rated),
    satisfied: over(satisfied, rated),
    solvedInOne: over(numbers.solvedInOne, contacts),
    conversion: over(numbers.converted, closed),
    pushAccepted: over(pushes.accepted, pushes.attempted),
    pushGap: over(pushes.noCredit, pushes.wanted),
    handledPerHour: over(numbers.handled, numbers.activeHours),
  };
}

function over(a: number, b: number): number | null {
  return b === 0 ? null : a / b;
}

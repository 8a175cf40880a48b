import { Cron } from 'croner';
import { CloudError } from '../kernel/errors';

const FIELDS: [name: string, least: number, most: number, names?: string[]][] =
  [
    ['second', 0, 59],
    ['minute', 0, 59],
    ['hour', 0, 23],
    ['day', 1, 31],
    [
      'month',
      1,
      12,
      'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' '),
    ],
    ['weekday', 0, 6, 'SUN MON TUE WED THU FRI SAT'.split(' ')],
    ['year', 1970, 2099],
  ];
const PART = /^(?:\*|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/;

/**
 * Reads the platform's seven fields, as of Asia/Shanghai. Day and weekday are
 * joined by "or" where both are given.
 * @throws CloudError INVALID_PARAM naming what the platform does not document
 */
export function parseCron(owner: string, text: string): Cron {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== FIELDS.length) {
    throw refusal(owner, `"${text}" has not the 7 fields of a 7-field cron`);
  }
  fields.forEach((field, at) => checkField(owner, field, at));
  try {
    return new Cron(fields.join(' '), {
      mode: '7-part',
      paused: true,
      timezone: 'Asia/Shanghai',
      // `1/10` is documented: from the first minute on, every ten.
      sloppyRanges: true,
    });
  } catch (error) {
    throw refusal(owner, `"${text}" is no valid 7-field cron`, String(error));
  }
}

/** Milliseconds since the epoch, Infinity where there is no further time. */
export function nextAfter(cron: Cron, now: number): number {
  return cron.nextRun(new Date(now))?.getTime() ?? Infinity;
}

function checkField(owner: string, field: string, at: number): void {
  const [name, least, most, names = []] = FIELDS[at] ?? ['', 0, 0];
  const fits = (value: string | undefined): boolean => {
    if (value === undefined || names.includes(value.toUpperCase())) return true;
    return /^\d+$/.test(value) && +value >= least && +value <= most;
  };
  for (const part of field.split(',')) {
    const [all, from, to, step] = PART.exec(part) ?? [];
    if (all === undefined || !fits(from) || !fits(to) || step === '0') {
      throw refusal(owner, `"${part}" is nothing that the ${name} field knows`);
    }
  }
}

function refusal(owner: string, why: string, detail?: string): CloudError {
  return new CloudError('INVALID_PARAM', `trigger of ${owner}: ${why}`, detail);
}

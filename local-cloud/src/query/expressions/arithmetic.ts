import { failed } from '../failures';
import { isNothing, takes, type Operator } from './kinds';

/** A function of numbers: null for nothing, an error for what is no number. */
function numeric(
  least: number,
  most: number,
  run: (...numbers: number[]) => number
): Operator {
  return takes(least, most, (args, _budget, name) => {
    if (args.some(isNothing)) return null;
    return run(...args.map((value) => numberOf(value, name)));
  });
}

function numberOf(value: unknown, name: string): number {
  if (typeof value === 'number') return value;
  throw failed(`${name} only supports numeric types`);
}

function positive(value: number, name: string): number {
  if (value > 0 || Number.isNaN(value)) return value;
  throw failed(`${name} needs a positive number`);
}

function notZero(value: number, name: string): number {
  if (value !== 0) return value;
  throw failed(`can't ${name} by zero`);
}

function power(base: number, exponent: number): number {
  if (base === 0 && exponent < 0) {
    throw failed('$pow cannot take a base of 0 and a negative exponent');
  }
  return base ** exponent;
}

function root(value: number): number {
  if (value < 0) throw failed('$sqrt needs a number of 0 or more');
  return Math.sqrt(value);
}

function logarithm(value: number, base: number): number {
  if (base === 1) throw failed('the base of $log must not be 1');
  const result =
    Math.log(positive(value, '$log')) / Math.log(positive(base, '$log'));
  const whole = Math.round(result);
  return base ** whole === value ? whole : result;
}

/** To decimal places, which may be negative. */
function atPlace(way: (value: number) => number) {
  return (value: number, place = 0): number => {
    if (!Number.isInteger(place) || place < -20 || place > 100) {
      throw failed('the place must be a whole number from -20 to 100');
    }
    if (!Number.isFinite(value)) return value;
    if (place === 0) return way(value);
    const shifted = way(Number(`${shift(value, place)}`));
    return Number(shift(shifted, -place));
  };
}

function shift(value: number, places: number): string {
  const [digits, exponent = '0'] = String(value).split('e');
  return String(Number(`${digits}e${Number(exponent) + places}`));
}

/** Halves go to the even neighbour. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

const add = takes(0, Infinity, (args) => {
  let sum = 0;
  let dates = 0;
  if (args.some(isNothing)) return null;
  for (const value of args) {
    if (value instanceof Date) dates += 1;
    else if (typeof value !== 'number') {
      throw failed('$add only supports numeric or date types');
    }
    sum += Number(value);
  }
  if (dates > 1) throw failed('only one date allowed in an $add expression');
  return dates === 1 ? new Date(sum) : sum;
});

const subtract = takes(2, 2, ([from, amount]) => {
  if (isNothing(from) || isNothing(amount)) return null;
  if (from instanceof Date) {
    if (amount instanceof Date) return Number(from) - Number(amount);
    return new Date(Number(from) - numberOf(amount, '$subtract'));
  }
  return numberOf(from, '$subtract') - numberOf(amount, '$subtract');
});

export const ARITHMETIC: Record<string, Operator> = {
  $abs: numeric(1, 1, Math.abs),
  $add: add,
  $ceil: numeric(1, 1, Math.ceil),
  $divide: numeric(2, 2, (a, b) => a / notZero(b as number, '$divide')),
  $exp: numeric(1, 1, Math.exp),
  $floor: numeric(1, 1, Math.floor),
  $ln: numeric(1, 1, (value) => Math.log(positive(value, '$ln'))),
  $log: numeric(2, 2, logarithm),
  $log10: numeric(1, 1, (value) => Math.log10(positive(value, '$log10'))),
  $mod: numeric(2, 2, (a, b) => a % notZero(b as number, '$mod')),
  $multiply: numeric(0, Infinity, (...all) => all.reduce((a, b) => a * b, 1)),
  $pow: numeric(2, 2, power),
  $round: numeric(1, 2, atPlace(roundHalfEven)),
  $sqrt: numeric(1, 1, root),
  $subtract: subtract,
  $trunc: numeric(1, 2, atPlace(Math.trunc)),
};

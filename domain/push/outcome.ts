/** WeChat: not subscribed, or every consent is used up. */
const NO_CONSENT = 43101;
/** Busy, token renewed meanwhile, two sends to one person at once. */
const TRANSIENT: readonly number[] = [-1, 40001, 40014, 42001, 43108];
/**
 * Nobody knows whether WeChat got it: no answer came, or who asked died. It
 * may have been delivered, so it is neither repeated nor given back.
 */
export const UNKNOWN = -2;

/** The first try and two more (X1). */
export const MOST_TRIES = 3;

export type Outcome =
  | { kind: 'sent' }
  /** Try again with the same push. */
  | { kind: 'again' }
  /** Never repeated (A-BR08). What becomes of the consent that was taken. */
  | { kind: 'failed'; credit: 'returned' | 'none left' | 'taken' };

/** What WeChat's answer means; -1 also: WeChat was not reached at all. */
export function outcomeOf(errCode: number, tries: number): Outcome {
  if (errCode === 0) return { kind: 'sent' };
  if (errCode === NO_CONSENT) return { kind: 'failed', credit: 'none left' };
  if (errCode === UNKNOWN) return { kind: 'failed', credit: 'taken' };
  if (TRANSIENT.includes(errCode) && tries < MOST_TRIES) {
    return { kind: 'again' };
  }
  return { kind: 'failed', credit: 'returned' };
}

/** Whether an agent may ask for one more attempt of it. */
export function mayResend(push: {
  status: string;
  errCode: number | null;
}): boolean {
  const { status, errCode } = push;
  if (status !== 'failed' || errCode === null) return false;
  return errCode === UNKNOWN || TRANSIENT.includes(errCode);
}

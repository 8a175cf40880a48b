import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** How many messages each person has consented to, per template. */
export interface Ledger {
  grant(openid: string, templateId: string, count: number): void;
  balance(openid: string, templateId: string): number;
  /** Uses one consent; false when there is none. */
  spend(openid: string, templateId: string): boolean;
  clear(): void;
}

/** Kept in a file where one is named, so that it outlives a restart. */
export function openLedger(file?: string | null): Ledger {
  const balances = new Map<string, number>(file ? read(file) : []);

  function set(key: string, balance: number): void {
    if (balance > 0) balances.set(key, balance);
    else balances.delete(key);
    if (file) write(file, balances);
  }

  const balanceOf = (key: string): number => balances.get(key) ?? 0;

  return {
    grant(openid, templateId, count) {
      const key = keyOf(openid, templateId);
      set(key, Math.max(0, balanceOf(key) + count));
    },
    balance: (openid, templateId) => balanceOf(keyOf(openid, templateId)),
    spend(openid, templateId) {
      const key = keyOf(openid, templateId);
      const balance = balanceOf(key);
      if (balance > 0) set(key, balance - 1);
      return balance > 0;
    },
    clear() {
      balances.clear();
      if (file) write(file, balances);
    },
  };
}

function keyOf(openid: string, templateId: string): string {
  return JSON.stringify([openid, templateId]);
}

function read(file: string): [string, number][] {
  if (!existsSync(file)) return [];
  return JSON.parse(readFileSync(file, 'utf8')) as [string, number][];
}

function write(file: string, balances: Map<string, number>): void {
  writeFileSync(`${file}.new`, JSON.stringify([...balances]));
  renameSync(`${file}.new`, file);
}

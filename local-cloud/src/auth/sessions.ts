import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { ClientCaller } from '../kernel/caller';
import type { Clock } from '../kernel/clock';
import type { Driver, Row, Statement } from '../store/driver';
import { AuthError } from './auth-error';

const REFRESH_MS = 31 * 24 * 3_600_000;

/** One sign-in on one device, from its first token to its end. */
export interface Session {
  id: string;
  caller: ClientCaller;
}

/** The sign-ins that are alive. On disk, so they outlive the process. */
export class Sessions {
  private readonly insert: Statement;
  private readonly byId: Statement;
  private readonly byRefresh: Statement;
  private readonly ofPerson: Statement;
  private readonly renewal: Statement;
  private readonly removal: Statement;
  private readonly listeners = new Set<(ended: Session) => void>();
  /** Ids of all rows: every request asks. */
  private readonly alive: Set<string>;

  constructor(
    private readonly driver: Driver,
    private readonly clock: Clock
  ) {
    driver.exec(
      `CREATE TABLE IF NOT EXISTS auth_sessions (
         id TEXT PRIMARY KEY, refresh TEXT UNIQUE NOT NULL,
         person TEXT NOT NULL, caller TEXT NOT NULL,
         expires_at INTEGER NOT NULL);
       CREATE INDEX IF NOT EXISTS auth_sessions_person
         ON auth_sessions (person)`
    );
    this.insert = driver.prepare(
      'INSERT INTO auth_sessions VALUES (?, ?, ?, ?, ?)'
    );
    const ids = driver.prepare('SELECT id FROM auth_sessions').all();
    this.alive = new Set(ids.map((row) => String(row.id)));
    this.byId = driver.prepare('SELECT * FROM auth_sessions WHERE id = ?');
    this.byRefresh = driver.prepare(
      'SELECT * FROM auth_sessions WHERE refresh = ?'
    );
    this.ofPerson = driver.prepare(
      'SELECT * FROM auth_sessions WHERE person = ? ORDER BY rowid'
    );
    this.renewal = driver.prepare(
      'UPDATE auth_sessions SET refresh = ?, expires_at = ? WHERE id = ?'
    );
    this.removal = driver.prepare('DELETE FROM auth_sessions WHERE id = ?');
  }

  /** `most` sessions of one person at a time, 0 for any number. */
  open(caller: ClientCaller, most = 0): Session & { refresh: string } {
    const person = personOf(caller);
    const others = most > 0 ? this.ofPerson.all(person) : [];
    for (const row of others.slice(0, Math.max(0, others.length - most + 1))) {
      this.end(sessionOf(row));
    }
    const id = randomUUID();
    const refresh = newRefresh();
    const ends = this.clock.now() + REFRESH_MS;
    const text = JSON.stringify(caller);
    this.insert.run(id, digest(refresh), person, text, ends);
    this.alive.add(id);
    return { id, caller, refresh };
  }

  /**
   * The former refresh token is good for nothing from now on.
   * @throws AuthError invalid_grant
   */
  renew(refresh: string): Session & { refresh: string } {
    const row = this.byRefresh.get(digest(refresh));
    if (!row || Number(row.expires_at) < this.clock.now()) {
      throw new AuthError('invalid_grant', 'the refresh token is invalid');
    }
    const next = newRefresh();
    const ends = this.clock.now() + REFRESH_MS;
    this.renewal.run(digest(next), ends, String(row.id));
    return { ...sessionOf(row), refresh: next };
  }

  isAlive(id: string): boolean {
    return this.alive.has(id);
  }

  endById(id: string): void {
    const row = this.byId.get(id);
    if (row) this.end(sessionOf(row));
  }

  endByRefresh(refresh: string): void {
    const row = this.byRefresh.get(digest(refresh));
    if (row) this.end(sessionOf(row));
  }

  /** Ends all of a person's sessions, or all but one of them. */
  endAllOf(caller: ClientCaller, except?: string): void {
    for (const row of this.ofPerson.all(personOf(caller))) {
      if (row.id !== except) this.end(sessionOf(row));
    }
  }

  onEnd(listener: (ended: Session) => void): void {
    this.listeners.add(listener);
  }

  clear(): void {
    this.driver.exec('DELETE FROM auth_sessions');
    this.alive.clear();
  }

  private end(session: Session): void {
    this.removal.run(session.id);
    this.alive.delete(session.id);
    for (const listener of this.listeners) listener(session);
  }
}

/** The openid of a phone caller, the uid of a web caller. */
export const personOf = ({ openid, uid }: ClientCaller): string =>
  openid ?? uid ?? '';

function sessionOf(row: Row): Session {
  return {
    id: String(row.id),
    caller: JSON.parse(String(row.caller)) as ClientCaller,
  };
}

const newRefresh = (): string => `m.${randomBytes(48).toString('base64url')}`;

/** What a thief of the disk finds opens no session. */
const digest = (token: string): string =>
  createHash('sha256').update(token).digest('hex');

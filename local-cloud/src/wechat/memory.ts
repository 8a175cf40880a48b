import type { Driver } from '../store/driver';

/** Values of one kind under ids, oldest first. */
export interface Topic<T> {
  get(id: string): T | null;
  /** With `most` the oldest beyond the newest `most` are forgotten. */
  put(id: string, value: T, most?: number): void;
  remove(id: string): void;
  all(): T[];
}

/** What the doubles remember over a restart, as JSON in the cloud's SQLite. */
export class Memory {
  constructor(private readonly driver: Driver) {
    driver.exec(
      `CREATE TABLE IF NOT EXISTS wechat_memory (
         seq INTEGER PRIMARY KEY AUTOINCREMENT, topic TEXT NOT NULL,
         id TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (topic, id))`
    );
  }

  topic<T>(name: string): Topic<T> {
    const { driver } = this;
    const get = driver.prepare(
      'SELECT value FROM wechat_memory WHERE topic = ? AND id = ?'
    );
    const put = driver.prepare(
      `INSERT INTO wechat_memory (topic, id, value) VALUES (?, ?, ?)
       ON CONFLICT (topic, id) DO UPDATE SET value = excluded.value`
    );
    const remove = driver.prepare(
      'DELETE FROM wechat_memory WHERE topic = ? AND id = ?'
    );
    const all = driver.prepare(
      'SELECT value FROM wechat_memory WHERE topic = ? ORDER BY seq'
    );
    const keep = driver.prepare(
      `DELETE FROM wechat_memory WHERE topic = ? AND seq <= (
         SELECT seq FROM wechat_memory WHERE topic = ?
         ORDER BY seq DESC LIMIT 1 OFFSET ?)`
    );
    const parse = (value: unknown): T => JSON.parse(String(value)) as T;
    return {
      get(id) {
        const row = get.get(name, id);
        return row ? parse(row.value) : null;
      },
      put: (id, value, most) =>
        this.together(() => {
          put.run(name, id, JSON.stringify(value));
          if (most !== undefined) keep.run(name, name, most);
        }),
      remove: (id) => void remove.run(name, id),
      all: () => all.all(name).map((row) => parse(row.value)),
    };
  }

  /** One commit for all that `work` remembers; an error undoes it. */
  together<R>(work: () => R): R {
    this.driver.exec('SAVEPOINT wechat');
    try {
      const result = work();
      this.driver.exec('RELEASE wechat');
      return result;
    } catch (error) {
      this.driver.exec('ROLLBACK TO wechat; RELEASE wechat');
      throw error;
    }
  }

  /** Forgets every topic but these. */
  clear(except: string[]): void {
    const marks = except.map(() => '?').join(', ');
    this.driver
      .prepare(`DELETE FROM wechat_memory WHERE topic NOT IN (${marks})`)
      .run(...except);
  }
}

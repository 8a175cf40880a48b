import { randomUUID } from 'node:crypto';
import type { Clock } from '../kernel/clock';
import { CloudError } from '../kernel/errors';
import type { Change } from '../kernel/store';
import type { Catalog } from './catalog';
import { Transaction, type Holders } from './transaction';

const LIFE_MS = 30_000;

/** The open transactions and who holds which document. */
export class Transactions implements Holders {
  private readonly open = new Map<string, Transaction>();
  private readonly held = new Map<string, Transaction>();
  private readonly stopListening: () => void;

  constructor(
    private readonly clock: Clock,
    private readonly catalog: Catalog,
    /** Called when documents become free. */
    private readonly released: () => void
  ) {
    this.stopListening = clock.onAdvance(() => this.expire());
  }

  begin(): string {
    const id = randomUUID().replaceAll('-', '');
    const tx = new Transaction(id, this.clock.now(), this.catalog, this);
    this.open.set(id, tx);
    setTimeout(() => this.expire(), LIFE_MS + 100).unref();
    return id;
  }

  /** @throws CloudError DATABASE_TRANSACTION_FAIL when it has ended */
  get(id: string): Transaction {
    this.expire();
    const tx = this.open.get(id);
    if (tx && !tx.ending) return tx;
    throw new CloudError(
      'DATABASE_TRANSACTION_FAIL',
      '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be commit or abort in 30 seconds. Please check your request, but if the problem persists, contact us.'
    );
  }

  end(id: string): void {
    const tx = this.open.get(id);
    if (!tx) return;
    this.open.delete(id);
    for (const written of tx.pending()) this.held.delete(keyOf(written));
    this.released();
  }

  isHeld(collection: string, id: string, except?: Transaction): boolean {
    const holder = this.held.get(keyOf({ collection, id }));
    return holder !== undefined && holder !== except;
  }

  hold(collection: string, id: string, by: Transaction): void {
    this.held.set(keyOf({ collection, id }), by);
  }

  observe(changes: Change[]): void {
    for (const tx of this.open.values()) {
      for (const change of changes) tx.observe(change);
    }
  }

  clear(): void {
    this.open.clear();
    this.held.clear();
    this.released();
  }

  stop(): void {
    this.stopListening();
    this.open.clear();
    this.held.clear();
  }

  private expire(): void {
    const limit = this.clock.now() - LIFE_MS;
    for (const [id, tx] of this.open) {
      if (tx.startedAt < limit) this.end(id);
    }
  }
}

/** Names of collections have no slash. */
const keyOf = (written: { collection: string; id: string }): string =>
  `${written.collection}/${written.id}`;

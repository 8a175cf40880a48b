/** The part of the local cloud's door (`/__local/…`) that our tools use. */
export class Door {
  constructor(private readonly url: string) {}

  /** A signed-in caller for /web, /v1 and the WebSocket. */
  async identity(who: { openid?: string; uid?: string }): Promise<string> {
    const { accessToken } = await this.call<{ accessToken: string }>(
      'POST',
      'identity',
      who
    );
    return accessToken;
  }

  /** The cloud's time in milliseconds. */
  async now(): Promise<number> {
    return (await this.call<{ now: number }>('GET', 'clock')).now;
  }

  async advance(advanceMs: number): Promise<void> {
    await this.call('POST', 'clock', { advanceMs });
  }

  pushes(): Promise<PushCard[]> {
    return this.call('GET', 'pushes');
  }

  async countCalls(): Promise<number> {
    return (await this.call<unknown[]>('GET', 'calls')).length;
  }

  async countWatches(): Promise<number> {
    return (await this.call<unknown[]>('GET', 'watches')).length;
  }

  /** Billed operations of everybody together. */
  async countOperations(): Promise<{ reads: number; writes: number }> {
    const table = await this.call<
      Record<string, { reads: number; writes: number }>
    >('GET', 'counters');
    const rows = Object.values(table);
    return {
      reads: rows.reduce((sum, row) => sum + row.reads, 0),
      writes: rows.reduce((sum, row) => sum + row.writes, 0),
    };
  }

  /** False: watches are refused, as by quota. Open ones are cut. */
  async enableWatches(enabled: boolean): Promise<void> {
    await this.call('PUT', 'switches', { watchEnabled: enabled });
    if (!enabled) await this.call('POST', 'faults', { cutSockets: true });
  }

  /** Every call of the function waits; 0 ends that. */
  async slowFunction(name: string, ms: number): Promise<void> {
    await this.call('POST', 'faults', { slowFunction: { name, ms } });
  }

  /** What WeChat does by itself when a person accepts in its panel. */
  async grantCredit(openid: string, templateId: string): Promise<void> {
    await this.call('POST', 'wechat/credit', { openid, templateId });
  }

  private async call<T>(
    method: string,
    name: string,
    body?: unknown
  ): Promise<T> {
    const response = await fetch(`${this.url}/__local/${name}`, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    if (!response.ok) {
      throw new Error(`${name}: ${response.status} ${await response.text()}`);
    }
    return (await response.json()) as T;
  }
}

/** A message that WeChat's double took, as its tray shows it. */
export interface PushCard {
  at: number;
  touser: string;
  page?: string;
  data: Record<string, { value: string }>;
  errcode: number;
}

/** A customer of the demo and what is special about him. */
export interface DemoCustomer {
  openid: string;
  name: string;
  handle: string;
  note: string;
  avatarTint: number;
}

export interface DemoStaff {
  openid: string;
  name: string;
  staffCode: string;
  password: string;
  note: string;
  avatarTint: number;
}

/** What scripts/seed writes and the site serves. */
export interface Demo {
  customers: DemoCustomer[];
  staff: DemoStaff[];
  /** An exclusive code; the picture is a data URL made by WeChat's double. */
  code: { scene: string; staffName: string; picture: string } | null;
}

export interface StageState {
  cloud: { url: string; env: string } | null;
  demo: Demo | null;
}

/** A card in WeChat's tray. */
export interface Card {
  at: number;
  page: string;
  fields: { name: string; value: string }[];
}

/** One row of our own push records. */
export interface PushRow {
  id: string;
  at: number;
  status: string;
  errCode: number | null;
  clicked: boolean;
}

export interface Trouble {
  slow: boolean;
  realtime: boolean;
}

export interface Live {
  /** The cloud's time in milliseconds. */
  now: number;
  cards: Card[];
  rows: PushRow[];
  balance: number;
  calls: number;
  watches: number;
  reads: number;
  writes: number;
  trouble: Trouble;
}

async function request<T>(path: string, body?: unknown): Promise<T> {
  const response = await fetch(`/stage-api/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (await response.json()) as T;
}

export const stageApi = {
  state: () => request<StageState>('state'),
  live: (openid: string) =>
    request<Live>(`live?openid=${encodeURIComponent(openid)}`),
  advance: (advanceMs: number) => request('clock', { advanceMs }),
  trouble: (change: Partial<Trouble>) => request('trouble', change),
  restartCloud: () => request('restart-cloud', {}),
  clearData: () => request('clear-data', {}),
};

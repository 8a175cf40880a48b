import cloudbase from '@cloudbase/node-sdk';
import type { CloudAddress } from './cloud-process';

/** What the stage shows of our own records; no client may read these. */
export interface OwnRecords {
  balance: number;
  rows: {
    id: string;
    at: number;
    status: string;
    errCode: number | null;
    clicked: boolean;
  }[];
}

const ROWS = 20;

/** Reads as a server does, with the local cloud's own key. */
export async function readOwnRecords(
  cloud: CloudAddress,
  openid: string
): Promise<OwnRecords> {
  const db = cloudbase
    .init({
      env: cloud.env,
      serviceUrl: `${cloud.url}/admin`,
      secretId: 'local',
      secretKey: 'local',
    })
    .database();
  const [pushes, credits] = await Promise.all([
    db
      .collection('pushes')
      .where({ openid })
      .orderBy('createdAt', 'desc')
      .limit(ROWS)
      .get(),
    db.collection('credits').where({ openid }).limit(ROWS).get(),
  ]);
  return {
    balance: sum(credits.data.flatMap(({ balances }) => numbersOf(balances))),
    rows: pushes.data.map((push) => ({
      id: String(push._id),
      at: Number(push.createdAt),
      status: String(push.status),
      errCode: typeof push.errCode === 'number' ? push.errCode : null,
      clicked: push.clickedAt !== null,
    })),
  };
}

/** What a ledger of consents counts, by template. */
const numbersOf = (balances: unknown): number[] =>
  Object.values(Object(balances)).map(Number);

const sum = (values: number[]): number =>
  values.reduce((total, value) => total + value, 0);

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  DOCUMENTS,
  QUERIES,
  REFUSED_QUERIES,
  UPDATES,
  type Command,
  type Geo,
} from './support/command-cases';
import { EXPRESSIONS, SAMPLE } from './support/command-table';
import { serverApp, signedIn } from './support/sdks';
import { spawnCloud, type CloudProcess } from './support/spawn-cloud';
import {
  ACCUMULATORS,
  REFUSED_EXPRESSIONS,
  REFUSED_STAGES,
  STAGES,
} from './support/stage-table';

interface Found {
  data: Record<string, unknown>[];
  code?: string;
  message?: string;
}
interface Reference {
  get(): Promise<Found>;
  set(data: object): Promise<unknown>;
  update(data: object): Promise<unknown>;
}
interface Pipeline extends Record<string, unknown> {
  end(): Promise<Found>;
}
interface Database extends Geo {
  command: Command & { aggregate: Command; project?: Command };
  collection(name: string): {
    doc(id: string): Reference;
    where(query: object): {
      orderBy(field: string, way: string): { get(): Promise<Found> };
      field(projection: object): { get(): Promise<Found> };
    };
    aggregate(): Pipeline;
  };
}

let cloud: CloudProcess;

beforeAll(async () => {
  cloud = await spawnCloud();
  const open = { read: true, write: true };
  await cloud.door('PUT', 'rules', {
    queries: open,
    changes: open,
    samples: open,
    groups: open,
  });
  const db = serverApp(cloud).database();
  await db.collection('queries').add(DOCUMENTS as never);
  await db.collection('samples').add({ _id: 's', ...SAMPLE } as never);
  await db.collection('groups').add([
    { _id: '1', n: 1, o: { a: 1 } },
    { _id: '2', n: 2 },
    { _id: '3', n: 2, s: 'z', o: { b: 2 } },
  ] as never);
});
afterAll(() => cloud.stop());

const SDKS: [name: string, open: () => Promise<unknown>][] = [
  ['node-sdk', async () => serverApp(cloud).database()],
  [
    'js-sdk GATEWAY',
    async () => (await signedIn(cloud, { uid: 'g' }, 'GATEWAY')).database(),
  ],
  [
    'js-sdk CLOUD_API',
    async () => (await signedIn(cloud, { uid: 'w' }, 'CLOUD_API')).database(),
  ],
];

/** The text of a refusal, thrown or answered. */
async function refusalOf(work: () => Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify(await work());
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    return `${code} ${message} ${JSON.stringify(error)}`;
  }
}

describe.each(SDKS)('the commands of %s', (_name, open) => {
  let db: Database;
  beforeAll(async () => {
    db = (await open()) as Database;
  });

  it('[DB-30] query commands find what is documented', async () => {
    for (const [name, cases] of Object.entries(QUERIES)) {
      if (!(name in db.command)) continue;
      for (const [query, ids] of cases) {
        const where = db.collection('queries').where(query(db.command));
        const { data } = await where.orderBy('_id', 'asc').get();
        const found = data?.map((doc) => String(doc._id)).join('');
        expect(found, `${name} ${String(query)}`).toBe(ids);
      }
    }
  });

  it('[DB-31] what is not evaluated is refused by the operator’s name', async () => {
    for (const [name, [query, operator]] of Object.entries(REFUSED_QUERIES)) {
      if (!(name in db.command)) continue;
      const where = db.collection('queries').where(query(db.command, db));
      const refusal = await refusalOf(() => where.orderBy('_id', 'asc').get());
      expect(refusal).toContain('DATABASE_INVALID_OPERRATOR');
      expect(refusal).toContain(operator);
    }
  });

  it('[DB-32] update commands make what is documented', async () => {
    for (const [name, cases] of Object.entries(UPDATES)) {
      if (!(name in db.command)) continue;
      for (const [before, change, after] of cases) {
        const one = db.collection('changes').doc('one');
        await serverApp(cloud)
          .database()
          .collection('changes')
          .doc('one')
          .set(before);
        await one.update(change(db.command));
        const { data } = await one.get();
        expect(data[0], `${name} ${String(change)}`).toEqual({
          _id: 'one',
          ...after,
        });
      }
    }
  });

  const computed = async (stages: object[]): Promise<unknown> => {
    const pipeline = db
      .collection(stages.length > 1 ? 'samples' : 'groups')
      .aggregate();
    const chain = stages.reduce<Pipeline>((chain, stage) => {
      const [key, value] = Object.entries(stage)[0] as [string, unknown];
      return (chain[key] as (value: unknown) => Pipeline)(value);
    }, pipeline);
    const { data } = await chain.end();
    return data[0]?.v;
  };

  it('[DB-33] aggregation operators give what is documented', async () => {
    const { aggregate } = db.command;
    for (const [name, rows] of Object.entries(EXPRESSIONS)) {
      for (const [parameter, result] of rows) {
        const v = aggregate[name]?.(parameter);
        const value = await computed([
          { match: { _id: 's' } },
          { project: { v } },
        ]);
        expect(value, `${name} ${JSON.stringify(parameter)}`).toEqual(result);
      }
    }
  });

  it('[DB-34] accumulators give what is documented', async () => {
    const { aggregate } = db.command;
    for (const [name, [parameter, result]] of Object.entries(ACCUMULATORS)) {
      const v = aggregate[name]?.(parameter);
      const value = await computed([{ group: { _id: null, v } }]);
      expect(value, `accumulator ${name}`).toEqual(result);
    }
  });

  it('[DB-35] an operator of aggregation that is missing is refused by name', async () => {
    for (const [name, parameter] of Object.entries(REFUSED_EXPRESSIONS)) {
      const v = db.command.aggregate[name]?.(parameter);
      const refusal = await refusalOf(async () => {
        const pipeline = db.collection('samples').aggregate();
        return (pipeline.project as (spec: object) => Pipeline)({ v }).end();
      });
      expect(refusal).toContain(`$${name}`);
    }
  });

  const startOf = (name: string, parameter: unknown): Pipeline => {
    const pipeline = db.collection('groups').aggregate();
    return (pipeline[name] as (value: unknown) => Pipeline)(parameter);
  };

  it('[DB-37] stages give what is documented, or are refused by name', async () => {
    for (const [name, [parameter, result]] of Object.entries(STAGES)) {
      const { data } = await startOf(name, parameter).end();
      const made = data?.map(({ m }) => m);
      expect(made, `stage ${name}`).toEqual(result);
    }
    for (const [name, parameter] of Object.entries(REFUSED_STAGES)) {
      const refusal = await refusalOf(() => startOf(name, parameter).end());
      expect(refusal).toContain(`$${name}`);
    }
  });

  it('[DB-37] no stage of the SDK is forgotten; lookup is tried elsewhere', () => {
    const pipeline: object = db.collection('groups').aggregate();
    const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(pipeline));
    const known = [...Object.keys(STAGES), ...Object.keys(REFUSED_STAGES)];
    const left = methods.filter((name) => !known.includes(name)).sort();
    const rest = ['_pipe', 'constructor', 'done', 'end', 'lookup', 'unwrap'];
    expect(rest).toEqual(expect.arrayContaining(left));
  });

  it('[DB-36] no command of the SDK is forgotten', () => {
    const tried = [QUERIES, REFUSED_QUERIES, UPDATES].flatMap(Object.keys);
    const { aggregate, project, ...commands } = db.command;
    expect(
      Object.keys(commands).filter((name) => !tried.includes(name))
    ).toEqual([]);
    const operators = [EXPRESSIONS, ACCUMULATORS, REFUSED_EXPRESSIONS].flatMap(
      Object.keys
    );
    const missing = Object.keys(aggregate).filter(
      (name) => !operators.includes(name)
    );
    expect(missing).toEqual(['pipeline']);
    expect(
      Object.keys(project ?? {})
        .sort()
        .join()
    ).toMatch(/^(elemMatch,slice)?$/);
  });
});

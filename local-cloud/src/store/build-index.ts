import type { IndexSpec } from '../kernel/store';
import type { Catalog } from './catalog';
import { duplicate } from './collection';
import type { CommitQueue } from './commit-queue';
import type { IndexTable } from './index-table';

/** How long one step holds up other writes. */
const STEP_MS = 8;

/**
 * Makes an index in steps, between which others write. Until it holds all
 * documents no query uses it; a kill in between leaves nothing of it.
 * @throws CloudError DATABASE_REQUEST_FAILED with E11000
 */
export async function buildIndex(
  catalog: Catalog,
  queue: CommitQueue,
  name: string,
  spec: IndexSpec
): Promise<void> {
  const index = await queue.add(() => begin(catalog, name, spec));
  if (!index) return;
  try {
    while (!(await queue.add(() => step(catalog, name, index)))) continue;
  } catch (error) {
    await queue.add(() => catalog.dropIndex(name, index));
    throw error;
  }
}

/** Same name: kept when equal, made anew when its keys have changed. */
function begin(
  catalog: Catalog,
  name: string,
  spec: IndexSpec
): IndexTable | null {
  const old = catalog
    .get(name)
    .indexes.find((index) => index.spec.name === spec.name);
  if (old && JSON.stringify(old.spec) === JSON.stringify(spec)) return null;
  if (old) catalog.dropIndex(name, old);
  return catalog.addIndex(name, spec);
}

/** Fills in some documents; true when that was all. */
function step(catalog: Catalog, name: string, index: IndexTable): boolean {
  const collection = catalog.get(name);
  const start = index.filledTo;
  const until = performance.now() + STEP_MS;
  try {
    for (const { rid, doc } of collection.scan(start)) {
      if (index.spec.unique && index.isTaken(doc, rid)) {
        throw duplicate(name, spec(index), doc._id);
      }
      index.enter(doc, rid);
      index.filledTo = rid;
      if (performance.now() > until) return false;
    }
    catalog.finishIndex(index);
    return true;
  } catch (error) {
    index.filledTo = start;
    throw error;
  }
}

const spec = (index: IndexTable): string => index.spec.name;

import type {
  CloudCollection,
  CloudPort,
  CloudQuery,
  WatchHandlers,
} from '../../../miniprogram/services/cloud-port';
import type { ClockPort } from '../../../miniprogram/services/ports';

/**
 * A cloud that is one trip away: every answer and every snapshot takes `ms`,
 * and nothing else takes any time. So the time until something is seen,
 * divided by `ms`, is how many trips had to wait for one another.
 */
export function farCloud(cloud: CloudPort, clock: ClockPort, ms: number) {
  const trip = () =>
    new Promise<void>((resolve) => clock.after(ms, () => resolve()));
  const far = async <T>(ask: () => Promise<T>): Promise<T> => {
    await trip();
    return ask();
  };
  const watching = (query: CloudQuery, handlers: WatchHandlers) => {
    let open = true;
    const later = (tell: () => void) => clock.after(ms, () => open && tell());
    const watcher = query.watch({
      onChange: (snapshot) => later(() => handlers.onChange(snapshot)),
      onError: (error) => later(() => handlers.onError(error)),
    });
    return {
      close() {
        open = false;
        return watcher.close();
      },
    };
  };
  const query = (near: CloudQuery): CloudQuery => ({
    where: (clause) => query(near.where(clause)),
    orderBy: (field, direction) => query(near.orderBy(field, direction)),
    limit: (count) => query(near.limit(count)),
    get: () => far(() => near.get()),
    update: (options) => far(() => near.update(options)),
    watch: (handlers) => watching(near, handlers),
  });
  const collection = (near: CloudCollection): CloudCollection => ({
    ...query(near),
    add: (options) => far(() => near.add(options)),
  });
  const database = cloud.database();
  const port: CloudPort = {
    callFunction: (request) => far(() => cloud.callFunction(request)),
    database: () => ({
      command: database.command,
      collection: (name) => collection(database.collection(name)),
    }),
  };
  return port;
}

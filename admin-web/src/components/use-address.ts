import { useRoute, useRouter } from 'vue-router';

/** The query of the address: a reload and a second window restore it. */
export function useAddress() {
  const route = useRoute();
  const router = useRouter();

  /** '' where it is absent or given twice. */
  function read(key: string): string {
    const value = route.query[key];
    return typeof value === 'string' ? value : '';
  }

  /** What is '' goes. `push`: the browser's back undoes it. */
  function write(
    part: Readonly<Record<string, string>>,
    how: 'replace' | 'push' = 'replace'
  ): void {
    const merged = Object.entries({ ...route.query, ...part });
    const query = Object.fromEntries(merged.filter(([, value]) => value));
    router[how]({ query }).catch((cause: unknown) => console.error(cause));
  }

  return { read, write };
}

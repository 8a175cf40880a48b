import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { filterFrom, filterToQuery, type StaffFilter } from './staff-filter';

/** Filter and chosen person, kept in the address. */
export function useStaffFilter() {
  const route = useRoute();
  const router = useRouter();
  const filter = computed(() => filterFrom(route.query));
  const chosenId = computed(() =>
    typeof route.query['id'] === 'string' ? route.query['id'] : ''
  );

  function go(next: StaffFilter, id: string): void {
    const query = { ...filterToQuery(next), ...(id ? { id } : {}) };
    router.replace({ query }).catch((cause: unknown) => console.error(cause));
  }

  return {
    filter,
    chosenId,
    change: (part: Partial<StaffFilter>) =>
      go({ ...filter.value, ...part }, chosenId.value),
    choose: (id: string) => go(filter.value, id),
  };
}

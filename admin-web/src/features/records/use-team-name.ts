import { shallowRef, watch } from 'vue';
import type { AppContext } from '../../app-context';

/** What a team is called; '' for none and until it is known. */
export function useTeamName(
  { call }: Pick<AppContext, 'call'>,
  teamId: () => string
) {
  const name = shallowRef('');

  async function load(id: string): Promise<void> {
    name.value = '';
    if (id === '') return;
    try {
      const { teams } = await call('team.list', {});
      if (id !== teamId()) return;
      name.value = teams.find((one) => one.teamId === id)?.name ?? '';
    } catch (cause) {
      console.info('the name of a team is not known', cause);
    }
  }

  watch(teamId, (id) => void load(id), { immediate: true });
  return name;
}

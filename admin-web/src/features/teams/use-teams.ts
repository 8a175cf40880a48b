import { ref, shallowRef } from 'vue';
import type { TeamView } from '../../../../domain/team/schema';
import type { AppContext } from '../../app-context';
import {
  asRequestFailed,
  type RequestFailed,
} from '../../cloud/request-failed';

/** The teams by name; what changes them rejects with RequestFailed. */
export function useTeams({ call }: Pick<AppContext, 'call'>) {
  const teams = shallowRef<readonly TeamView[]>([]);
  const loaded = ref(false);
  const failure = shallowRef<RequestFailed | null>(null);

  /** Never rejects: what went wrong stands in `failure`. */
  async function refresh(): Promise<void> {
    try {
      teams.value = byName((await call('team.list', {})).teams);
      loaded.value = true;
      failure.value = null;
    } catch (cause) {
      failure.value = asRequestFailed(cause);
    }
  }

  async function create(name: string): Promise<TeamView> {
    const { team } = await call('team.create', { name });
    teams.value = byName([...teams.value, team]);
    return team;
  }

  async function rename(teamId: string, name: string): Promise<void> {
    const { team } = await call('team.update', { teamId, name });
    teams.value = byName(
      teams.value.map((one) => (one.teamId === teamId ? team : one))
    );
  }

  async function remove(teamId: string): Promise<void> {
    await call('team.remove', { teamId });
    teams.value = teams.value.filter((one) => one.teamId !== teamId);
  }

  const nameOf = (teamId: string) =>
    teams.value.find((one) => one.teamId === teamId)?.name ?? '';

  void refresh();
  return { teams, loaded, failure, refresh, create, rename, remove, nameOf };
}

const byName = (teams: readonly TeamView[]) =>
  [...teams].sort((a, b) => a.name.localeCompare(b.name, 'zh'));

import { readSettings } from '../../../domain/settings/read';
import { command } from '../../platform/cloud';
import { find } from '../../platform/documents';
import type { Handler } from '../../platform/serve';
import { CURRENT_SETTINGS } from '../../platform/settings';
import { namesOf } from '../names';

const PAGE = 20;

/** Who changed what when, and what it was then. */
export const settingsHistory: Handler<'settings.history'> = async ({
  beforeRev,
}) => {
  const found = await find(
    'settings',
    {
      _id: command.neq(CURRENT_SETTINGS),
      ...(beforeRev !== undefined && { rev: command.lt(beforeRev) }),
    },
    { orderBy: ['rev', 'desc'], limit: PAGE + 1 }
  );
  const page = found.slice(0, PAGE);
  const names = await namesOf(page.map(({ by }) => by));
  return {
    revisions: page.map(({ rev, at, by, changed, restored, values }) => ({
      rev,
      at,
      by,
      changed,
      restored,
      name: names.get(by) ?? '',
      settings: readSettings(values).settings,
    })),
    next: found.length > PAGE ? (page.at(-1)?.rev ?? null) : null,
  };
};

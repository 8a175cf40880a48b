import { noting } from '../platform/activity';
import { serve } from '../platform/serve';
import { downloadCancel } from './cancel';
import { downloadCreate } from './create';
import { downloadLinks } from './links';
import { downloadList } from './list';
import { downloadRun } from './run';

/** Records and the audit as files of Excel and PDF. */
export const main = serve({
  handlers: noting({
    'download.create': downloadCreate,
    'download.run': downloadRun,
    'download.list': downloadList,
    'download.cancel': downloadCancel,
    'download.links': downloadLinks,
  }),
});

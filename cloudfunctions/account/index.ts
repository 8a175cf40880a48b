import { serve } from '../platform/serve';
import { presence } from './presence';
import { session } from './session';
import { setup } from './setup';
import { signIn } from './sign-in';
import { signOut } from './sign-out';
import { staffCreate } from './staff-create';
import { staffDisable, staffEnable } from './staff-disable';
import { staffList } from './staff-list';

export const main = serve({
  handlers: {
    'account.setup': setup,
    'account.signIn': signIn,
    'account.session': session,
    'account.signOut': signOut,
    'account.presence': presence,
    'staff.create': staffCreate,
    'staff.disable': staffDisable,
    'staff.enable': staffEnable,
    'staff.list': staffList,
  },
});

import { noting } from '../platform/activity';
import { serve } from '../platform/serve';
import { changePassword } from './change-password';
import { continueSignIn } from './continue-sign-in';
import {
  confirmSecondFactor,
  disableSecondFactor,
  enrolSecondFactor,
} from './own-factor';
import { presence } from './presence';
import { privacyConsent, privacyState } from './privacy-consent';
import { privacyErase, privacyEraseFor } from './privacy-erase';
import { privacyExport, privacyExportFor } from './privacy-export';
import { refresh } from './refresh';
import { session } from './session';
import { setup } from './setup';
import { signIn } from './sign-in';
import { signOut } from './sign-out';
import { staffCreate } from './staff-create';
import { staffDisable, staffEnable } from './staff-disable';
import { staffEndSessions } from './staff-end-sessions';
import { staffHandOver } from './staff-hand-over';
import { staffList } from './staff-list';
import { staffResetPassword, staffResetSecondFactor } from './staff-reset';
import { staffUpdate } from './staff-update';
import { teamCreate, teamList, teamRemove, teamUpdate } from './teams';

export const main = serve({
  handlers: noting({
    'account.setup': setup,
    'account.signIn': signIn,
    'account.continueSignIn': continueSignIn,
    'account.session': session,
    'account.refresh': refresh,
    'account.signOut': signOut,
    'account.changePassword': changePassword,
    'account.enrolSecondFactor': enrolSecondFactor,
    'account.confirmSecondFactor': confirmSecondFactor,
    'account.disableSecondFactor': disableSecondFactor,
    'account.presence': presence,
    'privacy.state': privacyState,
    'privacy.consent': privacyConsent,
    'privacy.export': privacyExport,
    'privacy.exportFor': privacyExportFor,
    'privacy.erase': privacyErase,
    'privacy.eraseFor': privacyEraseFor,
    'staff.create': staffCreate,
    'staff.disable': staffDisable,
    'staff.enable': staffEnable,
    'staff.update': staffUpdate,
    'staff.resetPassword': staffResetPassword,
    'staff.resetSecondFactor': staffResetSecondFactor,
    'staff.endSessions': staffEndSessions,
    'staff.handOver': staffHandOver,
    'staff.list': staffList,
    'team.create': teamCreate,
    'team.update': teamUpdate,
    'team.remove': teamRemove,
    'team.list': teamList,
  }),
});

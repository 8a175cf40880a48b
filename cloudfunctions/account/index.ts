import { noting } from '../platform/activity';
import { serve } from '../platform/serve';
import { changePassword } from './sign-in/change-password';
import { continueSignIn } from './sign-in/continue-sign-in';
import {
  confirmSecondFactor,
  disableSecondFactor,
  enrolSecondFactor,
} from './sign-in/own-factor';
import { presence } from './presence/presence';
import { privacyConsent, privacyState } from './privacy/privacy-consent';
import { privacyErase, privacyEraseFor } from './privacy/privacy-erase';
import { privacyExport, privacyExportFor } from './privacy/privacy-export';
import { refresh } from './sign-in/refresh';
import { session } from './sign-in/session';
import { setup } from './setup';
import { signIn } from './sign-in/sign-in';
import { signOut } from './sign-in/sign-out';
import { staffBelongings } from './staff/staff-belongings';
import { staffCreate } from './staff/staff-create';
import { staffDisable, staffEnable } from './staff/staff-disable';
import { staffEndSessions } from './staff/staff-end-sessions';
import {
  staffAllSessions,
  staffEndSession,
  staffSessions,
} from './staff/staff-sessions';
import { staffHandOver } from './staff/staff-hand-over';
import { staffList } from './staff/staff-list';
import {
  staffResetPassword,
  staffResetSecondFactor,
} from './staff/staff-reset';
import { staffUpdate } from './staff/staff-update';
import { teamCreate, teamList, teamRemove, teamUpdate } from './staff/teams';

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
    'staff.sessions': staffSessions,
    'staff.allSessions': staffAllSessions,
    'staff.endSession': staffEndSession,
    'staff.handOver': staffHandOver,
    'staff.belongings': staffBelongings,
    'staff.list': staffList,
    'team.create': teamCreate,
    'team.update': teamUpdate,
    'team.remove': teamRemove,
    'team.list': teamList,
  }),
});

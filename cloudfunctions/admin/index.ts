import { noting } from '../platform/activity';
import { serve } from '../platform/serve';
import { auditList } from './audit-list';
import { customerBind } from './customer-bind';
import { customerBlock, customerUnblock } from './customer-block';
import { customerGet } from './customer-get';
import { customerHold } from './customer-hold';
import { customerList } from './customer-list';
import { customerPhone } from './customer-phone';
import { customerRemark, customerRemoveRemark } from './customer-remark';
import { customerTag } from './customer-tag';
import { customerSetName, customerUpdate } from './customer-update';
import { recordGet } from './record-get';
import { recordList } from './record-list';
import { reportDay, reportRange } from './report-days';
import { reportFunnel } from './report-funnel';
import { settingsForDesk, settingsGet } from './settings-get';
import { settingsHistory } from './settings-history';
import { settingsRestore, settingsUpdate } from './settings-update';
import { reportPushes } from './report-pushes';
import { templateList, templateRemove, templateSave } from './template-edit';

/** Customers, records, settings, templates, reports, audit. */
export const main = serve({
  handlers: noting({
    'audit.list': auditList,
    'customer.bind': customerBind,
    'customer.block': customerBlock,
    'customer.unblock': customerUnblock,
    'customer.get': customerGet,
    'customer.list': customerList,
    'customer.update': customerUpdate,
    'customer.setName': customerSetName,
    'customer.phone': customerPhone,
    'customer.tag': customerTag,
    'customer.remark': customerRemark,
    'customer.hold': customerHold,
    'customer.removeRemark': customerRemoveRemark,
    'record.list': recordList,
    'record.get': recordGet,
    'report.day': reportDay,
    'report.range': reportRange,
    'report.funnel': reportFunnel,
    'settings.get': settingsGet,
    'settings.forDesk': settingsForDesk,
    'settings.update': settingsUpdate,
    'settings.history': settingsHistory,
    'settings.restore': settingsRestore,
    'template.list': templateList,
    'template.save': templateSave,
    'template.remove': templateRemove,
    'report.pushes': reportPushes,
  }),
});

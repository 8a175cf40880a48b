import { noting } from '../platform/activity';
import { serve } from '../platform/serve';
import { auditList } from './audit-list';
import { boardRead } from './board/board-read';
import { customerBind } from './customer/customer-bind';
import { customerBlock, customerUnblock } from './customer/customer-block';
import { customerGet } from './customer/customer-get';
import { customerHold } from './customer/customer-hold';
import { customerList } from './customer/customer-list';
import { customerPhone } from './customer/customer-phone';
import {
  customerRemark,
  customerRemoveRemark,
} from './customer/customer-remark';
import { customerTag } from './customer/customer-tag';
import { customerSetName, customerUpdate } from './customer/customer-update';
import { costRead } from './health/cost-read';
import { healthRead } from './health/health-read';
import { recordComplaints } from './record/record-complaints';
import { recordGet } from './record/record-get';
import { recordList } from './record/record-list';
import { recordPushes } from './record/record-pushes';
import { recordSettleComplaint } from './record/record-settle-complaint';
import { reportDay, reportRange } from './report/report-days';
import { reportFunnel } from './report/report-funnel';
import { settingsForDesk, settingsGet } from './settings/settings-get';
import { settingsHistory } from './settings/settings-history';
import { settingsRestore, settingsUpdate } from './settings/settings-update';
import { reportPushes } from './report/report-pushes';
import {
  templateList,
  templateRemove,
  templateSave,
} from './settings/template-edit';

/** Customers, records, settings, templates, reports, audit. */
export const main = serve({
  handlers: noting({
    'audit.list': auditList,
    'board.read': boardRead,
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
    'cost.read': costRead,
    'health.read': healthRead,
    'record.list': recordList,
    'record.pushes': recordPushes,
    'record.get': recordGet,
    'record.complaints': recordComplaints,
    'record.settleComplaint': recordSettleComplaint,
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

import { appPorts } from '../../platform/customer';
import { lookUp } from '../../platform/look-up';
import { createAlerts, type Alerts } from '../../services/agent-alert';
import { createAgentDesk, type AgentDesk } from '../../services/agent-desk';
import { createHandover, type Handover } from '../../services/agent-handover';
import { createReplies, type Replies } from '../../services/agent-replies';
import { createHeldAction, type HeldAction } from '../../services/held-action';
import { createUsedTags } from '../../services/used-tags';

let desk: AgentDesk | undefined;
let alerts: Alerts | undefined;
let handover: Handover | undefined;
let held: HeldAction | undefined;
let replies: Replies | undefined;
/** A page of the workplace is in front. */
let inFront = false;

export const SIGN_IN = '/packages/agent/pages/sign-in/index';
export const LIST = '/packages/agent/pages/list/index';
export const CHAT = '/packages/agent/pages/chat/index';

/** One desk for the life of the app; list and chat share it. */
export function agentDesk(): AgentDesk {
  desk ??= beginDesk();
  return desk;
}

export function agentAlerts(): Alerts {
  return (alerts ??= createAlerts(appPorts(), agentDesk(), lookUp()));
}

export function agentHandover(): Handover {
  return (handover ??= createHandover(agentDesk()));
}

/** What is done in a moment unless it is undone; one for all pages. */
export function agentHeld(): HeldAction {
  return (held ??= createHeldAction(appPorts().clock));
}

export function agentReplies(): Replies {
  return (replies ??= createReplies(appPorts(), agentDesk()));
}

export const usedTags = () => createUsedTags(appPorts().storage);

/** Leads to the sign-in whoever is signed in no more; true: it did. */
export function leaveSignedOut(): boolean {
  const { phase } = agentDesk().store.get();
  if (phase !== 'signed-out' && phase !== 'expired') return false;
  const why = phase === 'expired' ? '?expired=1' : '';
  wx.reLaunch({ url: SIGN_IN + why });
  return true;
}

/** Called by pages as they come to the front. */
export function enterDesk(): void {
  inFront = true;
  agentDesk().show();
  agentAlerts();
}

export function leaveDesk(): void {
  inFront = false;
  agentHeld().flush();
  agentDesk().hide();
}

function beginDesk(): AgentDesk {
  const created = createAgentDesk(appPorts());
  wx.onAppHide(() => {
    agentHeld().flush();
    created.hide();
  });
  wx.onAppShow(() => {
    if (inFront) created.show();
  });
  return created;
}

import { appPorts } from '../../platform/customer';
import { createAgentDesk, type AgentDesk } from '../../services/agent-desk';

let desk: AgentDesk | undefined;
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

/** Called by pages as they come to the front. */
export function enterDesk(): void {
  inFront = true;
  agentDesk().show();
}

export function leaveDesk(): void {
  inFront = false;
  agentDesk().hide();
}

function beginDesk(): AgentDesk {
  const created = createAgentDesk(appPorts());
  wx.onAppHide(() => created.hide());
  wx.onAppShow(() => {
    if (inFront) created.show();
  });
  return created;
}

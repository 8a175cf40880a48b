import { createConsent, type Consent } from '../services/consent';
import {
  createCustomerChat,
  type CustomerChat,
} from '../services/customer-chat';
import type { ServicePorts } from '../services/ports';
import { wxPorts } from './wx-ports';

let ports: ServicePorts | undefined;
let chat: CustomerChat | undefined;
let consent: Consent | undefined;

/** One of each for the life of the app: pages come and go. */
export function appPorts(): ServicePorts {
  return (ports ??= wxPorts());
}

export function customerChat(): CustomerChat {
  return (chat ??= createCustomerChat(appPorts()));
}

export function customerConsent(): Consent {
  return (consent ??= createConsent(appPorts()));
}

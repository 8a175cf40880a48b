import { createConsent, type Consent } from '../services/consent';
import {
  createCustomerChat,
  type CustomerChat,
} from '../services/customer-chat';
import { createMyData, type MyData } from '../services/my-data';
import type { ServicePorts } from '../services/ports';
import { wxPorts } from './wx-ports';

let ports: ServicePorts | undefined;
let chat: CustomerChat | undefined;
let consent: Consent | undefined;
let data: MyData | undefined;

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

/** When it is deleted this phone forgets it too. */
export function myData(): MyData {
  return (data ??= createMyData(appPorts(), customerChat().call, () => {
    customerConsent().withdraw();
    customerChat().forget();
  }));
}

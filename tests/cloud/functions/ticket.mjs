import tcb from '@cloudbase/node-sdk';

/** Makes a custom ticket with the key of the environment. */
export async function main(event) {
  const text = Buffer.from(process.env.LOGIN_KEY ?? '', 'base64').toString();
  const app = tcb.init({
    env: process.env.TCB_ENV ?? '',
    credentials: JSON.parse(text),
  });
  return { ticket: app.auth().createTicket(event.customUserId) };
}

import { read, type Attack, type Deletion } from './attack';
import { WANG } from './rule-world';

const PHONE_STAMPS =
  ' && (doc.customer == auth.openid || doc.agentOpenid == auth.openid)';
const WEB_STAMPS = ' && (doc.customer == auth.uid || doc.agentUid == auth.uid)';
const phoneStamps: Deletion = { key: 'read', text: PHONE_STAMPS };
const webStamps: Deletion = { key: 'read', text: WEB_STAMPS };

/** The same attacks on everything that carries the three stamps. */
export const onStamps = ([collection, id]: [string, string]): Attack[] => [
  {
    id,
    title: 'a customer asks for the documents of another customer',
    attempt: read('li', collection, { customer: 'o-wang' }),
    clause: phoneStamps,
  },
  {
    id,
    title: 'a customer asks by conversation alone',
    attempt: read('li', collection, { conversationId: WANG }),
    clause: phoneStamps,
  },
  {
    id,
    title: 'a customer asks for everything',
    attempt: read('li', collection, {}),
    clause: phoneStamps,
  },
  {
    id,
    title: 'a customer widens his equality to a list',
    attempt: read('li', collection, {
      customer: { $in: ['o-li', 'o-wang'] },
    }),
    clause: phoneStamps,
  },
  {
    id,
    title: 'a customer hides another customer behind an "or"',
    attempt: read('li', collection, {
      $or: [{ customer: 'o-li' }, { customer: 'o-wang' }],
    }),
    clause: phoneStamps,
  },
  {
    id,
    title: 'a customer asks for every customer that is not somebody',
    attempt: read('li', collection, { customer: { $ne: 'nobody' } }),
    clause: phoneStamps,
  },
  {
    id,
    title: 'an agent asks for what another agent has (A-BR13)',
    attempt: read('zhou', collection, { agentOpenid: 'o-chen' }),
    clause: phoneStamps,
  },
  {
    id,
    title: 'an agent asks for the documents that nobody has',
    attempt: read('zhou', collection, { agentOpenid: '-' }),
    clause: phoneStamps,
  },
  {
    id,
    title: 'an agent on the web asks for what another has on the web',
    attempt: read('zhouOnWeb', collection, { agentUid: 'u-chen' }),
    clause: webStamps,
  },
  {
    id,
    title: 'a visitor asks for the documents of a customer',
    attempt: read('visitor', collection, { customer: 'o-li' }),
    clause: webStamps,
  },
  {
    id,
    title: 'a web caller whose openid is empty asks for empty customers',
    attempt: read('visitor', collection, { customer: '' }),
    clause: {
      key: 'read',
      text: "auth.openid != null && auth.openid != '' && ",
    },
    where: { openidOfWebCaller: 'empty' },
  },
];

import * as z from 'zod';
import { Certificate, ERASURE_KINDS } from '../erasure/schema';
import { CustomerId, MessageId } from '../ids';
import { Reason } from '../customer/names';
import { action } from './spec';

const ADMIN = { admin: 'organisation' } as const;

/** Asked again while it is `working`: each call does a part of it. */
const Copy = z.object({
  state: z.enum(['working', 'ready']),
  /** JSON files, good for ten minutes; [] while it is not ready. */
  urls: z.array(z.string()),
  /** The files themselves are deleted then. */
  expiresAt: z.number(),
});

const Erase = z.strictObject({
  /** Made by the client; asking again with it goes on or shows the end. */
  erasureId: MessageId,
  /** He was asked whether he means it. */
  confirm: z.literal(true),
  what: z.enum(ERASURE_KINDS).default('account'),
});
const Of = { customerId: CustomerId, purpose: Reason };

export const privacyActions = {
  /** How things stand between him and the privacy text. */
  'privacy.state': action({
    in: 'account',
    access: 'customer',
    input: z.strictObject({}),
    output: z.object({
      /** The text in force; whoever agreed to another is asked again. */
      version: z.int(),
      consent: z.object({ version: z.int(), at: z.number() }).nullable(),
      retentionDays: z.int(),
    }),
  }),
  /** He agrees to the text in force. @throws CONSENT_OUTDATED */
  'privacy.consent': action({
    in: 'account',
    access: 'customer',
    input: z.strictObject({ version: z.int().min(1) }),
    output: z.object({ version: z.int(), at: z.number() }),
  }),
  /** A copy of everything that is his. */
  'privacy.export': action({
    in: 'account',
    access: 'customer',
    input: z.strictObject({}),
    output: Copy,
  }),
  /** The same for somebody who asks by letter. */
  'privacy.exportFor': action({
    in: 'account',
    access: ADMIN,
    input: z.strictObject(Of),
    output: Copy,
  }),
  /** His data is deleted. @throws ERASURE_HELD */
  'privacy.erase': action({
    in: 'account',
    access: 'customer',
    input: Erase,
    output: z.object({ certificate: Certificate }),
  }),
  'privacy.eraseFor': action({
    in: 'account',
    access: ADMIN,
    input: Erase.extend(Of),
    output: z.object({ certificate: Certificate }),
  }),
};

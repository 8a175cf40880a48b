import * as z from 'zod';
import { MESSAGE_ID_PATTERN } from './values/message-id';

/** Also a field name in `seats.open`, hence no dot and no leading `_`. */
export const ConversationId = z.string().regex(/^[0-9a-z]{20}$/);
export const MessageId = z.string().regex(MESSAGE_ID_PATTERN);
export const StaffId = z.string().regex(/^[0-9a-z]{16}$/);
export const TeamId = z.string().regex(/^[0-9a-z]{16}$/);
export const CustomerId = z.string().regex(/^[0-9a-z]{16}$/);
/** A code's id is its scene. */
export const CodeId = z.string().regex(/^[0-9a-z]{12}$/);
/** An openid or a uid: whose document, never what he may do. */
export const IdentityId = z.string().min(1).max(64);
export const EntryId = z.string().min(1).max(40);

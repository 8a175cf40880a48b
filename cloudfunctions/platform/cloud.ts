import tcb from '@cloudbase/node-sdk';

/**
 * The environment this function runs in. Address and credentials come from
 * the variables of each call, so one instance serves them all.
 */
export const cloud = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV });
export const database = cloud.database();
export const command = database.command;

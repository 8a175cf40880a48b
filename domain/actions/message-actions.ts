export const messageActions = {};

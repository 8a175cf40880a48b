export const recordActions = {};

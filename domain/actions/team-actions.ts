export const teamActions = {};

export const templateActions = {};

export const customerActions = {};

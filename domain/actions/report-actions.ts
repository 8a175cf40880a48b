export const reportActions = {};
